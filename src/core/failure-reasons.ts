/** Every way in which a step can fail, worst first: of several, the first decides. */
export const failureReasons = [
  'cancelled',
  'internal-error',
  'invalid-input',
  'no-credentials',
  'no-files',
  'unsafe-files',
  'authentication',
  'permission',
  'already-published',
  'upload-limit',
  'too-large',
  'too-many-matches',
  'publish-refused',
  'unreachable',
  'unexpected-answer',
  'files-changed',
  'incomplete',
  'deleted',
  'not-found',
  'duplicate',
  'stale',
  'not-processed',
  'timeout',
  'processing-failed',
  'entries-failed',
  'too-few-entries',
  'warnings',
] as const;

export type FailureReason = (typeof failureReasons)[number];

export interface Failure {
  readonly reason: FailureReason;
  /** What happened, to what, and what NOMAD said, in one line. */
  readonly message: string;
  /** What to do now: one or more sentences, or ''. */
  readonly advice: string;
}

/** Sorts the worst first, and what is not a failure last. */
export function bySeverity(a: Failure | undefined, b: Failure | undefined): number {
  return rank(a) - rank(b);
}

function rank(failure: Failure | undefined): number {
  return failure === undefined ? failureReasons.length : failureReasons.indexOf(failure.reason);
}
