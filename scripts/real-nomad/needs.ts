import { spawnSync } from 'node:child_process';
import type { Release } from './versions.ts';
import { Problem } from './problem.ts';

function answerOf(command: string, ...args: string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout + stderr : undefined;
}

/** NOMAD's pins have no wheels for other ones. */
const pythons = ['python3.11', 'python3.10', 'python3'];

export function findPython(): string | undefined {
  return pythons.find((name) => /^Python 3\.1[01]\./.test(answerOf(name, '--version') ?? ''));
}

function hasJava(): boolean {
  return Number(/^javac (\d+)/.exec(answerOf('javac', '-version') ?? '')?.[1]) >= 17;
}

function isInstalled(name: string): boolean {
  return answerOf('dpkg-query', '--show', '--showformat=${db:Status-Status}', name) === 'installed';
}

/** Says everything that is missing at once. */
export function checkNeeds({ version, debian }: Release): void {
  const missing: string[] = [];
  if (process.platform !== 'linux' || answerOf('dpkg', '--version') === undefined)
    missing.push('Debian, or a system made from it');
  if (findPython() === undefined) missing.push('Python 3.10 or 3.11, with venv (python3-venv)');
  if (!hasJava()) missing.push('a JDK of version 17 or later (openjdk-17-jdk-headless)');
  if (answerOf('mvn', '--version') === undefined) missing.push('Maven (maven)');
  const packages = debian.filter((name) => !isInstalled(name));
  if (packages.length > 0) missing.push(`the Debian packages ${packages.join(' and ')}`);
  if (missing.length > 0) throw new Problem(`NOMAD ${version} needs what this machine lacks:\n- ${missing.join('\n- ')}`);
}
