import { check } from '../../src/check.ts';
import { readInputs } from '../../src/inputs.ts';
import { Ledger } from '../../src/ledger.ts';
import { Secrets } from '../../src/report/secrets.ts';
import { startNomadServer } from '../../test/nomad-server/server.ts';
import { SimulatedClock } from '../../test/simulated-clock.ts';

/** How a check by name with a password went, whose upload ends after so many seconds. */
export interface Waited {
  readonly seconds: number;
  readonly requests: number;
  /** Seconds from the end of the processing to the verdict. */
  readonly lag: number;
}

// In a process of its own, because the log of the checks goes to standard output.
if (import.meta.main) {
  process.once('message', (times: readonly number[]) => {
    void Promise.all(times.map(waitFor)).then((waited) => process.send?.(waited));
  });
}

/** The real loop, with a clock on which pauses cost nothing and answers take no time. */
async function waitFor(seconds: number): Promise<Waited> {
  const clock = new SimulatedClock();
  const nomad = await startNomadServer({ now: () => clock.now() });
  try {
    const id = nomad.add({ name: 'a', status: 'RUNNING' });
    nomad.intercept(() => {
      if (clock.elapsed >= seconds * 1000) nomad.change(id, { status: 'SUCCESS', completedAt: new Date(clock.now()) });
      return undefined;
    });
    const secrets = new Secrets(() => undefined);
    const environment = {
      'INPUT_NOMAD-URL': nomad.api,
      'INPUT_UPLOAD-NAME': 'a',
      INPUT_USERNAME: 'ada',
      INPUT_PASSWORD: 'ada-password',
      INPUT_TIMEOUT: '2h',
    };
    const read = readInputs(environment, secrets, clock.now());
    if (!read.ok) throw new Error(read.failure.message);
    const ledger = new Ledger(() => undefined);
    await check(read.inputs, ledger, { secrets, clock, signal: new AbortController().signal });
    const { failure } = ledger.ending();
    if (failure !== undefined) throw new Error(failure.message);
    return { seconds, requests: nomad.requests.length, lag: clock.elapsed / 1000 - seconds };
  } finally {
    await nomad.close();
  }
}
