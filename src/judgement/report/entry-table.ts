import { type Deployment, linkEntryLog } from '../../nomad/deployment.ts';
import type { FailedEntry } from '../ending.ts';
import type { Result } from '../ending.ts';
import { count, cut } from '../../core/wording.ts';
import { entryReason, nameMainfile, countFailedEntries } from './entry-words.ts';
import { code, codeBlock, markdown } from '../../step/escape.ts';
import { listed, maxRows, within } from './summary-rows.ts';
import { displayName } from '../messages/wording.ts';

const maxBytes = { common: 10 * 1024, rows: 240 * 1024, tracebacks: 40 * 1024 } as const;

/** Where entries and their files are shown. */
export interface Pages {
  readonly deployment: Deployment | undefined;
  /** The page of a file of the upload on GitHub, at the commit that was checked out. */
  readonly findPage: (mainfile: string, line: number | undefined) => string | undefined;
}

/** The entries that failed or never finished, worst upload first: the file on GitHub, the entry in NOMAD, and why. */
export function entryTable(results: readonly Result[], pages: Pages, share: number): string[] {
  const several = results.length > 1;
  const failures = results.flatMap((result) => result.entries.listed.map((entry) => ({ entry, result })));
  const all = countFailedEntries(results);
  if (all === 0) return [];
  const head = `|${several ? ' Upload |' : ''} Mainfile | Parser | Why | Log |\n|${several ? ':---|' : ''}:---|:---|:---|:---|`;
  const rows = failures.slice(0, maxRows).map(({ entry, result }) => entryRow(entry, result, several, pages));
  return [
    '### Entries that failed or never finished',
    within(maxBytes.common * share, commonReasons(failures.map(({ entry }) => entry))).join('\n'),
    ...listed(head, within(maxBytes.rows * share, rows), all, ['entry', 'entries']),
    ...within(maxBytes.tracebacks * share, tracebacks(failures.map(({ entry }) => entry))),
  ];
}

function entryRow(entry: FailedEntry, result: Result, several: boolean, { deployment, findPage }: Pages): string {
  const mainfile = code(cut(nameMainfile(entry), 300));
  const page = findPage(entry.mainfile, entry.cause?.line);
  const cells = [
    ...(several ? [code(displayName(result, 200))] : []),
    page === undefined ? mainfile : `[${mainfile}](${page})`,
    code(cut(entry.parser, 100)),
    why(entry),
    deployment === undefined ? '' : `[Log](${linkEntryLog(deployment, entry.id)})`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function why(entry: FailedEntry): string {
  return entry.status === 'FAILURE' ? markdown(entryReason(entry)) : `never finished (${code(cut(entry.status, 60))})`;
}

const maxReasons = 5;
/** Nobody needs a summary of so few rows. */
const maxUngrouped = 3;

/** Reasons that several entries share, most frequent first: one mistake may have caused all of the failures. */
function commonReasons(entries: readonly FailedEntry[]): string[] {
  if (entries.length <= maxUngrouped) return [];
  const common = [...Map.groupBy(entries, why)]
    .filter(([, { length }]) => length > 1)
    .sort(([, a], [, b]) => b.length - a.length);
  return common.slice(0, maxReasons).map(([reason, { length }]) => `- **${length} entries:** ${reason}`);
}

/** Folded; identical ones are shown once. */
function tracebacks(entries: readonly FailedEntry[]): string[] {
  const byText = Map.groupBy(entries, ({ cause }) => cause?.traceback ?? '');
  byText.delete('');
  return [...byText].map(([text, [first, ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${count(others.length, 'more entry', 'more entries')}`;
    const title = `Traceback of ${code(cut(first?.mainfile ?? '', 200))}${more}`;
    return `<details><summary>${title}</summary>\n\n${codeBlock(text)}\n\n</details>`;
  });
}
