import { entryLink } from '../inputs/address.ts';
import type { EntryFailure } from '../failures.ts';
import type { Result } from '../ledger.ts';
import { cut } from '../phrases.ts';
import { entryReason, mainfileOf } from './annotations.ts';
import { code, codeBlock, markdown } from './escape.ts';
import type { SummaryContext } from './summary.ts';
import { listed, mostRows, within } from './summary-rows.ts';

const mostBytes = { rows: 250 * 1024, tracebacks: 40 * 1024 } as const;

/** The entries that failed or never finished, worst upload first: the file on GitHub, the entry in NOMAD, and why. */
export function entryTable(results: readonly Result[], context: SummaryContext, share: number): string[] {
  const several = results.length > 1;
  const failures = results.flatMap((result) => result.entries.listed.map((entry) => ({ entry, result })));
  const all = failures.length + results.reduce((sum, { entries }) => sum + entries.more, 0);
  if (all === 0) return [];
  const head = `|${several ? ' Upload |' : ''} Mainfile | Parser | Why | |\n|${several ? ':---|' : ''}:---|:---|:---|:---|`;
  const rows = failures.slice(0, mostRows).map(({ entry, result }) => entryRow(entry, result, several, context));
  return [
    '### Entries that failed or never finished',
    ...listed(head, within(mostBytes.rows * share, rows), all, ['entry', 'entries']),
    ...within(
      mostBytes.tracebacks * share,
      failures.flatMap(({ entry }) => traceback(entry)),
    ),
  ];
}

function entryRow(entry: EntryFailure, result: Result, several: boolean, { deployment, pageOf }: SummaryContext): string {
  const mainfile = code(cut(mainfileOf(entry), 300));
  const page = pageOf(entry.mainfile, entry.reason?.line);
  const why = entry.status === 'FAILURE' ? markdown(entryReason(entry)) : `never finished (${code(cut(entry.status, 60))})`;
  const cells = [
    ...(several ? [code(cut(result.name === '' ? result.id : result.name, 200))] : []),
    page === undefined ? mainfile : `[${mainfile}](${page})`,
    code(cut(entry.parser, 100)),
    why,
    deployment === undefined ? '' : `[NOMAD](${entryLink(deployment, result.id, entry.id)})`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function traceback({ mainfile, reason }: EntryFailure): string[] {
  if (reason === undefined || reason.traceback === '') return [];
  const title = `Traceback of ${code(cut(mainfile, 200))}`;
  return [`<details><summary>${title}</summary>\n\n${codeBlock(reason.traceback)}\n\n</details>`];
}
