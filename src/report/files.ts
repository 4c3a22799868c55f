import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { FileOf } from './annotations.ts';

export type FilesRoot = { readonly ok: true; readonly fileOf: FileOf } | { readonly ok: false; readonly problem: string };

/** Finds the files of an upload in the checkout, below `root`; only inside the workspace, after links are resolved. */
export function filesBelow(workspace: string, root: string): FilesRoot {
  const top = real(workspace);
  const base = real(resolve(workspace, root));
  if (top === undefined || base === undefined || !isInside(base, top) || !isDirectory(base)) {
    return {
      ok: false,
      problem: `files-root is "${root}", which is no directory of the workspace: failed entries are not shown on files.`,
    };
  }
  return {
    ok: true,
    fileOf: (mainfile) => {
      const path = real(resolve(base, mainfile));
      if (path === undefined || !isInside(path, top) || !isFile(path)) return undefined;
      return relative(top, path).split(sep).join('/');
    },
  };
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}
