import type { Failure } from './failure-reasons.ts';

/** No verdict could be reached: about one upload, or (`concerns: 'step'`) about anything. */
export class NoVerdictError extends Error {
  override readonly name: string = 'NoVerdictError';
  readonly failure: Failure;
  readonly concerns: 'step' | 'upload';

  constructor(failure: Failure, concerns: 'step' | 'upload' = 'step') {
    super(failure.message);
    this.failure = failure;
    this.concerns = concerns;
  }
}

/** NOMAD did not accept the token. A derived token can be renewed; see nomad/session.ts. */
export class TokenRefusedError extends NoVerdictError {
  override readonly name = 'TokenRefusedError';
}

/** NOMAD could not be reached until the time for it ran out. */
export class UnreachableError extends NoVerdictError {
  override readonly name = 'UnreachableError';
  /** Nothing but our own deadline ended the request: NOMAD had not failed before it. */
  readonly cutByDeadline: boolean;

  constructor(failure: Failure, cutByDeadline: boolean) {
    super(failure);
    this.cutByDeadline = cutByDeadline;
  }
}
