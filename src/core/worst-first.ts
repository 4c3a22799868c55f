import { type Failure, failureReasons } from './failure-reasons.ts';

/** Sorts the worst first, and successes last. */
export function byWorst(a: Failure | undefined, b: Failure | undefined): number {
  return badness(a) - badness(b);
}

function badness(failure: Failure | undefined): number {
  return failure === undefined ? failureReasons.length : failureReasons.indexOf(failure.reason);
}
