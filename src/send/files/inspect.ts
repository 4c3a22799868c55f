import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** By which a file is known again: what is read later must be what was listed. */
export interface Identity {
  readonly size: number;
  /** Nanoseconds since 1970, as fine as the file system has it. */
  readonly changedAt: bigint;
  readonly inode: bigint;
}

export type Inspected =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly problem: 'unreadable' | 'special' | 'lfs' | 'annex' };

/** Opens what was a file when it was listed, and waits for nothing if it has become a pipe. Follows no link. */
export const openFlags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** The time of change, not of modification: programs can set the latter. */
export function identify({ size, ctimeNs, ino }: BigIntStats): Identity {
  return { size: Number(size), changedAt: ctimeNs, inode: ino };
}

/** Looks whether a file can be read, and is not the stand-in for one that is somewhere else. */
export function inspectFile(source: string): Inspected {
  try {
    const file = openSync(source, openFlags);
    try {
      const stats = fstatSync(file, { bigint: true });
      if (!stats.isFile()) return { ok: false, problem: 'special' };
      const identity = identify(stats);
      const problem = findPointer(file, identity.size);
      return problem === undefined ? { ok: true, identity } : { ok: false, problem };
    } finally {
      closeSync(file);
    }
  } catch {
    return { ok: false, problem: 'unreadable' };
  }
}

// git-lfs and git-annex take no larger file for a pointer.
const largestLfsPointer = 1023;
const largestAnnexPointer = 32 * 1024;
const lfsPointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1(\r?\n|$)/;

function findPointer(file: number, size: number): 'lfs' | 'annex' | undefined {
  if (size > largestAnnexPointer) return undefined;
  const start = Buffer.alloc(64);
  const text = start.toString('latin1', 0, readSync(file, start));
  if (size <= largestLfsPointer && lfsPointer.test(text)) return 'lfs';
  return text.startsWith('/annex/objects/') ? 'annex' : undefined;
}
