import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Version } from '../../test/nomad-server/server.ts';
import { dataOf, logOf, pidsOf } from './folders.ts';
import type { Service } from './services.ts';

interface Process {
  readonly name: string;
  /** Also of the group of the process, which holds its children. */
  readonly pid: number;
  /** Of the process, in ticks since the boot: the id alone may be another process's by now. */
  readonly startedAt: string;
}

/** Undefined where no such process lives. */
function startOf(pid: number): string | undefined {
  try {
    // The name of the program comes before it, in parentheses, and may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

export function isAlive({ pid, startedAt }: Process): boolean {
  return startOf(pid) === startedAt;
}

function isProcess(value: unknown): value is Process {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'name' in value && typeof value.name === 'string' && 'pid' in value && Number.isInteger(value.pid) && 'startedAt' in value
  );
}

/** Those that a start has left, dead ones too. */
export function processesOf(version: Version): Process[] {
  if (!existsSync(pidsOf(version))) return [];
  const list: unknown = JSON.parse(readFileSync(pidsOf(version), 'utf8'));
  return Array.isArray(list) ? list.filter(isProcess) : [];
}

/** Goes on when this program has ended. */
export function launch(version: Version, { name, command: [file, ...args], env }: Service): Process {
  const path = logOf(version, name);
  mkdirSync(dirname(path), { recursive: true });
  const log = openSync(path, 'w');
  const child = spawn(file, args, {
    cwd: dataOf(version),
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  // A program that is not there is found out by its process, which never lives.
  child.on('error', () => undefined);
  child.unref();
  const pid = child.pid ?? 0;
  const started = { name, pid, startedAt: startOf(pid) ?? '' };
  writeFileSync(pidsOf(version), JSON.stringify([...processesOf(version), started], null, 1));
  return started;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // The group is gone: that is what was wanted.
  }
}

async function end(one: Process, seconds: number): Promise<void> {
  if (!isAlive(one)) return;
  signal(one.pid, 'SIGTERM');
  for (let waited = 0; waited < seconds && isAlive(one); waited += 0.2) await sleep(200);
  signal(one.pid, 'SIGKILL');
}

/** Ends them, the last one first; the names of those that lived. */
export async function endAll(version: Version): Promise<string[]> {
  const alive = processesOf(version).filter(isAlive).reverse();
  for (const one of alive) await end(one, 20);
  rmSync(pidsOf(version), { force: true });
  return alive.map(({ name }) => name);
}
