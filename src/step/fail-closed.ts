import { NoVerdictError } from '../core/errors.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { brokenOff, cancelled } from './messages/step.ts';

/** How a step ends: red where there is a failure. */
interface End {
  readonly failure: Failure | undefined;
}

/** What a step does, and how it is reported. */
interface Step<E extends End> {
  /** `signal` is aborted when the job is cancelled or runs into its time limit; its reason is a NoVerdictError. */
  readonly work: (signal: AbortSignal) => Promise<E>;
  /** The end of a step that broke off. */
  readonly breakOff: (failure: Failure) => E;
  /** Writes the report, synchronously, and gives the end as it was reported: a success that could not be written is none. */
  readonly report: (end: E) => E;
  /** The least that can be said, where even the report is broken. */
  readonly reportBare: (failure: Failure) => void;
  /** What else is to be told. It changes the colour no more. */
  readonly afterwards: (end: E, signal: AbortSignal) => Promise<void>;
}

// The runner kills 7.5 s after SIGINT.
const lastMoment = 4500;

/**
 * Runs a step and ends the process. Red from the first line until a report without a failure is written: also for exceptions that nobody
 * caught, an event loop that ran empty, and signals.
 */
export async function failClosed<E extends End>(step: Step<E>): Promise<void> {
  const cancelling = new AbortController();
  const { signal } = cancelling;
  let exitCode: 0 | 1 = 1;
  let finishing: Promise<void> | undefined;
  process.exitCode = exitCode;

  /** The one way to an ending, taken once: whatever is found out later is not reported. */
  async function finish(getEnd: () => E, failure: Failure | undefined): Promise<void> {
    process.exitCode = exitCode;
    const reported = tryToReport(step, getEnd, failure);
    if (reported === undefined) return;
    if (reported.failure === undefined) process.exitCode = exitCode = 0;
    await step.afterwards(reported, signal);
  }

  /** Where there is an ending already, only waits until all have heard of it. */
  async function breakOff(failure: Failure): Promise<void> {
    finishing ??= finish(() => step.breakOff(failure), failure);
    await finishing.catch(() => undefined);
  }

  // If standard output is a pipe, what was written may still be on its way.
  function leave(): void {
    process.stdout.write('', () => process.exit(exitCode));
  }

  process.on('uncaughtException', (error) => {
    void breakOff(describeBug(error)).then(leave);
  });
  process.on('beforeExit', () => {
    // With nothing left to wait for, an ending that is under way never comes to its end.
    if (finishing === undefined) void breakOff(describeBug(undefined)).then(leave);
    else leave();
  });
  process.on('exit', () => {
    void breakOff(describeBug(undefined));
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      cancelling.abort(new NoVerdictError(cancelled));
      setTimeout(() => {
        void breakOff(cancelled);
        leave();
      }, lastMoment).unref();
    });
  }
  const end = await step.work(signal);
  if (finishing !== undefined) return;
  finishing = finish(() => end, end.failure);
  await finishing;
  leave();
}

/** undefined: the report is broken, and only the least was said. */
function tryToReport<E extends End>(step: Step<E>, getEnd: () => E, failure: Failure | undefined): E | undefined {
  try {
    return step.report(getEnd());
  } catch (error) {
    step.reportBare(failure ?? describeBug(error));
    return undefined;
  }
}

function describeBug(error: unknown): Failure {
  return brokenOff(error instanceof Error ? { name: error.name, place: findPlace(error) } : undefined);
}

// Never the message: it may contain what somebody sent.
function findPlace(error: Error): string | undefined {
  const place = /\(?([\w.-]+\.(?:js|ts)):(\d+):(\d+)\)?$/m.exec(error.stack ?? '');
  return place === null ? undefined : `${place[1] ?? ''}:${place[2] ?? ''}:${place[3] ?? ''}`;
}
