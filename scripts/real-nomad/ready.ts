import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Version } from '../../test/nomad-server/server.ts';
import { logOf, venvOf } from './folders.ts';
import { portOf } from './ports.ts';
import { host } from './versions.ts';

export async function responds(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

/** Whether the worker listens to its queue: the one of 1.3 lists its tasks then, the one of 2.0 has to be asked for at the queue. */
export function isWorking(version: Version): Promise<boolean> {
  if (version === '1.3') return Promise.resolve(/^\[tasks\]$/m.test(readFileSync(logOf(version, 'worker'), 'utf8')));
  const queue = ['--task-queue', 'nomad-internal-workflows-task-queue', '--address', `${host}:${portOf(version, 'queue')}`];
  const temporal = join(venvOf(version), 'bin', 'temporal');
  const { stdout } = spawnSync(temporal, ['task-queue', 'describe', ...queue, '-o', 'json'], { encoding: 'utf8' });
  return Promise.resolve(stdout.includes('"identity"'));
}
