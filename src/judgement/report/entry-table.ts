import { type Deployment, linkEntry } from '../../nomad/deployment.ts';
import type { FailedEntry } from '../ending.ts';
import type { Result } from '../ending.ts';
import { count, cut } from '../../core/wording.ts';
import { entryReason, mainfileOf, sumOf } from './entry-words.ts';
import { code, codeBlock, markdown } from '../../step/escape.ts';
import { listed, maxRows, within } from './summary-rows.ts';

const mostBytes = { common: 10 * 1024, rows: 240 * 1024, tracebacks: 40 * 1024 } as const;

/** Where entries and their files are shown. */
export interface Pages {
  readonly deployment: Deployment | undefined;
  /** The page of a file of the upload on GitHub, at the commit that was checked out. */
  readonly pageOf: (mainfile: string, line: number | undefined) => string | undefined;
}

/** The entries that failed or never finished, worst upload first: the file on GitHub, the entry in NOMAD, and why. */
export function entryTable(results: readonly Result[], pages: Pages, share: number): string[] {
  const several = results.length > 1;
  const failures = results.flatMap((result) => result.entries.listed.map((entry) => ({ entry, result })));
  const all = sumOf(results);
  if (all === 0) return [];
  const head = `|${several ? ' Upload |' : ''} Mainfile | Parser | Why | |\n|${several ? ':---|' : ''}:---|:---|:---|:---|`;
  const rows = failures.slice(0, maxRows).map(({ entry, result }) => entryRow(entry, result, several, pages));
  return [
    '### Entries that failed or never finished',
    within(mostBytes.common * share, commonReasons(failures.map(({ entry }) => entry))).join('\n'),
    ...listed(head, within(mostBytes.rows * share, rows), all, ['entry', 'entries']),
    ...within(mostBytes.tracebacks * share, tracebacks(failures.map(({ entry }) => entry))),
  ];
}

function entryRow(entry: FailedEntry, result: Result, several: boolean, { deployment, pageOf }: Pages): string {
  const mainfile = code(cut(mainfileOf(entry), 300));
  const page = pageOf(entry.mainfile, entry.cause?.line);
  const cells = [
    ...(several ? [code(cut(result.name === '' ? result.id : result.name, 200))] : []),
    page === undefined ? mainfile : `[${mainfile}](${page})`,
    code(cut(entry.parser, 100)),
    why(entry),
    deployment === undefined ? '' : `[NOMAD](${linkEntry(deployment, result.id, entry.id)})`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function why(entry: FailedEntry): string {
  return entry.status === 'FAILURE' ? markdown(entryReason(entry)) : `never finished (${code(cut(entry.status, 60))})`;
}

const mostReasons = 5;
/** So many rows are seen at a glance. */
const fewRows = 3;

/** What several entries failed for, the most frequent first: one mistake may have made all of them fail. */
function commonReasons(entries: readonly FailedEntry[]): string[] {
  if (entries.length <= fewRows) return [];
  const common = [...Map.groupBy(entries, why)]
    .filter(([, { length }]) => length > 1)
    .sort(([, a], [, b]) => b.length - a.length);
  return common.slice(0, mostReasons).map(([reason, { length }]) => `- **${length} entries:** ${reason}`);
}

/** Folded; equal ones once. */
function tracebacks(entries: readonly FailedEntry[]): string[] {
  const byText = Map.groupBy(entries, ({ cause }) => cause?.traceback ?? '');
  byText.delete('');
  return [...byText].map(([text, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and of ${count(others.length, 'more entry', 'more entries')}`;
    const title = `Traceback of ${code(cut(first?.mainfile ?? '', 200))}${more}`;
    return `<details><summary>${title}</summary>\n\n${codeBlock(text)}\n\n</details>`;
  });
}
