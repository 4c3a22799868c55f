import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JavaProgram } from './folders.ts';
import { jarsOf, shown, sourceOf, venvOf } from './folders.ts';
import { checkNeeds, findPython } from './needs.ts';
import { Problem } from './problem.ts';
import { say } from './say.ts';
import type { Release } from './versions.ts';

function run(command: string, ...args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Problem(`This failed: ${[command, ...args].join(' ')}${error ? ` (${error.message})` : ''}`);
}

/** Installs into the folder unless that is done: what is wanted stands there in a file that is written last. */
function installInto(folder: string, wanted: string, install: () => void): void {
  const done = join(folder, 'installed.txt');
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return;
  say(`installs ${shown(folder)}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  install();
  writeFileSync(done, wanted);
}

function installPython({ version, packages }: Release): void {
  const venv = venvOf(version);
  const constraints = sourceOf(version, 'constraints.txt');
  installInto(venv, [...packages, readFileSync(constraints, 'utf8')].join('\n'), () => {
    run(findPython() ?? 'python3', '-m', 'venv', venv);
    run(join(venv, 'bin', 'pip'), 'install', '--quiet', '--disable-pip-version-check', '--constraint', constraints, ...packages);
  });
}

function installJava(program: JavaProgram): void {
  const folder = jarsOf(program);
  const pom = sourceOf('java', program, 'pom.xml');
  installInto(folder, readFileSync(pom, 'utf8'), () => {
    run('mvn', '--quiet', '--batch-mode', '--file', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`);
  });
}

export function install(release: Release): void {
  checkNeeds(release);
  installPython(release);
  installJava('mongo');
  installJava('elastic');
}
