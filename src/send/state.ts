import type { Ending } from '../judgement/ending.ts';
import type { Environment } from '../step/inputs/reader.ts';
import { writeOutputs } from '../step/output-file.ts';

/** What the step leaves for its post step, in the runner's file of states. */

const names = { made: 'made-upload', found: 'found-upload', conclusion: 'send-conclusion' } as const;

/** The upload that the files go into: this step made it, or it was there before. */
export function saveUpload(environment: Environment, id: string, whose: 'made' | 'found'): void {
  writeOutputs(environment['GITHUB_STATE'], { [names[whose]]: id });
}

export function saveConclusion(environment: Environment, { failure }: Pick<Ending, 'failure'>): void {
  writeOutputs(environment['GITHUB_STATE'], { [names.conclusion]: failure === undefined ? 'success' : 'failure' });
}

interface State {
  /** '' if the step made none. */
  readonly made: string;
  /** '' if there was none before. */
  readonly found: string;
  /** A step that was killed has not succeeded. */
  readonly succeeded: boolean;
}

export function readState(environment: Environment): State {
  const read = (name: keyof typeof names): string => environment[`STATE_${names[name]}`] ?? '';
  return { made: read('made'), found: read('found'), succeeded: read('conclusion') === 'success' };
}
