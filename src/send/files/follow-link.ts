import { type Dirent, readlinkSync, realpathSync, statSync } from 'node:fs';
import { isInside } from '../../step/paths.ts';

export type LinkProblem = 'annex' | 'broken' | 'loop' | 'outside' | 'unreadable';

/** What is at the end of a path, with links followed. */
export interface End {
  readonly kind: 'file' | 'folder' | 'other';
  /** The path without links, where it leads anywhere. */
  readonly source: string;
  readonly problem: LinkProblem | undefined;
}

/** Finds out what a name in a folder stands for. The path to the folder may not contain links. */
export function findEnd(path: string, item: Pick<Dirent, keyof Kind>, bounds: string): End {
  return item.isSymbolicLink() ? followLink(path, bounds) : { kind: kindOf(item), source: path, problem: undefined };
}

interface Kind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function kindOf(item: Pick<Kind, 'isFile' | 'isDirectory'>): End['kind'] {
  return item.isFile() ? 'file' : item.isDirectory() ? 'folder' : 'other';
}

function followLink(path: string, bounds: string): End {
  try {
    // git-annex has the content behind such a link, if anywhere, and no part of .git is ever sent.
    if (/(^|[\\/])\.git[\\/]annex[\\/]objects[\\/]/.test(readlinkSync(path)))
      return { kind: 'file', source: path, problem: 'annex' };
    const source = realpathSync(path);
    return { kind: kindOf(statSync(source)), source, problem: isInside(source, bounds) ? undefined : 'outside' };
  } catch (error) {
    return { kind: 'file', source: path, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): LinkProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ELOOP') return 'loop';
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'broken' : 'unreadable';
}
