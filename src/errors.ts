/** Every way in which a step ends red, worst first: of several, the first decides. */
export const failureReasons = [
  'cancelled',
  'internal-error',
  'invalid-input',
  'no-credentials',
  'authentication',
  'permission',
  'unreachable',
  'unexpected-answer',
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
  /** What happened, to what, and what NOMAD said: one line. */
  readonly message: string;
  /** What to do now: one or more sentences, or ''. */
  readonly advice: string;
}

/** Sorts the worst first, and what is no failure last. */
export function byWorst(a: Failure | undefined, b: Failure | undefined): number {
  return badness(a) - badness(b);
}

function badness(failure: Failure | undefined): number {
  return failure === undefined ? failureReasons.length : failureReasons.indexOf(failure.reason);
}

/** No verdict could be reached: about one upload, or (`concerns: 'step'`) about anything. */
export class NoVerdict extends Error {
  override readonly name: string = 'NoVerdict';
  readonly failure: Failure;
  readonly concerns: 'step' | 'upload';

  constructor(failure: Failure, concerns: 'step' | 'upload' = 'step') {
    super(failure.message);
    this.failure = failure;
    this.concerns = concerns;
  }
}

/** NOMAD did not accept the token. A derived token can be renewed; see nomad/session.ts. */
export class TokenRefused extends NoVerdict {
  override readonly name = 'TokenRefused';
}

/** NOMAD has no upload of that id (404 `The specified upload_id was not found.`, 1.3 and 2.0). */
export class NoSuchUpload extends NoVerdict {
  override readonly name = 'NoSuchUpload';
}

/** NOMAD could not be reached until the time for it ran out. */
export class Unreachable extends NoVerdict {
  override readonly name = 'Unreachable';
  /** Nothing but our own deadline ended the request: NOMAD had not failed before it. */
  readonly cutByDeadline: boolean;

  constructor(failure: Failure, cutByDeadline: boolean) {
    super(failure);
    this.cutByDeadline = cutByDeadline;
  }
}

/** A list became shorter while its pages were read (400 `Page out of range requested.`, 1.3 and 2.0). */
export class PageOutOfRange extends NoVerdict {
  override readonly name = 'PageOutOfRange';
}
