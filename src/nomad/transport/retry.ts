import { type Clock, second } from '../../core/clock.ts';
import { askedToWait } from '../messages/unreachable.ts';
import { NoVerdict, Unreachable } from '../../core/errors.ts';
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
export class Retryable extends Error {
  override readonly name = 'Retryable';
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

const requestLimit = 20 * second;
const leastLimit = 2 * second;
const silence = 30 * second;
const aliens = { retries: 3, pause: (n: number) => second + n * 0.5 * second };
const passing = { pause: (n: number, random: number) => Math.min(15 * second, second * 2 ** n * (0.75 + random / 2)) };

export interface Retrying {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  readonly onRetry: (failure: Failure, pause: number) => void;
}

/**
 * Calls `attempt` with its time limit in milliseconds until it returns a value, with growing pauses after each Retryable.
 * Throws NoVerdict when patience runs out: Unreachable, or `unexpected-answer` for answers that are not from NOMAD.
 */
export async function retry<T>(attempt: (limit: number) => Promise<T>, patience: Patience, means: Retrying): Promise<T> {
  const failed = { passing: 0, alien: 0 };
  let failedByItself: Retryable | undefined;
  for (;;) {
    const left = patience.until - means.clock.now();
    const limit = Math.min(requestLimit, Math.max(leastLimit, left));
    try {
      return await attempt(limit);
    } catch (error) {
      if (!(error instanceof Retryable)) throw error;
      const cutByDeadline = error.late && limit < requestLimit;
      if (!cutByDeadline) failedByItself = error;
      const pause = pauseBefore(error, failed, patience, means);
      if (pause === undefined) throw givenUp(failedByItself ?? error, failedByItself === undefined);
      await wait(error.failure, pause, means);
      failed[error.kind] += 1;
    }
  }
}

/** Reports a long pause, which only a server asks for, repeatedly, so that the log is never silent for a minute. */
async function wait(failure: Failure, pause: number, { clock, signal, onRetry }: Retrying): Promise<void> {
  for (let left = pause; left > 0; left -= silence) {
    onRetry(failure, left);
    await clock.sleep(Math.min(left, silence), signal);
  }
}

/** undefined: give up. */
function pauseBefore(
  error: Retryable,
  failed: Record<RetryKind, number>,
  patience: Patience,
  means: Retrying,
): number | undefined {
  const left = patience.until - means.clock.now();
  if (left <= 0) return undefined;
  if (error.kind === 'alien') {
    return failed.alien < aliens.retries ? Math.min(left, aliens.pause(failed.alien)) : undefined;
  }
  if (failed.passing >= patience.retries) return undefined;
  if (error.retryAfter !== undefined) {
    if (error.retryAfter > left) throw new Unreachable(askedToWait(error.failure, error.retryAfter), false);
    return Math.max(second, error.retryAfter);
  }
  return Math.min(left, passing.pause(failed.passing, means.random()));
}

function givenUp(last: Retryable, cutByDeadline: boolean): NoVerdict {
  return last.kind === 'passing' ? new Unreachable(last.failure, cutByDeadline) : new NoVerdict(last.failure, 'upload');
}
