import { realpathSync } from 'node:fs';
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
