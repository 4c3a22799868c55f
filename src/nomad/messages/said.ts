/** An answer of NOMAD other than 200, for sentences: no query, no header, nothing that was sent. */
export interface Refused {
  /** `GET /uploads/{id}/entries` */
  readonly route: string;
  /** Where the requests go: `https://…/api/v1` */
  readonly api: string;
  /** The scope that a personal access token needs for it; '' for none. */
  readonly scope: string;
  readonly status: number;
  /** NOMAD's own sentence, '' when there is none; undefined when the answer is not in NOMAD's form. */
  readonly detail: string | undefined;
}

/** What NOMAD said, for the end of a sentence: `status 401, "Expired token."` */
export function said({ status, detail }: Refused): string {
  return detail === undefined || detail === '' ? `status ${status}` : `status ${status}, "${detail}"`;
}
