import { cut } from '../core/wording.ts';
import { headFailure } from '../judgement/messages/headings.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { code, logLine, markdown } from '../step/escape.ts';
import type { Environment } from '../step/inputs/reader.ts';
import type { Log } from '../step/log.ts';
import { noOutputs } from '../step/messages/step.ts';
import { writeOutputs } from '../step/output-file.ts';
import { writeSummary } from '../step/summary-file.ts';
import type { ReportInputs } from './inputs.ts';
import type { End } from './tally.ts';

/** What annotations and headings begin with. */
export const title = 'NOMAD delete';

const maxRows = 200;
// The runner keeps ten annotations of each level.
const maxWarnings = 10;
const maxMessage = 4000;

/** Shows an ending in the outputs, as annotations, in the log and in the summary. */
export class Report {
  readonly #environment: Environment;
  readonly #log: Log;
  #inputs: ReportInputs = { jobSummary: 'always' };

  constructor(environment: Environment, log: Log) {
    this.#environment = environment;
    this.#log = log;
  }

  begin(inputs: ReportInputs): void {
    this.#inputs = inputs;
  }

  /** Synchronous, so that it also works while the process ends. Gives the ending as it was reported. */
  write(known: End): End {
    const written = writeOutputs(this.#environment['GITHUB_OUTPUT'], {
      conclusion: known.failure === undefined ? 'success' : 'failure',
      'failure-reason': known.failure?.reason ?? '',
      message: known.message,
      deleted: JSON.stringify(known.deleted),
      'deleted-count': String(known.deleted.length),
    });
    const end = written ? known : { ...known, failure: noOutputs, message: noOutputs.message };
    const { failure, message, warnings } = end;
    if (failure !== undefined) this.#annotate(failure, message);
    for (const warning of warnings.slice(0, maxWarnings)) this.#log.warning(warning);
    this.#log.line(`${failure === undefined ? '✅' : '❌'} ${message}`);
    const { jobSummary } = this.#inputs;
    if (jobSummary === 'always' || (jobSummary === 'on-failure' && failure !== undefined))
      this.#log.warning(writeSummary(this.#environment['GITHUB_STEP_SUMMARY'], renderSummary(end)));
    return end;
  }

  /** The least that can be said if even the report is broken. */
  writeBare({ reason, message }: Failure): void {
    writeOutputs(this.#environment['GITHUB_OUTPUT'], { conclusion: 'failure', 'failure-reason': reason, message });
    this.#log.annotate({ level: 'error', title: `${title} failed`, message, at: undefined });
  }

  #annotate({ advice }: Failure, message: string): void {
    const lines = [message, ...advice.split('\n')].filter((line) => line !== '');
    const text = cut(lines.map(logLine).join('\n'), maxMessage);
    this.#log.annotate({ level: 'error', title: `${title} failed`, message: text, at: undefined });
  }
}

function renderSummary({ failure, failures, message, warnings, deleted, listed }: End): string {
  const heading = failure === undefined ? `✅ ${title}` : `❌ ${title}: ${headFailure(failure.reason)}`;
  const blocks = [
    `## ${heading}`,
    markdown(message),
    failure === undefined || failure.advice === ''
      ? ''
      : `**What to do now:** ${failure.advice.split('\n').map(markdown).join('<br>')}`,
    failure === undefined ? '' : `The output ${code('failure-reason')} is ${code(failure.reason)}.`,
    listBlock('### Not deleted', failures.length > 1 ? failures.map((one) => markdown(cut(one.message, 500))) : []),
    listBlock(deleted.length > 0 ? '### Deleted' : '### Would be deleted', listed.map(markdown)),
    listBlock(
      '### ⚠️ Warnings',
      warnings.map((warning) => markdown(cut(warning, 500))),
    ),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function listBlock(head: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const rest = lines.length - maxRows;
  const more = rest > 0 ? [`- … and ${rest} more`] : [];
  return [`${head}\n`, ...lines.slice(0, maxRows).map((line) => `- ${line}`), ...more].join('\n');
}
