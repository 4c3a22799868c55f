import type { Failure } from '../../core/failure-reasons.ts';

/** Somebody stopped the step, or the time of its job was up. */
export const cancelled: Failure = {
  reason: 'cancelled',
  message: 'The step was cancelled, or ran into the timeout-minutes of its job, before there was a verdict.',
  advice: 'Run the job again. If timeout-minutes ended it, keep the input timeout below that.',
};

/** The step came to its end, and something was left without a verdict. */
export const noVerdict: Failure = {
  reason: 'internal-error',
  message: 'The action ended without a verdict, which is a defect of the action.',
  advice: 'Please report it with the log of this step.',
};

/** The step broke off: by an exception that nobody caught, or (undefined) because nothing was left to wait for. */
export function brokenOff(error: { readonly name: string; readonly place: string | undefined } | undefined): Failure {
  const what = error === undefined ? 'the event loop ran empty' : `${error.name} (${error.place ?? 'place unknown'})`;
  return {
    reason: 'internal-error',
    message: `The action ended without a verdict, which is a defect of the action: ${what}.`,
    advice: 'Please report it with the log of this step, run with debug logging.',
  };
}

/** There is a verdict, and nowhere to put it. */
export const noOutputs: Failure = {
  reason: 'internal-error',
  message: 'The outputs of this step could not be written, so later steps would not see the verdict.',
  advice: 'Check the disk of the runner, and whether an earlier step changed GITHUB_OUTPUT.',
};
