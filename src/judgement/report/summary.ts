import type { Deployment } from '../../nomad/deployment.ts';
import { countRed, type Ending, type Result } from '../ending.ts';
import { count, cut, span, utc } from '../../core/wording.ts';
import { entryTable, type Pages } from './entry-table.ts';
import { code, codeBlock, markdown } from '../../step/escape.ts';
import { linkResult } from './outputs.ts';
import { listed, maxRows, within } from './summary-rows.ts';
import { displayName } from '../messages/wording.ts';

// GitHub discards a summary of more than 1 MiB entirely. Each part has its share of 900 KiB, so that none crowds out another.
const kiB = 1024;
const maxBytes = { advice: 30 * kiB, uploads: 290 * kiB, errors: 200 * kiB, warnings: 50 * kiB, inputs: 10 * kiB } as const;
const maxErrors = 5;

/** What the summary shows in addition to the result. */
export interface SummaryContext extends Pages {
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
  const blocks = [
    `## ${ending.failure === undefined ? '✅' : '❌'} ${heading(ending, results)}`,
    context.origin ?? '',
    markdown(ending.message),
    advice(ending, deployment, share),
    ...(results.length > 1 ? overview(results, deployment, share) : only === undefined ? [] : [facts(only, deployment)]),
    ...uploadErrors(results, share),
    ...entryTable(results, context, share),
    ...warningList([...ending.warnings, ...results.flatMap((result) => result.warnings)], share),
    listGivenInputs(context, share),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function advice({ failure, results }: Ending, deployment: Deployment | undefined, share: number): string {
  if (failure === undefined) return '';
  const worst = results?.[0];
  const open =
    worst === undefined || linkResult(worst, deployment) === ''
      ? []
      : [`[Open the upload in NOMAD](${linkResult(worst, deployment)})`];
  const lines = [
    ...failure.advice
      .split('\n')
      .filter((line) => line !== '')
      .map(markdown),
    ...open,
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

function overview(results: readonly Result[], deployment: Deployment | undefined, share: number): string[] {
  const rows = results.slice(0, maxRows).map((result) => overviewRow(result, deployment));
  const head = '| | Upload | Verdict | Entries | What happened |\n|---|---|---|---|---|';
  return listed(head, within(maxBytes.uploads * share, rows), results.length, ['upload', 'uploads']);
}

function uploadErrors(results: readonly Result[], share: number): string[] {
  const all = results.flatMap((result) => details(result, results.length > 1));
  const shown = within(maxBytes.errors * share, all);
  const rest = all.length - shown.length;
  return rest === 0 ? shown : [...shown, `See NOMAD for the errors of ${count(rest, 'more upload')}.`];
}

function warningList(warnings: readonly string[], share: number): string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.map((text) => `- ${markdown(cut(text.trim(), 1000))}`);
  return listed('### ⚠️ Warnings\n', within(maxBytes.warnings * share, lines), warnings.length, ['warning', 'warnings']);
}

function heading({ failure }: Ending, results: readonly Result[]): string {
  const [only] = results;
  const verdict = failure === undefined ? 'processed by NOMAD' : failure.reason;
  if (only === undefined) return `NOMAD upload check: ${verdict}`;
  if (results.length === 1) return `${code(displayName(only, 200))} – ${verdict}`;
  const red = countRed(results);
  return red === 0 ? `${results.length} uploads – ${verdict}` : `${red} of ${results.length} uploads failed – ${verdict}`;
}

function linked(result: Result, deployment: Deployment | undefined): string {
  const name = code(displayName(result, 200));
  const link = linkResult(result, deployment);
  return link === '' ? name : `[${name}](${link})`;
}

function facts(result: Result, deployment: Deployment | undefined): string {
  const { upload, looks } = result;
  if (upload === undefined) return '';
  const rows = [
    ['Entries', describeEntries(result)],
    ['Status of the upload itself', code(cut(upload.status, 100))],
    ['Processing ended', ended(result)],
    ['Waited', looks.count < 2 ? 'no: one check was enough' : `${span(looks.time)}, ${looks.count} checks`],
    ['Published', upload.published ? 'yes' : 'no'],
    ...(result.older > 0 ? [['Same name', `${count(result.older, 'older upload')}, not checked`]] : []),
  ];
  const head = `| Upload | ${linked(result, deployment)} ${upload.name === '' ? '' : code(upload.id)} |\n|:---|:---|`;
  return [head, ...rows.map(([name = '', value = '']) => `| ${name} | ${value} |`)].join('\n');
}

function ended({ upload }: Result): string {
  return upload?.state === 'ended' && upload.completedAt !== '' ? utc(upload.completedAt) : '–';
}

function describeEntries({ counters }: Result): string {
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

function overviewRow(result: Result, deployment: Deployment | undefined): string {
  const verdict = result.failure === undefined ? 'success' : code(result.failure.reason);
  return `| ${result.failure === undefined ? '✅' : '❌'} | ${linked(result, deployment)} | ${verdict} | ${describeEntries(result)} | ${markdown(cut(result.message, 300))} |`;
}

/** The upload's own errors, folded: tracebacks are long. */
function details(result: Result, several: boolean): string[] {
  const { upload } = result;
  if (upload?.state !== 'ended' || upload.errors.length === 0) return [];
  const shown = upload.errors.slice(0, maxErrors).map((error) => codeBlock(cut(error, 4000)));
  const title = `${count(upload.errors.length, 'error')} of the upload${several ? ` ${code(displayName(result, 200))}` : ''}`;
  return [`<details><summary>${title}</summary>\n\n${shown.join('\n\n')}\n\n</details>`];
}
