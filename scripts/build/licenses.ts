import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fields, isRecord } from '../../src/core/record.ts';
import { replacements } from './replacements.ts';

/** Writes the licences of the packages that are in the bundle. ncc itself keeps those of its last chunk only. `stats`: what ncc says is in it. */
export function writeLicenses(target: string, stats: string): void {
  const ours = replacements.filter(({ by }) => typeof by === 'string').map(({ file }) => file);
  const folders = modulesIn(JSON.parse(readFileSync(stats, 'utf8')))
    .filter((path) => !ours.some((file) => path.endsWith(`/node_modules/${file}`)))
    .flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
  const texts = [...new Set(folders)].sort().map(licenseOf);
  if (texts.length === 0) throw new Error('the bundle has no package');
  writeFileSync(join(target, 'licenses.txt'), texts.join('\n----\n\n'));
}

/** The paths of all modules that are in a chunk, with those that were joined into them. */
function modulesIn(stats: unknown): string[] {
  const modules = listIn(stats).filter(({ chunks }) => Array.isArray(chunks) && chunks.length > 0);
  return modules.flatMap((module) => [module, ...listIn(module)]).map(({ name }) => String(name));
}

function listIn(value: unknown): Fields[] {
  return isRecord(value) && Array.isArray(value['modules']) ? value['modules'].filter(isRecord) : [];
}

function licenseOf(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!isRecord(manifest) || file === undefined) throw new Error(`${folder} has no license`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return `${String(manifest['name'])} ${String(manifest['version'])}\n${String(manifest['license'])}\n\n${text}\n`;
}
