import type { Ending, Result } from '../ending.ts';
import { describeFailure } from '../ledger.ts';

/** What a summary shows as the news of an ending. */
export interface Lead {
  readonly message: string;
  readonly advice: string;
  /** The upload that it is about. */
  readonly result: Result | undefined;
}

/**
 * The upload that decided, except in an audit: there, a draft that nobody has processed yet outranks real failures in the contract, but it is
 * not what people must see first. Outputs and annotations keep to the contract.
 */
export function chooseLead({ failure, message, results = [] }: Ending): Lead {
  const [worst] = results;
  const real =
    worst?.failure === failure && isDraft(worst) ? results.find((result) => isFailed(result) && !isDraft(result)) : undefined;
  if (real?.failure === undefined) return { message, advice: failure?.advice ?? '', result: worst };
  return { message: describeFailure(real.failure, results), advice: real.failure.advice, result: real };
}

function isFailed({ failure }: Result): boolean {
  return failure !== undefined;
}

/** A pattern finds every draft of an account; whoever names an upload expects it to be processed. */
function isDraft(result: Result | undefined): boolean {
  return result?.failure?.reason === 'not-processed' && result.matchedBy === 'pattern' && result.upload?.state === 'ready';
}
