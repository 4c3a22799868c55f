import type { Clock } from '../../core/clock.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import type { Redact } from '../../nomad/answers/fields.ts';
import { type FindFile, filesBelow, pagesOnGitHub } from '../../step/checkout.ts';
import type { Environment } from '../../step/inputs/reader.ts';
import type { Log } from '../../step/log.ts';
import { noOutputs } from '../../step/messages/step.ts';
import { writeOutputs } from '../../step/output-file.ts';
import { findFit } from '../../step/files-root-fit.ts';
import { writeSummary } from '../../step/summary-file.ts';
import type { Ending } from '../ending.ts';
import { filesElsewhere } from '../messages/files-root.ts';
import { notCreated } from '../messages/warnings.ts';
import { renderAnnotations } from './annotations.ts';
import type { OnGitHub } from './github/on-github.ts';
import type * as JsonReport from './json-report.ts';
import { renderOutputs } from './outputs.ts';
import type { ReportInputs } from './report-inputs.ts';
import { maxRows } from './summary-rows.ts';
import { renderSummary, type SummaryContext } from './summary.ts';

const nothingKnown: ReportInputs = {
  deployment: undefined,
  filesRoot: '.',
  jobSummary: 'always',
  reportPath: undefined,
  givenInputs: [],
  gitHub: undefined,
};

interface ReporterDeps {
  /** What annotations and headings begin with. */
  readonly title: string;
  readonly environment: Environment;
  readonly log: Log;
  readonly clock: Clock;
  readonly redact: Redact;
  readonly warn: (warning: string) => void;
}

/** Shows one ending in every place that the inputs ask for. */
export class Reporter {
  readonly #deps: ReporterDeps;
  #inputs = nothingKnown;
  #findFile: FindFile = () => undefined;
  #onGitHub: OnGitHub | undefined;
  #jsonReport: typeof JsonReport | undefined;

  constructor(deps: ReporterDeps) {
    this.#deps = deps;
  }

  /** Takes what the inputs say, and makes the check run if they ask for one. */
  async begin(inputs: ReportInputs, signal: AbortSignal): Promise<void> {
    const { environment, clock, redact, log, warn } = this.#deps;
    this.#inputs = inputs;
    const files = filesBelow(environment['GITHUB_WORKSPACE'] ?? process.cwd(), inputs.filesRoot);
    if (files.ok) this.#findFile = files.findFile;
    else warn(redact(files.problem));
    // Loaded here because most steps need neither. A report is written while the process may already end, when nothing can be loaded.
    if (inputs.reportPath !== undefined) this.#jsonReport = await import('./json-report.ts');
    if (inputs.gitHub === undefined) return;
    const { OnGitHub } = await import('./github/on-github.ts');
    this.#onGitHub = new OnGitHub(inputs.gitHub, { clock, environment, redact, log });
    await this.#onGitHub.start(signal);
  }

  /** Failed entries that are shown somewhere. */
  get maxEntries(): number {
    return this.#jsonReport?.maxReported ?? maxRows;
  }

  /**
   * Writes outputs, annotations, the last line of the log, job summary and JSON report. Synchronous, so that it also works while the process
   * ends. Gives the ending as it was reported: a success whose outputs can't be written is none. What else can't be written is a warning.
   */
  report(known: Ending): Ending {
    const { environment, log } = this.#deps;
    const { deployment, jobSummary, reportPath } = this.#inputs;
    const outputs = { ...renderOutputs(known, deployment, this.#onGitHub?.checkRunUrl), ...known.addition?.outputs };
    const written = writeOutputs(environment['GITHUB_OUTPUT'], outputs);
    const ending = this.#adviseOnFiles(written ? known : { ...known, failure: noOutputs, message: noOutputs.message });
    for (const annotation of renderAnnotations(ending, deployment, this.#findFile, undefined, this.#deps.title))
      log.annotate(annotation);
    const results = ending.results ?? [];
    if (results.length > 1) for (const { failure, message } of results) log.line(`  ${iconFor(failure)} ${message}`);
    log.line(`${iconFor(ending.failure)} ${ending.message}`);
    if (jobSummary === 'always' || (jobSummary === 'on-failure' && ending.failure !== undefined))
      log.warning(
        guard(
          () => writeSummary(environment['GITHUB_STEP_SUMMARY'], renderSummary(ending, this.#context())),
          notCreated('job summary'),
        ),
      );
    const { renderReport, writeReport } = this.#jsonReport ?? {};
    if (reportPath !== undefined && renderReport !== undefined && writeReport !== undefined)
      log.warning(guard(() => writeReport(renderReport(ending, deployment), reportPath), notCreated('report')));
    return ending;
  }

  /** The least that can be said if even the report is broken. */
  reportBare({ reason, message }: Failure): void {
    const { environment, log } = this.#deps;
    writeOutputs(environment['GITHUB_OUTPUT'], { conclusion: 'failure', 'failure-reason': reason, message });
    log.annotate({ level: 'error', title: `${this.#deps.title} failed`, message, at: undefined });
  }

  /** Ends the check run and writes the comment, where the inputs ask for them. */
  async reportOnGitHub(ending: Ending, signal: AbortSignal): Promise<void> {
    await this.#onGitHub?.end(ending, this.#context(), this.#findFile, signal);
  }

  /** Adds a warning where failed entries are files of the checkout, but not below files-root. */
  #adviseOnFiles(ending: Ending): Ending {
    const { environment, redact, log } = this.#deps;
    const mainfiles = (ending.results ?? []).flatMap(({ entries }) => entries.listed.map(({ mainfile }) => mainfile));
    const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd();
    const fit = guard(() => findFit(workspace, this.#inputs.filesRoot, mainfiles), undefined);
    if (fit === undefined) return ending;
    const warning = redact(filesElsewhere(fit));
    log.line(`⚠ ${warning}`);
    return { ...ending, warnings: [...ending.warnings, warning] };
  }

  #context(): SummaryContext {
    const { deployment, givenInputs } = this.#inputs;
    const { title, environment } = this.#deps;
    return { title, deployment, givenInputs, findPage: pagesOnGitHub(environment, this.#findFile) };
  }
}

/** What follows the verdict does not change it, not even a bug or a folder that may not be read. */
function guard<T>(make: () => T, broken: T): T {
  try {
    return make();
  } catch {
    return broken;
  }
}

function iconFor(failure: Failure | undefined): string {
  return failure === undefined ? '✅' : '❌';
}
