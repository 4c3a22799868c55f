import { checkTitle } from '../../core/product.ts';
import type { Deployment } from '../../nomad/deployment.ts';
import { countRed, type Ending, type Result } from '../ending.ts';
import { count, cut, span, utc } from '../../core/wording.ts';
import { entryTable, type Pages } from './entry-table.ts';
import { describeEntries } from './entry-words.ts';
import { chooseLead, type Lead } from './lead.ts';
import { code, codeBlock, markdown } from '../../step/escape.ts';
import { linkResult } from './outputs.ts';
import { listed, within } from './summary-rows.ts';
import { linkName, uploadTable } from './upload-table.ts';
import { countReasons, headFailure, headSuccess, headSuccesses, successDespiteFailures } from '../messages/headings.ts';
import { displayName } from '../messages/wording.ts';

// GitHub discards a summary of more than 1 MiB entirely. Each part has its share of 900 KiB, so that none crowds out another.
const kiB = 1024;
const maxWarnings = 500;
const maxBytes = {
  advice: 30 * kiB,
  uploads: 290 * kiB,
  errors: 180 * kiB,
  addition: 20 * kiB,
  warnings: 50 * kiB,
  inputs: 10 * kiB,
} as const;
const maxErrors = 5;

/** What the summary shows in addition to the result. */
export interface SummaryContext extends Pages {
  /** What the step is about, where there is no upload to name. */
  readonly title?: string;
  /** The inputs as given. */
  readonly givenInputs: readonly string[];
  /** What the result is about, as Markdown, where the summary is read apart from its run. */
  readonly origin?: string;
}

/** Where the summary is shown: a check run and a comment have room for 65,535 characters. */
type Place = 'job summary' | 'check run' | 'comment';

const shares: Readonly<Record<Place, number>> = { 'job summary': 1, 'check run': 1 / 15, comment: 1 / 15 };

