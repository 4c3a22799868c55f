import type { BigIntStats } from 'node:fs';

/** Differs when the file was changed, or replaced by another one. */
export function versionOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}
