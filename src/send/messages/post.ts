/** In the log of the post step. */
export function deletedAfterwards(link: string): string {
  return `The upload was deleted (delete-afterwards): ${link}`;
}

/** A warning of the post step. */
export function notDeleted(link: string, why: string): string {
  return `The upload could not be deleted (delete-afterwards): ${why} Please delete it in NOMAD: ${link}`;
}
