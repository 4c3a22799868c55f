import type { Ending } from '../judgement/ending.ts';
import type { Environment } from '../step/inputs/reader.ts';
import { writeOutputs } from '../step/output-file.ts';

/** What the step leaves for its post step, in the runner's file of states. */

const names = { upload: 'made-upload', conclusion: 'send-conclusion' } as const;

/** An upload that this step made. */
export function saveUpload(environment: Environment, id: string): void {
  writeOutputs(environment['GITHUB_STATE'], { [names.upload]: id });
}

export function saveConclusion(environment: Environment, { failure }: Pick<Ending, 'failure'>): void {
  writeOutputs(environment['GITHUB_STATE'], { [names.conclusion]: failure === undefined ? 'success' : 'failure' });
}

/** `madeUpload`: '' if the step made none. A step that was killed has not succeeded. */
export function readState(environment: Environment): { readonly madeUpload: string; readonly succeeded: boolean } {
  return {
    madeUpload: environment[`STATE_${names.upload}`] ?? '',
    succeeded: environment[`STATE_${names.conclusion}`] === 'success',
  };
}
