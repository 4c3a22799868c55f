/** What is known of the publishing, for the outputs, however the step ends. */
export interface Publication {
  /** undefined: that is not known. */
  newly: boolean | undefined;
}
