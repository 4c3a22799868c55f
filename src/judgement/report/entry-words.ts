import type { FailedEntry } from '../ending.ts';
import type { Result } from '../ending.ts';
import { cut, lastLine } from '../../core/wording.ts';

/** How many entries failed or never finished. */
export function sumOf(results: readonly Result[]): number {
  return results.reduce((sum, { entries }) => sum + entries.listed.length + entries.more, 0);
}

/** Its file, with the key when it is one of several entries from it. */
export function mainfileOf({ mainfile, mainfileKey }: FailedEntry): string {
  return mainfileKey === '' ? mainfile : `${mainfile}#${mainfileKey}`;
}

/** Why an entry failed, one line: what its processing log says, else NOMAD's own error. */
export function entryReason({ errors, cause }: FailedEntry): string {
  if (cause !== undefined) return cause.text;
  const text = lastLine(errors.find((error) => lastLine(error) !== '') ?? '');
  return text === '' ? 'NOMAD gave no reason' : cut(text, 500);
}
