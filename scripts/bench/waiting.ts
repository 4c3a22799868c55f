import { runCheck } from '../../test/in-process.ts';
import { type NomadServer, startNomadServer } from '../../test/nomad-server/server.ts';
import { password } from '../../test/nomad-server/users.ts';
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
    addUploadThatTakes(seconds, nomad, clock);
    const { verdict, elapsed } = await runCheck(nomad, { 'upload-name': 'a', timeout: '2h', ...password }, clock);
    if (verdict !== 'success') throw new Error(`The check ended ${verdict}.`);
    return { seconds, requests: nomad.requests.length, lag: elapsed / 1000 - seconds };
  } finally {
    await nomad.close();
  }
}

/** An upload "a" whose processing takes so many seconds of the clock, from now on. */
function addUploadThatTakes(seconds: number, nomad: NomadServer, clock: SimulatedClock): void {
  const id = nomad.add({ name: 'a', status: 'RUNNING' });
  const end = clock.now() + seconds * 1000;
  nomad.intercept(() => {
    if (clock.now() >= end) nomad.change(id, { status: 'SUCCESS', completedAt: new Date(clock.now()) });
    return undefined;
  });
}
