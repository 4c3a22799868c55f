/** In the log of the post step. */
export function deletedAfterwards(link: string): string {
  return `The upload was deleted (delete-afterwards): ${link}`;
}

/** A warning of the post step. `upload`: its link, or its id. */
export function notDeleted(upload: string, why: string): string {
  return `The upload could not be deleted (delete-afterwards): ${why} Please delete it in NOMAD: ${upload}`;
}

/** A warning of the post step: only what the step has made is deleted. */
export function notOurs(link: string): string {
  return `The upload was not deleted (delete-afterwards), because it was there before this step: ${link}`;
}
