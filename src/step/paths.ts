import { type BigIntStats, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

/** A path with all links resolved; undefined if it does not exist. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The same for a path that may not exist yet: links are resolved in the part that does. */
export function realPathToBe(path: string): string {
  return realPath(path) ?? (dirname(path) === path ? path : join(realPathToBe(dirname(path)), basename(path)));
}

/** Neither path may contain links. */
export function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/** Whether two paths lead to one file, by links of any kind or in letters of another case. */
export function isSameFile(a: string, b: string): boolean {
  if (realPathToBe(a) === realPathToBe(b)) return true;
  const [one, other] = [a, b].map(readStat);
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}

function readStat(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
