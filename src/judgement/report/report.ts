import type { FileOf } from '../../step/checkout.ts';
import { appendFileSync } from 'node:fs';
import * as core from '@actions/core';
import { noOutputs } from '../../step/messages/step.ts';
import type { Deployment } from '../../nomad/deployment.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import type { Ending } from '../ledger.ts';
import type { ReportPath } from '../../step/inputs/report-path.ts';
import { type Annotation, renderAnnotations } from './annotations.ts';
import { renderReport, writeReport } from './json-report.ts';
import { log } from '../../step/log.ts';
import { renderOutputs } from './outputs.ts';
import { writeOutputs } from '../../step/output-file.ts';
import { pagesOnGitHub } from '../../step/checkout.ts';
import { renderSummary, type SummaryContext } from './summary.ts';

/** Where and how much to report, according to the inputs, if they could be read. */
export interface Reporting {
  readonly deployment: Deployment | undefined;
  readonly jobSummary: 'always' | 'on-failure' | 'never';
  readonly fileOf: FileOf;
  readonly reportPath: ReportPath | undefined;
  /** The inputs as given, without secrets. */
  readonly asked: readonly string[];
  /** '' when there is none. */
  readonly checkRunUrl: string;
}

/**
 * Writes outputs, annotations, the last line of the log and the job summary. Synchronous, so that it also works while the process ends.
 * Returns the ending as it was reported: without its outputs, a success is a failure. A summary that can't be written is only a warning.
 */
export function report(known: Ending, reporting: Reporting): Ending {
  const { deployment, jobSummary, fileOf, reportPath } = reporting;
  const ending = writeOutputs(renderOutputs(known, deployment, reporting.checkRunUrl))
    ? known
    : { ...known, failure: noOutputs, message: noOutputs.message };
  for (const annotation of renderAnnotations(ending, deployment, fileOf)) annotate(annotation);
  const results = ending.results ?? [];
  if (results.length > 1) for (const { failure, message } of results) log.line(`  ${iconOf(failure)} ${message}`);
  log.line(`${iconOf(ending.failure)} ${ending.message}`);
  if (jobSummary === 'always' || (jobSummary === 'on-failure' && ending.failure !== undefined))
    log.warning(guarded('job summary', () => writeSummary(renderSummary(ending, contextOf(reporting)))));
  if (reportPath !== undefined) log.warning(guarded('report', () => writeReport(renderReport(ending, deployment), reportPath)));
  return ending;
}

/** The least that can be said if even the report is broken. */
export function reportBare({ reason, message }: Failure): void {
  writeOutputs({ conclusion: 'failure', 'failure-reason': reason, message });
  core.error(message, { title: 'NOMAD upload check failed' });
}

/** A bug in what follows the verdict does not change it. */
function guarded(what: string, write: () => string | undefined): string | undefined {
  try {
    return write();
  } catch {
    return `The ${what} could not be created. This is a bug in the action: please report it.`;
  }
}

/** What the summary shows in addition to the ending. */
export function contextOf({ deployment, asked, fileOf }: Reporting): SummaryContext {
  return { deployment, asked, pageOf: pagesOnGitHub(process.env, fileOf) };
}

function iconOf(failure: Failure | undefined): string {
  return failure === undefined ? '✅' : '❌';
}

function annotate({ level, title, message, at }: Annotation): void {
  const write = level === 'error' ? core.error : core.warning;
  const { file, line, column } = at ?? {};
  write(message, {
    title,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { startLine: line }),
    ...(column !== undefined && { startColumn: column }),
  });
}

function writeSummary(summary: string): string | undefined {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return undefined;
  try {
    appendFileSync(file, summary);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return `The job summary could not be written${code}.`;
  }
}
