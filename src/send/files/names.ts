import type { UnsafeFile } from '../messages/files.ts';

// File systems that do not tell cases apart would open .GIT as .git.
export function isGit(name: string): boolean {
  return name.toLowerCase() === '.git';
}

export function isHidden(name: string): boolean {
  return name.startsWith('.');
}

/** Why a path can't be sent; undefined: it can. `names`: those of all folders on the way, and its own. */
export function problemOfNames(names: readonly string[]): UnsafeFile['why'] | undefined {
  if (names.some((name) => name.includes('\\'))) return 'its path has a backslash';
  return names.some((name) => /[\p{Cc}]/u.test(name)) ? 'its path has a control character' : undefined;
}

/** The path in the upload; undefined: it is not below files-root. */
export function pathBelow(names: readonly string[], root: readonly string[] | undefined): string | undefined {
  if (root?.every((name, i) => names[i] === name) !== true) return undefined;
  return names.slice(root.length).join('/');
}
