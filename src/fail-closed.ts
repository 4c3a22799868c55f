import type { Failure } from './errors.ts';

/** How the process may end. */
export interface Guard {
  /** Aborted when the job is cancelled or runs into its time limit. */
  readonly signal: AbortSignal;
  /** The one way to a green step. */
  end(exitCode: 0 | 1): void;
}

// The runner kills 7.5 s after SIGINT.
const lastMoment = 4500;

/**
 * Makes the process red until end(0) was called: exceptions nobody caught, an event loop that ran empty, signals. `whenBroken` reports
 * such an end synchronously; `cancellation` is the reason that `signal` gives.
 */
export function failClosed(cancellation: Error & { readonly failure: Failure }, whenBroken: (failure: Failure) => void): Guard {
  const cancelling = new AbortController();
  let ended = false;
  process.exitCode = 1;

  function breakOff(failure: Failure): void {
    if (ended) return;
    ended = true;
    process.exitCode = 1;
    whenBroken(failure);
  }

  process.on('uncaughtException', (error) => {
    breakOff(defect(error));
    leave(1);
  });
  process.on('exit', () => {
    breakOff(defect(undefined));
  });
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      cancelling.abort(cancellation);
      setTimeout(() => {
        breakOff(cancellation.failure);
        leave(1);
      }, lastMoment).unref();
    });
  }

  return {
    signal: cancelling.signal,
    end: (exitCode) => {
      if (ended) return;
      ended = true;
      process.exitCode = exitCode;
      leave(exitCode);
    },
  };
}

// What was written may still be on its way when standard output is a pipe.
function leave(exitCode: 0 | 1): void {
  process.stdout.write('', () => process.exit(exitCode));
}

function defect(error: unknown): Failure {
  const what = error instanceof Error ? `${error.name} (${codeOf(error)})` : 'the event loop ran empty';
  return {
    reason: 'internal-error',
    message: `The action ended without a verdict, which is a defect of the action: ${what}.`,
    advice: 'Please report it with the log of this step, run with debug logging.',
  };
}

// Never the message: it may hold what somebody sent.
function codeOf(error: Error): string {
  const place = /\(?([\w.-]+\.(?:js|ts)):(\d+):(\d+)\)?$/m.exec(error.stack ?? '');
  return place === null ? 'place unknown' : `${place[1] ?? ''}:${place[2] ?? ''}:${place[3] ?? ''}`;
}
