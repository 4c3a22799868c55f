import { type Clock, second } from '../../core/clock.ts';
import { askedToWait } from '../messages/unreachable.ts';
import { NoVerdictError, UnreachableError } from '../../core/errors.ts';
import type { Failure } from '../../core/failure-reasons.ts';

/** How long one part of the check keeps trying. */
export interface Patience {
  /** Retries after network errors, cut or stalled answers, 429 and 5xx. */
  readonly retries: number;
  /** The clock time at which the part ends. */
  readonly until: number;
}

/** `passing`: the network, 429, 5xx. `alien`: a complete 200 that NOMAD would not send; it may be a proxy's page. */
type RetryKind = 'passing' | 'alien';

/** An attempt failed in a way that may be temporary. `failure` is what to report if it is not. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly kind: RetryKind;
  readonly failure: Failure;
  /** Our own time limit ended the request. */
  readonly late: boolean;
  /** How many milliseconds the server asked us to wait. */
  readonly retryAfter: number | undefined;

  constructor(
    kind: RetryKind,
    failure: Failure,
    { late = false, retryAfter }: { late?: boolean; retryAfter?: number | undefined } = {},
  ) {
    super(failure.message);
    this.kind = kind;
    this.failure = failure;
    this.late = late;
    this.retryAfter = retryAfter;
  }
}

export const maxRequestTime = 20 * second;
export const minRequestTime = 2 * second;
const silence = 30 * second;
const aliens = { retries: 3, pause: (n: number) => second + n * 0.5 * second };
const passing = { pause: (n: number, random: number) => Math.min(15 * second, second * 2 ** n * (0.75 + random / 2)) };

export interface RetryDeps {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  readonly onRetry: (failure: Failure, pause: number) => void;
}

/**
 * Calls `attempt` with its time limit in milliseconds until it returns a value, with growing pauses after each RetryableError.
 * Throws NoVerdictError when patience runs out: UnreachableError, or `unexpected-answer` for answers that are not from NOMAD.
 */
export async function retry<T>(attempt: (limit: number) => Promise<T>, patience: Patience, deps: RetryDeps): Promise<T> {
  const failed = { passing: 0, alien: 0 };
  let failedByItself: RetryableError | undefined;
  for (;;) {
    const left = patience.until - deps.clock.now();
    const limit = Math.min(maxRequestTime, Math.max(minRequestTime, left));
    try {
      return await attempt(limit);
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      const cutByDeadline = error.late && limit < maxRequestTime;
      if (!cutByDeadline) failedByItself = error;
      const pause = pauseBefore(error, failed, patience, deps);
      if (pause === undefined) throw givenUp(failedByItself ?? error, failedByItself === undefined);
      await wait(error.failure, pause, deps);
      failed[error.kind] += 1;
    }
  }
}

/** Reports a long pause, which only a server asks for, repeatedly, so that the log is never silent for a minute. */
async function wait(failure: Failure, pause: number, { clock, signal, onRetry }: RetryDeps): Promise<void> {
  for (let left = pause; left > 0; left -= silence) {
    onRetry(failure, left);
    await clock.sleep(Math.min(left, silence), signal);
  }
}

/** undefined: give up. */
function pauseBefore(
  error: RetryableError,
  failed: Record<RetryKind, number>,
  patience: Patience,
  deps: RetryDeps,
): number | undefined {
  const left = patience.until - deps.clock.now();
  if (left <= 0) return undefined;
  if (error.kind === 'alien') {
    return failed.alien < aliens.retries ? Math.min(left, aliens.pause(failed.alien)) : undefined;
  }
  if (failed.passing >= patience.retries) return undefined;
  if (error.retryAfter !== undefined) {
    if (error.retryAfter > left) throw new UnreachableError(askedToWait(error.failure, error.retryAfter), false);
    return Math.max(second, error.retryAfter);
  }
  return Math.min(left, passing.pause(failed.passing, deps.random()));
}

function givenUp(last: RetryableError, cutByDeadline: boolean): NoVerdictError {
  return last.kind === 'passing' ? new UnreachableError(last.failure, cutByDeadline) : new NoVerdictError(last.failure, 'upload');
}
