import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Version } from '../../test/nomad-server/server.ts';
import { prepareRabbit } from './1.3/rabbitmq.ts';
import { configurationOf } from './configuration.ts';
import { dataOf, logOf, shown } from './folders.ts';
import { install } from './install.ts';
import { takenPorts } from './ports.ts';
import { Problem } from './problem.ts';
import { endAll, isAlive, launch, processesOf } from './processes.ts';
import { say } from './say.ts';
import { type Service, servicesOf } from './services.ts';
import { releaseOf } from './versions.ts';

/** Plenty: the first start on a busy machine compiles all of Python's files. */
const patience = 300;

function prepareData(version: Version): void {
  rmSync(dataOf(version), { recursive: true, force: true });
  mkdirSync(dataOf(version), { recursive: true });
  writeFileSync(join(dataOf(version), 'nomad.yaml'), configurationOf(version));
  if (version === '1.3') prepareRabbit(version);
}

function failed(version: Version, { name }: Service, what: string): Problem {
  const path = logOf(version, name);
  const end = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
  return new Problem(`${name} ${what}. The end of ${shown(path)}:\n${end}`);
}

async function bringUp(version: Version, service: Service, interrupted: AbortSignal): Promise<void> {
  const started = launch(version, service);
  const deadline = performance.now() + patience * 1000;
  while (!(await service.isReady())) {
    if (interrupted.aborted) throw new Problem('Interrupted.');
    if (!isAlive(started)) throw failed(version, service, 'has ended by itself');
    if (performance.now() > deadline) throw failed(version, service, `is not ready after ${patience} s`);
    await sleep(300);
  }
  say(`${service.name} is ready`);
}

/** Installs what is missing and starts an empty NOMAD. Nothing of it is left when that fails. */
export async function startNomad(version: Version, interrupted: AbortSignal): Promise<void> {
  install(releaseOf(version));
  if (processesOf(version).some(isAlive)) throw new Problem(`NOMAD ${version} runs already, or half of it: stop it first.`);
  const taken = await takenPorts(version);
  if (taken.length > 0) throw new Problem(`Another program has the ports ${taken.join(', ')}, which NOMAD ${version} needs.`);
  prepareData(version);
  try {
    for (const service of servicesOf(version)) await bringUp(version, service, interrupted);
  } catch (error) {
    await endAll(version);
    throw error;
  }
}
