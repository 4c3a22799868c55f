import { join } from 'node:path';
import type { Version } from '../../test/nomad-server/server.ts';

/** Ignored by git: what is installed, and what runs. */
const ground = join(import.meta.dirname, '..', '..', '.nomad');

/** Python and its packages. */
export function venvOf(version: Version): string {
  return join(ground, version, 'venv');
}

export type JavaProgram = 'mongo' | 'elastic';

export function jarsOf(program: JavaProgram): string {
  return join(ground, 'java', program);
}

export function sourceOf(...path: string[]): string {
  return join(import.meta.dirname, ...path);
}

/** Current directory of the services, with all that they keep: made anew with each start. */
export function dataOf(version: Version): string {
  return join(ground, version, 'data');
}

export function logOf(version: Version, service: string): string {
  return join(ground, version, 'log', `${service}.log`);
}

export function pidsOf(version: Version): string {
  return join(ground, version, 'processes.json');
}

/** The same for a person: short, from the root of the project. */
export function shown(path: string): string {
  return path.replace(join(ground, '..', '/'), '');
}
