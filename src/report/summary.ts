import { type Deployment, entryLink, uploadLink } from '../inputs/address.ts';
import type { EntryFailure } from '../failures.ts';
import type { Ending, Result } from '../ledger.ts';
import { count, cut } from '../phrases.ts';
import { entryReason, mainfileOf } from './annotations.ts';
import { code, codeBlock, markdown } from './escape.ts';

// GitHub throws a summary of more than 1 MiB away as a whole.
const mostBytes = 900 * 1024;
const mostUploads = 200;
const mostErrors = 5;

/** The job summary, as GitHub's Markdown. */
export function renderSummary(ending: Ending, deployment: Deployment | undefined): string {
  const results = ending.results ?? [];
  const page = new Page();
  page.add(`## ${ending.failure === undefined ? '✅' : '❌'} ${heading(ending, results)}`);
  page.add(markdown(ending.message));
  if (ending.failure !== undefined && ending.failure.advice !== '')
    page.add(`**What to do now:** ${ending.failure.advice.split('\n').map(markdown).join('<br>')}`);
  const [only] = results;
  if (results.length > 1)
    page.addTable(
      '| | Upload | Verdict | Entries |\n|---|---|---|---|',
      results.slice(0, mostUploads).map((result) => overviewRow(result, deployment)),
      results.length,
      'upload',
    );
  else if (only !== undefined) page.add(facts(only, deployment));
  for (const result of results) page.addAll(details(result, results.length > 1));
  page.addAll(entryTable(results, deployment));
  const warnings = [...ending.warnings, ...results.flatMap((result) => result.warnings)];
  if (warnings.length > 0)
    page.add(['### ⚠️ Warnings', '', ...warnings.slice(0, 50).map((text) => `- ${markdown(cut(text, 1000))}`)].join('\n'));
  return page.text();
}

/** Markdown blocks within the limit: what does not fit is left out, and said to be. */
class Page {
  readonly #blocks: string[] = [];
  #bytes = 0;
  #full = false;

  add(block: string): boolean {
    const bytes = Buffer.byteLength(block) + 2;
    if (this.#full || this.#bytes + bytes > mostBytes) {
      this.#full = true;
      return false;
    }
    this.#blocks.push(block);
    this.#bytes += bytes;
    return true;
  }

  addAll(blocks: readonly string[]): void {
    for (const block of blocks) this.add(block);
  }

  addTable(head: string, rows: readonly string[], of: number, what: string): void {
    let room = mostBytes - this.#bytes - Buffer.byteLength(head) - 100;
    const fitting = rows.filter((row) => (room -= Buffer.byteLength(row) + 1) > 0);
    this.add([head, ...fitting].join('\n'));
    if (of > fitting.length) this.add(`… and ${count(of - fitting.length, `more ${what}`)}.`);
  }

  text(): string {
    return `${this.#blocks.join('\n\n')}\n${this.#full ? '\nThe rest did not fit into this summary.\n' : ''}`;
  }
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
    ['Status', code(upload.status)],
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

/** Ten squares; a colour that is there at all has at least one. */
function bar(successful: number, failed: number, total: number): string {
  const unfinished = total - successful - failed;
  const squares = (n: number): number => (n === 0 ? 0 : Math.max(1, Math.floor((n / total) * 10)));
  const red = squares(failed);
  const grey = squares(unfinished);
  return '🟩'.repeat(Math.max(0, 10 - red - grey)) + '🟥'.repeat(red) + '⬜'.repeat(grey);
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
  const listed = results.flatMap((result) =>
    result.entries.listed.map((entry) => entryRow(entry, result, deployment, results.length > 1)),
  );
  const all = listed.length + results.reduce((sum, { entries }) => sum + entries.more, 0);
  if (all === 0) return [];
  const page = new Page();
  page.add('### Entries that failed or never finished');
  const head =
    results.length > 1 ? '| Upload | Mainfile | Parser | Why |\n|---|---|---|---|' : '| Mainfile | Parser | Why |\n|---|---|---|';
  page.addTable(head, listed, all, 'entry');
  return [page.text().trimEnd()];
}

function entryRow(entry: EntryFailure, result: Result, deployment: Deployment | undefined, several: boolean): string {
  const mainfile = code(cut(mainfileOf(entry), 300));
  const link = deployment === undefined ? mainfile : `[${mainfile}](${entryLink(deployment, result.id, entry.id)})`;
  const why = entry.status === 'FAILURE' ? markdown(entryReason(entry)) : `never finished (${code(entry.status)})`;
  return `| ${several ? `${nameOf(result)} | ` : ''}${link} | ${code(cut(entry.parser, 100))} | ${why} |`;
}
