import { type Deployment, entryLink, uploadLink } from '../inputs/address.ts';
import type { EntryFailure } from '../failures.ts';
import type { Ending, Result } from '../ledger.ts';
import { count, cut } from '../phrases.ts';
import { entryReason, mainfileOf } from './annotations.ts';
import { code, codeBlock, markdown } from './escape.ts';

// GitHub throws a summary of more than 1 MiB away as a whole. Each part has its share of 900 KiB, so that none pushes another out.
const kiB = 1024;
const mostBytes = { advice: 30 * kiB, uploads: 290 * kiB, errors: 200 * kiB, entries: 290 * kiB, warnings: 60 * kiB } as const;
const mostRows = 200;
const mostErrors = 5;

/** The job summary, as GitHub's Markdown. */
export function renderSummary(ending: Ending, deployment: Deployment | undefined): string {
  const results = ending.results ?? [];
  const [only] = results;
  const blocks = [
    `## ${ending.failure === undefined ? '✅' : '❌'} ${heading(ending, results)}`,
    markdown(ending.message),
    advice(ending),
    ...(results.length > 1 ? overview(results, deployment) : only === undefined ? [] : [facts(only, deployment)]),
    ...uploadErrors(results),
    ...entryTable(results, deployment),
    ...warningList([...ending.warnings, ...results.flatMap((result) => result.warnings)]),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** The first ones that fit into so many bytes. */
function within(bytes: number, lines: readonly string[]): string[] {
  let room = bytes;
  const end = lines.findIndex((line) => (room -= Buffer.byteLength(line) + 2) < 0);
  return end < 0 ? [...lines] : lines.slice(0, end);
}

/** A block of lines below a head, and another one that counts those that found no place. */
function listed(head: string, lines: readonly string[], of: number, what: readonly [one: string, many: string]): string[] {
  const rest = of - lines.length;
  return [[head, ...lines].join('\n'), rest > 0 ? `… and ${count(rest, `more ${what[0]}`, `more ${what[1]}`)}.` : ''];
}

function advice({ failure }: Ending): string {
  if (failure === undefined || failure.advice === '') return '';
  return `**What to do now:** ${within(mostBytes.advice, failure.advice.split('\n').map(markdown)).join('<br>')}`;
}

function overview(results: readonly Result[], deployment: Deployment | undefined): string[] {
  const rows = results.slice(0, mostRows).map((result) => overviewRow(result, deployment));
  const head = '| | Upload | Verdict | Entries |\n|---|---|---|---|';
  return listed(head, within(mostBytes.uploads, rows), results.length, ['upload', 'uploads']);
}

function uploadErrors(results: readonly Result[]): string[] {
  const all = results.flatMap((result) => details(result, results.length > 1));
  const shown = within(mostBytes.errors, all);
  const rest = all.length - shown.length;
  return rest === 0 ? shown : [...shown, `The errors of ${count(rest, 'more upload')} are in NOMAD.`];
}

function warningList(warnings: readonly string[]): string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.map((text) => `- ${markdown(cut(text.trim(), 1000))}`);
  return listed('### ⚠️ Warnings\n', within(mostBytes.warnings, lines), warnings.length, ['warning', 'warnings']);
}

function heading({ failure }: Ending, results: readonly Result[]): string {
  const [only] = results;
  const what = results.length === 1 && only !== undefined ? nameOf(only) : results.length > 1 ? `${results.length} uploads` : '';
  const verdict = failure === undefined ? 'processed by NOMAD' : `NOMAD upload check failed: ${failure.reason}`;
  if (failure === undefined) return `${what} ${verdict}`;
  return what === '' ? verdict : `${verdict} – ${what}`;
}

function nameOf({ name, id }: Result): string {
  return code(cut(name === '' ? id : name, 200));
}

function linked(result: Result, deployment: Deployment | undefined): string {
  const text = nameOf(result);
  return result.sighting === undefined || deployment === undefined ? text : `[${text}](${uploadLink(deployment, result.id)})`;
}

function facts(result: Result, deployment: Deployment | undefined): string {
  const { sighting } = result;
  if (sighting === undefined) return '';
  const { upload } = sighting;
  const rows = [
    ['Upload', `${linked(result, deployment)} ${upload.name === '' ? '' : code(upload.id)}`],
    ['Status', code(cut(upload.status, 100))],
    ['Entries', entriesOf(result)],
    ['Processing ended', ended(result)],
    ['Published', upload.published ? 'yes' : 'no'],
    ...(result.older > 0 ? [['Same name', `${count(result.older, 'older upload')}, not judged`]] : []),
  ];
  return ['| | |', '|---|---|', ...rows.map(([name = '', value = '']) => `| **${name}** | ${value} |`)].join('\n');
}

function ended({ sighting }: Result): string {
  const { upload } = sighting ?? {};
  if (upload === undefined || upload.running || upload.status === 'READY' || upload.completedAt === '') return '–';
  return upload.completedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
}

function entriesOf({ sighting }: Result): string {
  if (sighting === undefined || sighting.upload.status === 'READY') return '–';
  const { total, successful, failed } = sighting.counters;
  if (total === 0) return 'none';
  const unfinished = total - successful - failed;
  const parts = [
    `${successful} of ${total} succeeded`,
    failed > 0 ? `**${failed} failed**` : '',
    unfinished > 0 ? `**${unfinished} not finished**` : '',
  ];
  return `${bar(successful, failed, total)} ${parts.filter((part) => part !== '').join(', ')}`;
}

/** Ten squares; a colour that is there at all has at least one, and one that is not has none. */
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
  return `| ${result.failure === undefined ? '✅' : '❌'} | ${linked(result, deployment)} | ${verdict} | ${entriesOf(result)} |`;
}

/** The upload's own errors, folded: tracebacks are long. */
function details(result: Result, several: boolean): string[] {
  const { upload } = result.sighting ?? {};
  if (upload?.status !== 'FAILURE' || upload.running || upload.errors.length === 0) return [];
  const shown = upload.errors.slice(0, mostErrors).map((error) => codeBlock(cut(error, 4000)));
  const title = `${count(upload.errors.length, 'error')} of the upload${several ? ` ${nameOf(result)}` : ''}`;
  return [`<details><summary>${title}</summary>\n\n${shown.join('\n\n')}\n\n</details>`];
}

function entryTable(results: readonly Result[], deployment: Deployment | undefined): string[] {
  const several = results.length > 1;
  const rows = results.flatMap((result) => result.entries.listed.map((entry) => entryRow(entry, result, deployment, several)));
  const all = rows.length + results.reduce((sum, { entries }) => sum + entries.more, 0);
  if (all === 0) return [];
  const head = several ? '| Upload | Mainfile | Parser | Why |\n|---|---|---|---|' : '| Mainfile | Parser | Why |\n|---|---|---|';
  const shown = within(mostBytes.entries, rows.slice(0, mostRows));
  return ['### Entries that failed or never finished', ...listed(head, shown, all, ['entry', 'entries'])];
}

function entryRow(entry: EntryFailure, result: Result, deployment: Deployment | undefined, several: boolean): string {
  const mainfile = code(cut(mainfileOf(entry), 300));
  const link = deployment === undefined ? mainfile : `[${mainfile}](${entryLink(deployment, result.id, entry.id)})`;
  const why = entry.status === 'FAILURE' ? markdown(entryReason(entry)) : `never finished (${code(cut(entry.status, 60))})`;
  return `| ${several ? `${nameOf(result)} | ` : ''}${link} | ${code(cut(entry.parser, 100))} | ${why} |`;
}
