import type { Failure } from './failure-reasons.ts';

/** No verdict is possible: on one upload, or (`concerns: 'step'`) at all. */
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

/** NOMAD could not be reached before the time for it ran out. */
export class Unreachable extends NoVerdict {
  override readonly name = 'Unreachable';
  /** Only our own deadline ended the request: NOMAD had not failed before that. */
  readonly cutByDeadline: boolean;

  constructor(failure: Failure, cutByDeadline: boolean) {
    super(failure);
    this.cutByDeadline = cutByDeadline;
  }
}

/** A list became shorter while the action was reading its pages (400 `Page out of range requested.`, 1.3 and 2.0). */
export class PageOutOfRange extends NoVerdict {
  override readonly name = 'PageOutOfRange';
}
