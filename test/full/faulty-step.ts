import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { partOf } from '../check/fault-parts.ts';
import { type Inputs, root } from '../e2e/step.ts';
import type { Fault, LoggedRequest, NomadServer } from '../nomad-server/server.ts';
import { type StepRun, runStep } from '../runner/runner.ts';
import { scratchFolder } from '../scratch-folder.ts';
import type { Case } from './fault-cases.ts';

/** A NOMAD whose answers can be spoiled: the embedded one, or what stands in front of a real one. */
export interface Spoilable extends Pick<NomadServer, 'api'> {
  intercept(rule: (request: LoggedRequest) => Fault | undefined): void;
}

export interface FaultyStep extends StepRun {
  /** How many requests met the fault. */
  readonly hits: number;
  /** Milliseconds from the first fault to the end of the process. */
  readonly afterFault: number;
}

/** A copy: these tests take minutes, and a build in the meantime must not change what they look at. */
const dist = scratchFolder('dist');
beforeAll(() => {
  cpSync(join(root, 'dist'), dist, { recursive: true });
});

/** Runs the packaged action with one case's fault at its requests. */
export async function runFaulty(
  nomad: Spoilable,
  one: Pick<Case, 'fault' | 'part' | 'often'>,
  inputs: Inputs,
): Promise<FaultyStep> {
  const times = one.often === 'once' ? 1 : Infinity;
  let looked = false;
  let hits = 0;
  let first = NaN;
  nomad.intercept((request) => {
    const part = partOf(request, looked);
    if (part !== one.part || hits >= times) {
      looked ||= part === 'first look';
      return undefined;
    }
    hits += 1;
    if (hits === 1) first = performance.now();
    return one.fault;
  });
  const run = await runStep({
    main: join(dist, 'check', 'index.js'),
    action: join(root, 'action.yml'),
    inputs: { 'nomad-url': nomad.api, ...inputs },
    secrets: [inputs['password'] ?? ''].filter((secret) => secret !== ''),
  });
  return { ...run, hits, afterFault: performance.now() - first };
}
