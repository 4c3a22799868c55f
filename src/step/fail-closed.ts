import { brokenOff } from './messages/step.ts';
import type { Failure } from '../core/failure-reasons.ts';

/** How the process may end. */
interface Guard {
  /** Aborted when the job is cancelled or reaches its time limit. */
  readonly signal: AbortSignal;
  /** The step broke off, and that has been reported: nothing else may be reported after it. */
  readonly broken: boolean;
  /** Fixes the verdict: whatever happens next, the process ends with it. Without a failure, this is the only way for the step to pass. */
  decide(ending: { readonly failure: Failure | undefined }): void;
  /** Ends the process. */
  leave(): void;
}

// The runner kills 7.5 s after SIGINT.
const lastMoment = 4500;

/**
 * Makes the process fail unless decide() is called without a failure: after uncaught exceptions, an empty event loop, or signals.
 * `whenBroken` reports such an end synchronously, and may continue for a while if the process need not end at once; `cancellation` is the
 * reason that `signal` gives.
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

  // If standard output is a pipe, what was written may still be on its way.
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

// Never the message: it may contain what somebody sent.
function placeOf(error: Error): string | undefined {
  const place = /\(?([\w.-]+\.(?:js|ts)):(\d+):(\d+)\)?$/m.exec(error.stack ?? '');
  return place === null ? undefined : `${place[1] ?? ''}:${place[2] ?? ''}:${place[3] ?? ''}`;
}
