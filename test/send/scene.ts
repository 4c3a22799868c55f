import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Ending } from '../../src/judgement/ending.ts';
import { untilVerdict } from '../../src/judgement/judging-step.ts';
import { Ledger } from '../../src/judgement/ledger.ts';
import { readInputs } from '../../src/send/inputs.ts';
import { sendAndJudge } from '../../src/send/main.ts';
import { Shipment } from '../../src/send/shipment.ts';
import { createLog } from '../../src/step/log.ts';
import { Secrets } from '../../src/step/secrets/secrets.ts';
import type { NomadServer } from '../nomad-server/server.ts';
import type { SimulatedClock } from '../simulated-clock.ts';

export const good = '{ "data": { "m_def": "nomad.datamodel.metainfo.eln.ElnBaseSection", "name": "a" } }';

/** A workspace with these files, which is removed with the block. */
export function workspaceOf(files: Readonly<Record<string, string | Uint8Array>>): Disposable & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return {
    folder,
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Sent {
  readonly ending: Ending;
  /** `success`, or the failure-reason. */
  readonly verdict: string;
  readonly shipment: Shipment;
}

/** What the step does between its inputs and its report. */
export async function send(
  server: Pick<NomadServer, 'api'>,
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  clock: SimulatedClock,
  signal: AbortSignal = new AbortController().signal,
): Promise<Sent> {
  const ledger = new Ledger(() => undefined);
  const shipment = new Shipment();
  const secrets = new Secrets(() => undefined);
  const given = Object.entries({ 'nomad-url': server.api, path: '.', 'link-commit': 'never', ...inputs });
  const environment = {
    GITHUB_WORKSPACE: workspace,
    ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  const read = readInputs(environment, secrets);
  const ending = read.ok
    ? await untilVerdict(ledger, () =>
        sendAndJudge(read.inputs, shipment, ledger, environment, { secrets, clock, signal, log: createLog(), maxEntries: 200 }),
      )
    : ledger.ending(read.failure);
  return { ending, verdict: ending.failure?.reason ?? 'success', shipment };
}

/** Path and size of what an upload holds. */
export function storedIn(server: NomadServer, id: string): Record<string, number> {
  return Object.fromEntries(server.files(id).map(({ path, size }) => [path, size]));
}
