import * as core from '@actions/core';
import type { Clock } from '../clock.ts';
import type { AskedOfGitHub } from '../inputs.ts';
import type { Ending } from '../ledger.ts';
import type { FileOf } from './annotations.ts';
import { type CheckRun, endCheckRun, startCheckRun } from './check-run.ts';
import { type Identity, writeComment } from './comment.ts';
import { type Api, openGitHub, readRun, refusalOf, type Run } from './github.ts';
import { log } from './log.ts';
import type { SummaryContext } from './summary.ts';

const second = 1000;
const bound = { usual: 30 * second, cancelled: 3 * second } as const;

/** The check run and the pull-request comment. Nothing that fails here changes a verdict: it is a warning that says why. */
export class OnGitHub {
  readonly #asked: AskedOfGitHub;
  readonly #clock: Clock;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #run: Run | undefined;
  #checkRun: CheckRun | undefined;

  constructor(asked: AskedOfGitHub, clock: Clock, environment: NodeJS.ProcessEnv) {
    this.#asked = asked;
    this.#clock = clock;
    this.#environment = environment;
    this.#run = asked.checkRunName !== '' || asked.prComment !== 'never' ? readRun(environment) : undefined;
  }

  /** Makes the check run, in progress. */
  async start(signal: AbortSignal): Promise<void> {
    await this.#checkRunStep(bound.usual, signal, (api, run) => this.#ensureCheckRun(api, run));
  }

  /** '' when there is none. */
  get checkRunUrl(): string {
    return this.#checkRun?.url ?? '';
  }

  /** Ends the check run, then writes the comment; after a cancellation only the former, in short time. */
  async end(ending: Ending, context: SummaryContext, fileOf: FileOf, signal: AbortSignal): Promise<void> {
    const cancelled = ending.failure?.reason === 'cancelled';
    const time = cancelled ? bound.cancelled : bound.usual;
    await this.#checkRunStep(time, cancelled ? undefined : signal, async (api, run) => {
      await endCheckRun(api, run, await this.#ensureCheckRun(api, run), ending, context, fileOf);
    });
    if (!cancelled) await this.#comment(ending, context, signal);
  }

  async #checkRunStep(
    time: number,
    signal: AbortSignal | undefined,
    write: (api: Api, run: Run) => Promise<unknown>,
  ): Promise<void> {
    if (this.#asked.checkRunName === '') return;
    await this.#write('The check run could not be written', 'checks', time, signal, write);
  }

  async #ensureCheckRun(api: Api, run: Run): Promise<CheckRun> {
    if (this.#checkRun === undefined) {
      this.#checkRun = await startCheckRun(api, run, this.#asked.checkRunName);
      core.setOutput('check-run-url', this.#checkRun.url);
    }
    return this.#checkRun;
  }

  async #comment(ending: Ending, context: SummaryContext, signal: AbortSignal): Promise<void> {
    const { prComment: when, token, matrix } = this.#asked;
    if (when === 'never') return;
    const { GITHUB_WORKFLOW: workflow = '', GITHUB_JOB: job = '', GITHUB_ACTION: step = '' } = this.#environment;
    const identity: Identity = [workflow, job, step, matrix];
    const pullRequest = this.#run?.pullRequest;
    if (pullRequest === undefined) {
      log.line('No comment: this run is not about a pull request.');
      return;
    }
    await this.#write('The pull-request comment could not be written', 'pull-requests', bound.usual, signal, async (api, run) => {
      await writeComment(api, run, pullRequest, { when, token, identity }, ending, context);
    });
  }

  async #write(
    what: string,
    permission: string,
    time: number,
    signal: AbortSignal | undefined,
    write: (api: Api, run: Run) => Promise<unknown>,
  ): Promise<void> {
    const timer = new AbortController();
    const stop = this.#clock.after(time, () => {
      timer.abort();
    });
    try {
      if (this.#run === undefined) throw new Error('no repository');
      const until = signal === undefined ? timer.signal : AbortSignal.any([timer.signal, signal]);
      await write(await openGitHub(this.#asked.token, until), this.#run);
    } catch (error) {
      core.warning(
        `${what}. ${this.#run === undefined ? 'GITHUB_REPOSITORY and GITHUB_SHA are not set.' : refusalOf(error, permission)}`,
        { title: 'NOMAD upload check' },
      );
    } finally {
      stop();
    }
  }
}
