import { type Failure, NoVerdict } from '../../src/errors.ts';
import { type Inputs, readInputs } from '../../src/inputs.ts';
import { Secrets } from '../../src/report/secrets.ts';
import { now } from '../builders.ts';

type Given = Readonly<Record<string, string>>;

/** What the runner makes of a `with:` section that gives a login and an upload, if nothing else is said. */
function environmentOf(given: Given): Record<string, string> {
  const all = { token: 'nomad_pat_x', 'upload-id': 'upload-1', ...given };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

export function inputsOf(given: Given = {}): Inputs {
  return readInputs(environmentOf(given), new Secrets(() => undefined), now);
}

/** How it ends when an input can't be used. */
export function refusalOf(given: Given): Failure {
  try {
    inputsOf(given);
  } catch (error) {
    if (error instanceof NoVerdict) return error.failure;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What the runner is told to mask, in this order. */
export function masksOf(given: Given): string[] {
  const masks: string[] = [];
  const secrets = new Secrets((value) => {
    masks.push(value);
  });
  try {
    readInputs(environmentOf(given), secrets, now);
  } catch (error) {
    if (!(error instanceof NoVerdict)) throw error;
  }
  return masks;
}
