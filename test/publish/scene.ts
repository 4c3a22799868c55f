import { NoVerdictError } from '../../src/core/errors.ts';
import type { Ending } from '../../src/judgement/ending.ts';
import { untilVerdict } from '../../src/judgement/judging-step.ts';
import { Ledger } from '../../src/judgement/ledger.ts';
import { readInputs } from '../../src/publish/inputs.ts';
import { judgeAndPublish } from '../../src/publish/main.ts';
import type { Publication } from '../../src/publish/publication.ts';
import { cancelled } from '../../src/step/messages/step.ts';
import { createLog } from '../../src/step/log.ts';
import { Secrets } from '../../src/step/secrets/secrets.ts';
import type { NomadServer } from '../nomad-server/server.ts';
import type { SimulatedClock } from '../simulated-clock.ts';

export interface Published {
  readonly ending: Ending;
  /** `success`, or the failure-reason. */
  readonly verdict: string;
  readonly newly: boolean | undefined;
}

/** What the step does between its inputs and its report. */
export async function publish(
  server: Pick<NomadServer, 'api'>,
  inputs: Readonly<Record<string, string>>,
  clock: SimulatedClock,
  signal: AbortSignal = new AbortController().signal,
): Promise<Published> {
  const ledger = new Ledger(() => undefined);
  const publication: Publication = { newly: false };
  const secrets = new Secrets(() => undefined);
  const given = Object.entries({ 'nomad-url': server.api, 'embargo-months': '0', ...inputs });
  const read = readInputs(Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])), secrets);
  const ending = read.ok
    ? await untilVerdict(ledger, () =>
        judgeAndPublish(read.inputs, publication, ledger, { secrets, clock, signal, log: createLog(), maxEntries: 200 }),
      )
    : ledger.ending(read.failure);
  return { ending, verdict: ending.failure?.reason ?? 'success', newly: publication.newly };
}

/** A job that can be cancelled. */
export function cancelling(): { signal: AbortSignal; cancel: () => void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    cancel: () => {
      controller.abort(new NoVerdictError(cancelled));
    },
  };
}