/** The result as GitHub's Markdown. */
export function renderSummary(ending: Ending, context: SummaryContext, place: Place = 'job summary'): string {
  const { deployment } = context;
  const share = shares[place];
  const results = ending.results ?? [];
  const [only] = results;
  const lead = chooseLead(ending);
  const blocks = [
    `## ${ending.failure === undefined ? '✅' : '❌'} ${heading(ending, results, context.title)}`,
    context.origin ?? '',
    tally(results),
    markdown(lead.message),
    advice(lead, ending.failure !== undefined, deployment, share),
    ending.failure === undefined ? '' : `The output ${code('failure-reason')} is ${code(ending.failure.reason)}.`,
    ...(results.length > 1
      ? uploadTable(results, deployment, maxBytes.uploads * share)
      : only === undefined
        ? []
        : [facts(only, deployment)]),
    ...within(maxBytes.addition * share, ending.addition?.blocks ?? []),
    ...uploadErrors(results, share),
    ...entryTable(results, context, share),
    ...warningList([...ending.warnings, ...results.flatMap((result) => result.warnings)], share),
    listGivenInputs(context, share),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function advice({ advice: text, result }: Lead, failed: boolean, deployment: Deployment | undefined, share: number): string {
  if (!failed) return '';
  const link = result === undefined ? '' : linkResult(result, deployment);
  const lines = [
    ...text
      .split('\n')
      .filter((line) => line !== '')
      .map(markdown),
    ...(link === '' ? [] : [`[Open the upload in NOMAD](${link})`]),
  ];
  return lines.length === 0 ? '' : `**What to do now:** ${within(maxBytes.advice * share, lines).join('<br>')}`;
}

function listGivenInputs({ givenInputs, deployment }: SummaryContext, share: number): string {
  if (givenInputs.length === 0 || deployment === undefined) return '';
  const lines = within(
    maxBytes.inputs * share,
    [`nomad-url: ${deployment.base}`, ...givenInputs].map((text) => `- ${code(cut(text, 300))}`),
  );
  return `<details><summary>Inputs of this step</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function uploadErrors(results: readonly Result[], share: number): string[] {
  const all = results.flatMap((result) => details(result, results.length > 1));
  const shown = within(maxBytes.errors * share, all);
  const rest = all.length - shown.length;
  return rest === 0 ? shown : [...shown, `See NOMAD for the errors of ${count(rest, 'more upload')}.`];
}

function warningList(warnings: readonly string[], share: number): string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.slice(0, maxWarnings).map((text) => `- ${markdown(cut(text.trim(), 1000))}`);
  return listed('### ⚠️ Warnings\n', within(maxBytes.warnings * share, lines), warnings.length, ['warning', 'warnings']);
}

/** A sentence, with the name of the upload if there is only one. */
function heading({ failure }: Ending, results: readonly Result[], title = checkTitle): string {
  const [only] = results;
  if (failure === undefined && only === undefined) return title;
  if (failure === undefined) return results.length === 1 && only ? nameFirst(only, headSuccess(only)) : headSuccesses(results);
  if (only === undefined) return `${title}: ${headFailure(failure.reason)}`;
  if (results.length === 1) return nameFirst(only, headFailure(failure.reason, only));
  const red = countRed(results);
  // Cut short after all were judged.
  if (red === 0) return `${results.length} uploads: ${headFailure(failure.reason)}`;
  return `${red} of ${results.length} uploads failed`;
}

function nameFirst(result: Result, sentence: string): string {
  return `${code(displayName(result, 200))}: ${sentence}`;
}

/** How many of several uploads failed for which reason. */
function tally(results: readonly Result[]): string {
  const reasons = results.flatMap(({ failure }) => (failure === undefined ? [] : [failure.reason]));
  return results.length < 2 || reasons.length === 0 ? '' : `**${countReasons(reasons)}.**`;
}

function facts(result: Result, deployment: Deployment | undefined): string {
  const { upload } = result;
  if (upload === undefined) return '';
  const rows = [
    ['Entries', describeEntries(result)],
    ['Status of the upload itself', describeStatus(result, upload.status)],
    ['Processing ended', ended(result)],
    ...duration(result),
    ['Published', upload.published ? 'yes' : 'no'],
    ...(result.older > 0 ? [['Same name', `${count(result.older, 'older upload')}, not checked`]] : []),
  ];
  const head = `| Upload | ${linkName(result, deployment)} ${upload.name === '' ? '' : code(upload.id)} |\n|:---|:---|`;
  return [head, ...rows.map(([name = '', value = '']) => `| ${name} | ${value} |`)].join('\n');
}

function describeStatus({ failure, counters }: Result, status: string): string {
  const word = code(cut(status, 100));
  const contradicts =
    failure !== undefined && status === 'SUCCESS' && counters !== undefined && counters.successful < counters.total;
  return contradicts ? `${word} (${successDespiteFailures})` : word;
}

/** NOMAD tells when a processing ended, but not when it began: so only what the step has seen itself is shown, and only as a minimum. */
function duration({ upload, seenRunning }: Result): string[][] {
  if (seenRunning === 0) return [];
  const name = upload?.state === 'running' ? 'Processing so far' : 'Processing took';
  return [[name, `at least ${span(seenRunning)} (watched by this step)`]];
}

function ended({ upload }: Result): string {
  return upload?.state === 'ended' && upload.completedAt !== '' ? utc(upload.completedAt) : '–';
}

/** The upload's own errors, folded: tracebacks are long. */
function details(result: Result, several: boolean): string[] {
  const { upload } = result;
  if (upload?.state !== 'ended' || upload.errors.length === 0) return [];
  const shown = upload.errors.slice(0, maxErrors).map((error) => codeBlock(cut(error, 4000)));
  const title = `${count(upload.errors.length, 'error')} of the upload${several ? ` ${code(displayName(result, 200))}` : ''}`;
  return [`<details><summary>${title}</summary>\n\n${shown.join('\n\n')}\n\n</details>`];
}
