import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly version?: string;
  readonly license?: string;
}

function isLock(value: unknown): value is { readonly packages: Readonly<Record<string, Locked>> } {
  return typeof value === 'object' && value !== null && 'packages' in value;
}

/** Writes the licences of all packages that can be in the bundle, as package-lock.json names them. ncc keeps those of its last chunk only. */
export function writeLicenses(target: string): void {
  const lock: unknown = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  if (!isLock(lock)) throw new Error('package-lock.json has no packages');

  const texts = Object.entries(lock.packages)
    .filter(([path, { dev, link }]) => path.startsWith('node_modules/') && dev !== true && link !== true)
    .map(([path, { version = '', license = '' }]) => {
      const file = readdirSync(path).find((name) => /^licen[cs]e/i.test(name));
      const text = file === undefined ? '' : readFileSync(join(path, file), 'utf8').replaceAll('\r\n', '\n').trim();
      return `${path.replace(/^.*node_modules\//, '')} ${version}\n${license}\n\n${text}\n`;
    });
  writeFileSync(join(target, 'licenses.txt'), [...new Set(texts)].join('\n----\n\n'));
}
