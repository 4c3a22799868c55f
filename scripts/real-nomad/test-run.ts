import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../../test/contract/client.ts';
import type { Version } from '../../test/nomad-server/server.ts';
import { dataOf } from './folders.ts';
import { ada, admin, bob, nina, type User } from './users.ts';
import { apiOf } from './versions.ts';

/** Tests that have asked the real NOMAD; those of the embedded ones, which run along, are not counted. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly exitCode: number;
}

function loginOf({ username, password }: User, who = ''): Record<string, string> {
  return { [`NOMAD_CONTRACT_${who}USERNAME`]: username, [`NOMAD_CONTRACT_${who}PASSWORD`]: password };
}

function environmentOf(version: Version): Record<string, string> {
  const logins = { ...loginOf(ada), ...loginOf(bob, 'OTHER_'), ...loginOf(nina, 'INCOMPLETE_'), ...loginOf(admin, 'ADMIN_') };
  return { NOMAD_CONTRACT_URL: apiOf(version), NOMAD_CONTRACT_VERSION: version, ...logins };
}

function listAt(value: unknown, field: string): unknown[] {
  const list = at(value, field);
  return Array.isArray(list) ? list : [];
}

/** From Vitest's report in JSON: every test of a NOMAD names it by its address. */
function statusesIn(path: string, api: string): unknown[] {
  const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return listAt(report, 'testResults')
    .flatMap((file) => listAt(file, 'assertionResults'))
    .filter((test) => String(at(test, 'fullName')).includes(api))
    .map((test) => at(test, 'status'));
}

/** Contract and end-to-end tests against the NOMAD that runs. */
export async function testReal(version: Version, interrupted: AbortSignal): Promise<Tally> {
  const path = join(dataOf(version), 'tests.json');
  rmSync(path, { force: true });
  const vitest = join(import.meta.dirname, '..', '..', 'node_modules', 'vitest', 'vitest.mjs');
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'real', ...reports], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { ...process.env, ...environmentOf(version) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  interrupted.addEventListener('abort', () => child.kill());
  await once(child, 'exit');
  const exitCode = child.exitCode ?? 1;
  const statuses = statusesIn(path, apiOf(version));
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  return { passed, failed, skipped: statuses.length - passed - failed, exitCode };
}
