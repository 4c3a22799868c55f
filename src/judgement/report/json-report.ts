import { product } from '../../core/product.ts';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Deployment, linkEntry } from '../../nomad/deployment.ts';
import { isInsideOneOf, type ReportPath } from '../../step/inputs/report-path.ts';
import type { Entry } from '../../nomad/answers/entry.ts';
import type { Ending, Result } from '../ending.ts';
import { conclude, toElement } from './outputs.ts';

/** The version of the report's schema, docs/report.schema.json. */
const version = 1;
/** How many failed entries the report lists, for all uploads together. */
export const maxReported = 1000;

/** The path exactly as NOMAD has it: consumers look for the file. */
interface EntryElement extends Entry {
  readonly url: string;
}

/** The full result as JSON, as described in docs/report.schema.json: names are exact, not escaped; at most 1000 entries in all. */
export function renderReport(ending: Ending, deployment: Deployment | undefined): string {
  let left = maxReported;
  const uploads = (ending.results ?? []).map((result) => {
    const entryFailures = result.entries.listed.slice(0, left).map((entry) => entryElement(entry, result, deployment));
    left -= entryFailures.length;
    const truncated = result.entries.more > 0 || entryFailures.length < result.entries.listed.length;
    return { ...toElement(result, deployment), entryFailures, truncated };
  });
  const { failure, message } = ending;
  return `${JSON.stringify({ version, conclusion: conclude(ending), failureReason: failure?.reason ?? '', message, uploads, ...ending.addition?.fields }, null, 2)}\n`;
}

function entryElement(
  entry: Result['entries']['listed'][number],
  result: Result,
  deployment: Deployment | undefined,
): EntryElement {
  const { cause, ...fields } = entry;
  return {
    ...fields,
    errors: cause === undefined ? entry.errors : [...entry.errors, cause.text],
    url: deployment === undefined ? '' : linkEntry(deployment, result.id, entry.id),
  };
}

/** Writes the report to a new file and renames it, so that nobody reads half a report. Returns a sentence if it could not be written. */
export function writeReport(report: string, { path, roots }: ReportPath): string | undefined {
  const draft = join(dirname(path), `${product}-${Math.random().toString(36).slice(2)}.tmp`);
  // Links may have changed since the input was read.
  const leadsOut = (): boolean => [path, draft].some((one) => !isInsideOneOf(roots, one));
  try {
    // Not even a folder is created outside.
    if (leadsOut()) return ledOut;
    mkdirSync(dirname(path), { recursive: true });
    if (leadsOut()) return ledOut;
    writeFileSync(draft, report, { flag: 'wx' });
    renameSync(draft, path);
    return undefined;
  } catch (error) {
    discard(draft);
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return `The report could not be written to report-file${code}: is it a directory, or is the disk full?`;
  }
}

const ledOut = 'The report could not be written: report-file is outside the workspace and RUNNER_TEMP.';

function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // If no file can exist there, there is none to remove.
  }
}
