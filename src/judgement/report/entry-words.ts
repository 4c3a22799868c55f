import type { FailedEntry } from '../ending.ts';
import type { Result } from '../ending.ts';
import { cut, lastLine } from '../../core/wording.ts';

/** How many entries failed or never finished. */
export function countFailedEntries(results: readonly Result[]): number {
  return results.reduce((sum, { entries }) => sum + entries.listed.length + entries.more, 0);
}

/** The file of an entry, with the key if the file has several entries. */
export function nameMainfile({ mainfile, mainfileKey }: FailedEntry): string {
  return mainfileKey === '' ? mainfile : `${mainfile}#${mainfileKey}`;
}

/** Why an entry failed, in one line: what its processing log says, or else NOMAD's own error. */
export function entryReason({ errors, cause }: FailedEntry): string {
  if (cause !== undefined) return cause.text;
  const text = lastLine(errors.find((error) => lastLine(error) !== '') ?? '');
  return text === '' ? 'NOMAD gave no reason' : cut(text, 500);
}

/** How many succeeded, with a bar. */
export function describeEntries({ counters }: Result): string {
  if (counters === undefined) return '–';
  const { total, successful, failed, unfinished } = counters;
  if (total === 0) return 'none';
  const parts = [
    `${successful} of ${total} succeeded`,
    failed > 0 ? `**${failed} failed**` : '',
    unfinished > 0 ? `**${unfinished} not finished**` : '',
  ];
  return `${bar(successful, failed, total)} ${parts.filter((part) => part !== '').join(', ')}`;
}

/** Ten squares: at least one for each kind of entry that exists, and none for the others. */
function bar(successful: number, failed: number, total: number): string {
  const parts = [
    { n: successful, square: '🟩' },
    { n: failed, square: '🟥' },
    { n: total - successful - failed, square: '⬜' },
  ].map(({ n, square }) => ({ n, square, squares: n === 0 ? 0 : Math.max(1, Math.floor((n / total) * 10)) }));
  const rest = 10 - parts.reduce((sum, { squares }) => sum + squares, 0);
  const most = Math.max(...parts.map(({ n }) => n));
  const largest = parts.findIndex(({ n }) => n === most);
  return parts.map(({ square, squares }, i) => square.repeat(squares + (i === largest ? rest : 0))).join('');
}
