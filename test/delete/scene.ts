import { readInputs } from '../../src/delete/inputs.ts';
import { work } from '../../src/delete/main.ts';
import { type End, Tally } from '../../src/delete/tally.ts';
import { createLog } from '../../src/step/log.ts';
import { Secrets } from '../../src/step/secrets/secrets.ts';
import type { NomadServer } from '../nomad-server/server.ts';
import type { SimulatedClock } from '../simulated-clock.ts';

export type Deleted = End & {
  /** `success`, or the failure-reason. */
  readonly verdict: string;
};

/** What the step does between its inputs and its report. */
export async function runDelete(
  server: Pick<NomadServer, 'api'>,
  inputs: Readonly<Record<string, string>>,
  clock: SimulatedClock,
): Promise<Deleted> {
  const secrets = new Secrets(() => undefined);
  const given = Object.entries({ 'nomad-url': server.api, ...inputs });
  const read = readInputs(Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])), secrets);
  const tally = new Tally(() => undefined);
  const { signal } = new AbortController();
  const end = read.ok ? await work(read.inputs, tally, { secrets, signal, log: createLog(), clock }) : tally.end(read.failure);
  return { ...end, verdict: end.failure?.reason ?? 'success' };
}
