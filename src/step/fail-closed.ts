import { brokenOff } from './messages/step.ts';
import type { Failure } from '../core/failure-reasons.ts';

/** How the process may end. */
interface Guard {
  /** Aborted when the job is cancelled or runs into its time limit. */
  readonly signal: AbortSignal;
  /** The step broke off, and that was reported: whatever is found out from here on must not be. */
  readonly broken: boolean;
  /** The verdict is out: from here on the process ends with it, whatever comes. Without a failure it is the one way to a green step. */
  decide(ending: { readonly failure: Failure | undefined }): void;
  /** Ends the process. */
  leave(): void;
}

// The runner kills 7.5 s after SIGINT.
const lastMoment = 4500;

/**
 * Makes the process red until decide() was called without a failure: exceptions nobody caught, an event loop that ran empty, signals. `whenBroken` reports
 * such an end synchronously, and may go on for a while where the process need not end at once; `cancellation` is the reason that `signal` gives.
 */
export function failClosed(
  cancellation: Error & { readonly failure: Failure },
  whenBroken: (failure: Failure) => Promise<void>,
): Guard {
  const cancelling = new AbortController();
  let verdict: 0 | 1 | undefined;
  let broken = false;
  process.exitCode = 1;

  function decide({ failure }: { readonly failure: Failure | undefined }): void {
    verdict ??= failure === undefined ? 0 : 1;
    process.exitCode = verdict;
  }

  async function breakOff(failure: Failure): Promise<void> {
    if (verdict !== undefined) return;
    decide({ failure });
    broken = true;
    await whenBroken(failure);
  }

  // What was written may still be on its way when standard output is a pipe.
  function leave(): void {
    process.stdout.write('', () => process.exit(verdict ?? 1));
  }

  process.on('uncaughtException', (error) => {
    void breakOff(defect(error)).finally(leave);
  });
  process.on('beforeExit', () => {
    void breakOff(defect(undefined)).finally(leave);
  });
  process.on('exit', () => {
    void breakOff(defect(undefined));
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      cancelling.abort(cancellation);
      setTimeout(() => {
        void breakOff(cancellation.failure);
        leave();
      }, lastMoment).unref();
    });
  }
  return {
    signal: cancelling.signal,
    get broken() {
      return broken;
    },
    decide,
    leave,
  };
}

function defect(error: unknown): Failure {
  return brokenOff(error instanceof Error ? { name: error.name, place: placeOf(error) } : undefined);
}

// Never the message: it may hold what somebody sent.
function placeOf(error: Error): string | undefined {
  const place = /\(?([\w.-]+\.(?:js|ts)):(\d+):(\d+)\)?$/m.exec(error.stack ?? '');
  return place === null ? undefined : `${place[1] ?? ''}:${place[2] ?? ''}:${place[3] ?? ''}`;
}
