import { type Deployment, linkEntry, linkUpload } from '../../nomad/deployment.ts';
import type { FailedEntry } from '../ending.ts';
import type { Ending, Result } from '../ending.ts';
import { count, cut } from '../../core/wording.ts';
import { entryReason, nameMainfile, countFailedEntries } from './entry-words.ts';
import { checkTitle } from '../../core/product.ts';
import type { FindFile } from '../../step/checkout.ts';
import { logLine } from '../../step/escape.ts';
import type { Annotation } from '../../step/log.ts';
import { displayName } from '../messages/wording.ts';

/** How many annotations of each level. */
interface Room {
  readonly errors: number;
  readonly warnings: number;
}

// The runner keeps ten annotations of each level per step, and truncates messages.
const stepRoom: Room = { errors: 10, warnings: 10 };
const maxMessage = 4096;

/** The verdict first, then failed entries; warnings about the step and the uploads come before tolerated entries. */
export function renderAnnotations(
  ending: Ending,
  deployment: Deployment | undefined,
  findFile: FindFile,
  room: Room = stepRoom,
  title = checkTitle,
): Annotation[] {
  const results = ending.results ?? [];
  const red = results.filter(({ failure }) => failure?.reason === 'processing-failed' || failure?.reason === 'entries-failed');
  const tolerating = results.filter(isTolerating);
  const warnings = [...ending.warnings, ...results.flatMap((result) => result.warnings)];
  return [
    ...verdict(ending, deployment, `${title} failed`),
    ...entryAnnotations('error', red, room.errors - 1, deployment, findFile),
    ...limit(warnings, countFailedEntries(tolerating), room.warnings, title),
    ...entryAnnotations('warning', tolerating, Math.max(0, room.warnings - warnings.length), deployment, findFile),
  ];
}

/** Its entries were judged, and did not cause the failure. */
function isTolerating({ failure }: Result): boolean {
  return failure === undefined || failure.reason === 'too-few-entries' || failure.reason === 'warnings';
}

function verdict({ failure, message, results }: Ending, deployment: Deployment | undefined, title: string): Annotation[] {
  if (failure === undefined) return [];
  const worst = results?.[0];
  const link = worst?.upload !== undefined && deployment !== undefined ? linkUpload(deployment, worst.id) : '';
  return [
    annotation(
      'error',
      title,
      [message, ...failure.advice.split('\n'), link].filter((line) => line !== ''),
    ),
  ];
}

function entryAnnotations(
  level: Annotation['level'],
  results: readonly Result[],
  most: number,
  deployment: Deployment | undefined,
  findFile: FindFile,
): Annotation[] {
  const listed = results.flatMap((result) => result.entries.listed.map((entry) => ({ entry, result })));
  const shown = listed.slice(0, most);
  const rest = countFailedEntries(results) - shown.length;
  return shown.map(({ entry, result }, i) => {
    const more =
      rest > 0 && i === shown.length - 1
        ? [`And ${count(rest, 'more entry', 'more entries')}: see the job summary and NOMAD.`]
        : [];
    const link = deployment === undefined ? [] : [linkEntry(deployment, result.id, entry.id)];
    const upload = results.length > 1 ? [`Upload: ${displayName(result, 200)}`] : [];
    const title = level === 'error' ? 'NOMAD entry failed' : 'NOMAD entry failed (allowed)';
    // Only text from others is cut, never the link or the count.
    const tail = ['', ...upload, ...link, ...more].map(logLine).join('\n');
    const message = cut(logLine(describeEntry(entry)), maxMessage - tail.length) + tail;
    return { level, title, message, at: locate(entry, findFile) };
  });
}

function locate({ mainfile, cause }: FailedEntry, findFile: FindFile): Annotation['at'] {
  const file = findFile(mainfile);
  return file === undefined ? undefined : { file, line: cause?.line, column: cause?.column };
}

/** `data/x.yaml failed in parsers/archive: the reason` */
function describeEntry(entry: FailedEntry): string {
  const what = entry.status === 'FAILURE' ? 'failed' : `never finished (${cut(entry.status, 60)})`;
  const parser = entry.parser === '' ? '' : ` in ${cut(entry.parser, 100)}`;
  return `${cut(nameMainfile(entry), 300)} ${what}${parser}: ${entryReason(entry)}`;
}

function annotation(level: Annotation['level'], title: string, lines: readonly string[]): Annotation {
  return { level, title, message: cut(lines.map(logLine).join('\n'), maxMessage), at: undefined };
}

/** The last one also counts those that did not fit. */
function limit(warnings: readonly string[], entries: number, most: number, title: string): Annotation[] {
  const shown = warnings.slice(0, most).map((message) => annotation('warning', title, [message]));
  const last = shown[most - 1];
  const rest = [
    ...(warnings.length > most ? [count(warnings.length - most, 'more warning')] : []),
    ...(entries > 0 ? [count(entries, 'more entry', 'more entries')] : []),
  ];
  if (last === undefined || rest.length === 0) return shown;
  const more = `\nAnd ${rest.join(' and ')}: see the job summary.`;
  return [...shown.slice(0, -1), { ...last, message: cut(last.message, maxMessage - more.length) + more }];
}
