import type { FailureReason } from '../../core/failure-reasons.ts';
import type { Deployment } from '../../nomad/deployment.ts';
import { count, cut } from '../../core/wording.ts';
import { code, markdown } from '../../step/escape.ts';
import type { Result } from '../ending.ts';
import { headFailure, headSuccess } from '../messages/headings.ts';
import { findReason } from '../messages/upload.ts';
import { capitalize, displayName } from '../messages/wording.ts';
import { describeEntries } from './entry-words.ts';
import { linkResult } from './outputs.ts';
import { maxRows, within } from './summary-rows.ts';

/** So few rows are read faster one by one. */
const maxUnfolded = 3;

/** Uploads that say the same, in the order of the first of them. */
interface Group {
  readonly sentence: string;
  readonly results: readonly [Result, ...Result[]];
}

/** One row for each upload, worst first; where many say the same they share a row, which unfolds. `bytes`: how many it may have. */
export function uploadTable(results: readonly Result[], deployment: Deployment | undefined, bytes: number): string[] {
  const head = '| | Upload | Verdict | Entries | What happened |\n|---|---|---|---|---|';
  const shown = results.slice(0, maxRows);
  const rows: string[] = [];
  let room = bytes;
  let listed = 0;
  for (const group of groupSame(shown)) {
    const row = renderGroup(group, deployment, room);
    if (row === undefined) break;
    room -= Buffer.byteLength(row.text) + 2;
    listed += row.listed;
    rows.push(row.text);
    if (row.listed < group.results.length) break;
  }
  const rest = results.length - listed;
  return [[head, ...rows].join('\n'), rest > 0 ? `… and ${count(rest, 'more upload')}.` : ''];
}

/** Its name, with a link where it has a page. */
export function linkName(result: Result, deployment: Deployment | undefined): string {
  const name = code(displayName(result, 200));
  const link = linkResult(result, deployment);
  return link === '' ? name : `[${name}](${link})`;
}

function groupSame(results: readonly Result[]): Group[] {
  const bySentence = Map.groupBy(results, (result) => `${result.failure?.reason ?? ''} ${describe(result)}`);
  return [...bySentence.values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    if (same.length > maxUnfolded) return [{ sentence: capitalize(describe(first)), results: [first, ...others] as const }];
    return same.map((result) => ({ sentence: result.message, results: [result] as const }));
  });
}

// Of these, a heading says all that a reader needs; of the others, only the message does.
const toldByHeading: ReadonlySet<FailureReason> = new Set([
  ...(['deleted', 'stale', 'not-processed', 'timeout', 'entries-failed', 'too-few-entries', 'warnings'] as const),
]);

/** What happened, without the name and times of the upload where possible. */
function describe(result: Result): string {
  const { failure, upload, message } = result;
  if (failure === undefined) return headSuccess(result);
  const { reason } = failure;
  if (reason === 'processing-failed' && upload !== undefined && upload.errors.length > 0)
    return `${headFailure(reason)}: ${findReason({ errors: upload.errors, statusMessage: '' })}`;
  return toldByHeading.has(reason) ? headFailure(reason, result) : message;
}

/** undefined: not even the first upload fits. */
function renderGroup(
  { sentence, results }: Group,
  deployment: Deployment | undefined,
  bytes: number,
): { text: string; listed: number } | undefined {
  const [first] = results;
  const verdict = first.failure === undefined ? 'success' : code(first.failure.reason);
  const icon = first.failure === undefined ? '✅' : '❌';
  const [before, after] = [`| ${icon} | `, ` | ${verdict} | ${describeShared(results)} | ${markdown(cut(sentence, 300))} |`];
  const folded = results.length > 1;
  const title = `<details><summary>${count(results.length, 'upload')}</summary>`;
  const frame = folded ? [before + title, `</details>${after}`] : [before, after];
  const names = within(
    bytes - Buffer.byteLength(frame.join('')) - 2,
    results.map((result) => `${linkName(result, deployment)}${folded ? '<br>' : ''}`),
  );
  return names.length === 0 ? undefined : { text: frame.join(names.join('')), listed: names.length };
}

/** The entries of all, where they are the same. */
function describeShared(results: Group['results']): string {
  const [first, ...others] = results.map(describeEntries);
  return others.every((text) => text === first) ? (first ?? '–') : '–';
}
