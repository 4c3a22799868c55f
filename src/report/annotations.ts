import { type Deployment, entryLink, uploadLink } from '../inputs/address.ts';
import type { EntryFailure } from '../failures.ts';
import type { Ending, Result } from '../ledger.ts';
import { count, cut, lastLine } from '../phrases.ts';
import { annotationText } from './escape.ts';

export interface Annotation {
  readonly level: 'error' | 'warning';
  /** Ours, never NOMAD's: the runner does not mask titles. */
  readonly title: string;
  readonly message: string;
  /** Where in the checkout. */
  readonly at: { readonly file: string; readonly line: number | undefined; readonly column: number | undefined } | undefined;
}

/** The file of the checkout that a mainfile is, relative to the workspace, if it is there. */
export type FileOf = (mainfile: string) => string | undefined;

// The runner keeps ten of each level of a step, and cuts messages.
const mostErrors = 10;
const mostWarnings = 10;
const longest = 4096;

/** The verdict first, then failed entries; warnings of the uploads and the step before tolerated entries. */
export function renderAnnotations(ending: Ending, deployment: Deployment | undefined, fileOf: FileOf): Annotation[] {
  const results = ending.results ?? [];
  const red = results.filter(({ failure }) => failure?.reason === 'processing-failed' || failure?.reason === 'entries-failed');
  const green = results.filter(({ failure }) => failure === undefined);
  const warnings = [...ending.warnings, ...results.flatMap((result) => result.warnings)].map((message) =>
    annotation('warning', 'NOMAD upload check', message),
  );
  return [
    ...verdict(ending, deployment),
    ...entryAnnotations('error', red, mostErrors - 1, deployment, fileOf),
    ...limit(warnings, mostWarnings),
    ...entryAnnotations('warning', green, Math.max(0, mostWarnings - warnings.length), deployment, fileOf),
  ];
}

function verdict({ failure, message, results }: Ending, deployment: Deployment | undefined): Annotation[] {
  if (failure === undefined) return [];
  const worst = results?.[0];
  const link = worst?.sighting !== undefined && deployment !== undefined ? uploadLink(deployment, worst.id) : '';
  return [
    annotation('error', 'NOMAD upload check failed', [message, failure.advice, link].filter((line) => line !== '').join('\n')),
  ];
}

function entryAnnotations(
  level: Annotation['level'],
  results: readonly Result[],
  most: number,
  deployment: Deployment | undefined,
  fileOf: FileOf,
): Annotation[] {
  const listed = results.flatMap((result) => result.entries.listed.map((entry) => ({ entry, result })));
  const shown = listed.slice(0, most);
  const rest = listed.length - shown.length + results.reduce((sum, { entries }) => sum + entries.more, 0);
  return shown.map(({ entry, result }, i) => {
    const more =
      rest > 0 && i === shown.length - 1
        ? [`And ${count(rest, 'more entry', 'more entries')}: see the job summary and NOMAD.`]
        : [];
    const link = deployment === undefined ? [] : [entryLink(deployment, result.id, entry.id)];
    const upload = results.length > 1 ? [`Upload: ${result.name === '' ? result.id : cut(result.name, 200)}`] : [];
    const title = level === 'error' ? 'NOMAD entry failed' : 'NOMAD entry failed (tolerated)';
    return annotation(level, title, [entrySentence(entry), ...upload, ...link, ...more].join('\n'), placeOf(entry, fileOf));
  });
}

function placeOf({ mainfile, reason }: EntryFailure, fileOf: FileOf): Annotation['at'] {
  const file = fileOf(mainfile);
  return file === undefined ? undefined : { file, line: reason?.line, column: reason?.column };
}

/** `data/x.yaml failed in parsers/archive: the reason` */
function entrySentence(entry: EntryFailure): string {
  const what = entry.status === 'FAILURE' ? 'failed' : `never finished (${entry.status})`;
  const parser = entry.parser === '' ? '' : ` in ${cut(entry.parser, 100)}`;
  return `${cut(mainfileOf(entry), 300)} ${what}${parser}: ${entryReason(entry)}`;
}

export function mainfileOf({ mainfile, mainfileKey }: EntryFailure): string {
  return mainfileKey === '' ? mainfile : `${mainfile}#${mainfileKey}`;
}

/** Why an entry failed, one line: what its processing log says, else NOMAD's own error. */
export function entryReason({ errors, reason }: EntryFailure): string {
  if (reason !== undefined) return reason.text;
  const text = lastLine(errors.find((error) => lastLine(error) !== '') ?? '');
  return text === '' ? 'NOMAD gave no reason' : cut(text, 500);
}

function annotation(level: Annotation['level'], title: string, message: string, at?: Annotation['at']): Annotation {
  return { level, title, message: cut(annotationText(message), longest), at };
}

function limit(warnings: readonly Annotation[], most: number): Annotation[] {
  const last = warnings[most - 1];
  if (last === undefined || warnings.length === most) return warnings.slice(0, most);
  const more = `\nAnd ${count(warnings.length - most, 'more warning')}: see the job summary.`;
  return [...warnings.slice(0, most - 1), { ...last, message: cut(last.message, longest - more.length) + more }];
}
