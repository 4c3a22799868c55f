import { newIssue } from '../../core/product.ts';
import type { Failure } from '../../core/failure-reasons.ts';

/** Somebody stopped the step, or its job ran out of time. */
export const cancelled: Failure = {
  reason: 'cancelled',
  message: 'The step was cancelled, or its job reached timeout-minutes, before there was a verdict.',
  advice: 'Run the job again. If it reached timeout-minutes, keep the input timeout below that.',
};

/** The step came to its end, and something was left without a verdict. */
export const noVerdict: Failure = {
  reason: 'internal-error',
  message: 'The action ended without a verdict. This is a bug in the action.',
  advice: `Please report it at ${newIssue}, with the log of this step.`,
};

/** The step broke off: by an exception that nobody caught, or (undefined) because nothing was left to wait for. */
export function brokenOff(error: { readonly name: string; readonly place: string | undefined } | undefined): Failure {
  const what = error === undefined ? 'it had nothing left to wait for' : `${error.name} (${error.place ?? 'place unknown'})`;
  return {
    reason: 'internal-error',
    message: `The action ended without a verdict: ${what}. This is a bug in the action.`,
    advice: `Please report it at ${newIssue}, with the log of this step from a run with debug logging.`,
  };
}

/** There is a verdict, but nowhere to write it. */
export const noOutputs: Failure = {
  reason: 'internal-error',
  message: 'The outputs of this step could not be written, so later steps would not see the verdict.',
  advice: 'Check whether the disk of the runner is full, and whether an earlier step changed GITHUB_OUTPUT.',
};
