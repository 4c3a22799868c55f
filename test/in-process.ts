import { readInputs } from '../src/check/inputs.ts';
import { Ledger } from '../src/judgement/ledger.ts';
import type { Ending } from '../src/judgement/ending.ts';
import { check } from '../src/check/main.ts';
import { untilVerdict } from '../src/judgement/judging-step.ts';
import { createLog } from '../src/step/log.ts';
import { Secrets } from '../src/step/secrets/secrets.ts';
import type { NomadServer } from './nomad-server/server.ts';
import type { SimulatedClock } from './simulated-clock.ts';

export interface Run {
  readonly ending: Ending;
  /** `success`, or the failure-reason. */
  readonly verdict: string;
  /** Virtual milliseconds that the check took. */
  readonly elapsed: number;
}

/** What the step does between its inputs and its report, with the inputs as the runner hands them over. */
export async function runCheck(
  server: Pick<NomadServer, 'api'>,
  inputs: Readonly<Record<string, string>>,
  clock: SimulatedClock,
  signal: AbortSignal = new AbortController().signal,
): Promise<Run> {
  const began = clock.now();
  const ledger = new Ledger(() => undefined);
  const ending = await endingOf(server, inputs, ledger, clock, signal);
  return { ending, verdict: ending.failure?.reason ?? 'success', elapsed: clock.now() - began };
}

async function endingOf(
  server: Pick<NomadServer, 'api'>,
  inputs: Readonly<Record<string, string>>,
  ledger: Ledger,
  clock: SimulatedClock,
  signal: AbortSignal,
): Promise<Ending> {
  const secrets = new Secrets(() => undefined);
  const given = Object.entries({ 'nomad-url': server.api, ...inputs });
  const environment = Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const read = readInputs(environment, secrets, clock.now());
  if (!read.ok) return ledger.ending(read.failure);
  return await untilVerdict(ledger, () =>
    check(read.inputs, ledger, { secrets, clock, signal, log: createLog(), maxEntries: 200 }),
  );
}
