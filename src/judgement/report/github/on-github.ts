import { type Clock, second } from '../../../core/clock.ts';
import type { Ending } from '../../ending.ts';
import type { Redact } from '../../../nomad/answers/fields.ts';
import type { FindFile } from '../../../step/checkout.ts';
import { type CheckRun, endCheckRun, startCheckRun } from './check-run.ts';
import { type Identity, writeComment } from './comment.ts';
import { describeOrigin } from './origin.ts';
import { GitHubApi, explainRefusal } from '../../../step/github/api.ts';
import type { GitHubInputs } from '../../../step/inputs/github.ts';
import type { Log } from '../../../step/log.ts';
import type { Environment } from '../../../step/inputs/reader.ts';
import { writeOutputs } from '../../../step/output-file.ts';
import { readRun, type Run } from '../../../step/github/run.ts';
import type { SummaryContext } from '../summary.ts';

/** The total time that may have passed when each part ends: the verdict must not wait for GitHub. */
const until = { start: 10 * second, checkRun: 20 * second, comment: 30 * second } as const;

/** No part, and so no request, may take longer. */
const maxPartTime = 20 * second;

/** How long each part may go on after a cancellation, so that no check run is left in progress. */
const grace = { start: second, checkRun: 3 * second, comment: 0 } as const;

const sentences = {
  start: { what: 'The check run could not be written', permission: 'checks' },
  checkRun: { what: 'The check run could not be written', permission: 'checks' },
  comment: { what: 'The pull-request comment could not be written', permission: 'pull-requests' },
} as const;

type Part = keyof typeof until;

interface OnGitHubDeps {
  readonly clock: Clock;
  readonly environment: Environment;
  readonly redact: Redact;
  readonly log: Log;
}

/** The check run and the pull-request comment. Failures here never change the verdict; they become warnings that say why. */
export class OnGitHub {
  readonly #inputs: GitHubInputs;
  readonly #clock: Clock;
  readonly #environment: Environment;
  readonly #redact: Redact;
  readonly #log: Log;
  readonly #run: Promise<Run | undefined>;
  #checkRun: CheckRun | undefined;
  #spent = 0;

  constructor(inputs: GitHubInputs, { clock, environment, redact, log }: OnGitHubDeps) {
    this.#inputs = inputs;
    this.#clock = clock;
    this.#environment = environment;
    this.#redact = redact;
    this.#log = log;
    this.#run = readRun(environment);
  }

  /** Creates the check run, in progress. If that fails, it is tried again at the end, with a warning only then: the verdict comes first. */
  async start(signal: AbortSignal): Promise<void> {
    if (this.#inputs.checkRunName === '') return;
    const problem = await this.#try('start', signal, async (api, run) => {
      this.#checkRun = await startCheckRun(api, run, this.#inputs.checkRunName);
    });
    if (problem !== undefined) this.#log.line(`${problem} The action will try again at the end.`);
  }

  /** '' when there is none. */
  get checkRunUrl(): string {
    return this.#checkRun?.url ?? '';
  }

  /** Completes the check run, then writes the comment; after a cancellation only the check run, and quickly. */
  async end(ending: Ending, context: SummaryContext, findFile: FindFile, signal: AbortSignal): Promise<void> {
    await this.#endCheckRun(ending, context, findFile, signal);
    await this.#comment(ending, context, signal);
  }

  async #endCheckRun(ending: Ending, context: SummaryContext, findFile: FindFile, signal: AbortSignal): Promise<void> {
    if (this.#inputs.checkRunName === '') return;
    this.#log.warning(
      await this.#try('checkRun', signal, async (api, run) => {
        const about = { ...context, origin: describeOrigin(run) };
        await endCheckRun(api, run, await this.#ensureCheckRun(api, run), ending, about, findFile);
      }),
    );
  }

  async #ensureCheckRun(api: GitHubApi, run: Run): Promise<CheckRun> {
    if (this.#checkRun === undefined) {
      this.#checkRun = await startCheckRun(api, run, this.#inputs.checkRunName);
      if (!writeOutputs(this.#environment['GITHUB_OUTPUT'], { 'check-run-url': this.#checkRun.url }))
        this.#log.warning('The output check-run-url could not be written.');
    }
    return this.#checkRun;
  }

  async #comment(ending: Ending, context: SummaryContext, signal: AbortSignal): Promise<void> {
    const { prComment: when, matrix } = this.#inputs;
    if (when === 'never') return;
    const { GITHUB_WORKFLOW: workflow = '', GITHUB_JOB: job = '', GITHUB_ACTION: step = '' } = this.#environment;
    const identity: Identity = { workflow, job, step, matrix };
    const pullRequest = (await this.#run)?.pullRequest;
    if (pullRequest === undefined) {
      this.#log.line('There is no comment, because this run does not belong to a pull request.');
      return;
    }
    if (signal.aborted) {
      this.#log.line('There is no comment, because the job was cancelled.');
      return;
    }
    this.#log.warning(
      await this.#try('comment', signal, async (api, run) => {
        const about = { ...context, origin: describeOrigin(run) };
        await writeComment(api, run, pullRequest, { when, identity, redact: this.#redact }, ending, about);
      }),
    );
  }

  /** Returns what went wrong. */
  async #try(part: Part, signal: AbortSignal, write: (api: GitHubApi, run: Run) => Promise<void>): Promise<string | undefined> {
    const { what, permission } = sentences[part];
    const run = await this.#run;
    if (run === undefined) return `${what}. GITHUB_REPOSITORY and GITHUB_SHA are not set.`;
    const began = this.#clock.now();
    const limit = new AbortController();
    const stops = [this.#after(Math.min(until[part] - this.#spent, maxPartTime), limit)];
    const hurry = (): void => {
      stops.push(this.#after(grace[part], limit));
    };
    if (signal.aborted) hurry();
    else signal.addEventListener('abort', hurry, { once: true });
    try {
      await write(new GitHubApi(this.#environment, this.#inputs.token, this.#clock, limit.signal), run);
      return undefined;
    } catch (error) {
      const cutOff = signal.aborted ? 'The job was cancelled.' : 'GitHub did not answer in time.';
      return `${what}. ${limit.signal.aborted ? cutOff : explainRefusal(error, permission)}`;
    } finally {
      signal.removeEventListener('abort', hurry);
      for (const stop of stops) stop();
      this.#spent += this.#clock.now() - began;
    }
  }

  #after(time: number, limit: AbortController): () => void {
    return this.#clock.after(time, () => {
      limit.abort();
    });
  }
}
