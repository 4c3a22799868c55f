/** An answer from NOMAD other than 200, for use in sentences: no query, no header, nothing that was sent. */
export interface Refused {
  /** `GET /uploads/{id}/entries` */
  readonly route: string;
  /** Where the requests go: `https://…/api/v1` */
  readonly api: string;
  /** The scopes that a personal access token needs for the step. */
  readonly scopes: readonly string[];
  readonly status: number;
  /** NOMAD's own sentence, '' if there is none; undefined if the answer is not in NOMAD's format. */
  readonly detail: string | undefined;
}

/** What NOMAD said, for the end of a sentence: `status 401, "Expired token."` */
export function describeAnswer({ status, detail }: Refused): string {
  return detail === undefined || detail === '' ? `status ${status}` : `status ${status}, "${detail}"`;
}
