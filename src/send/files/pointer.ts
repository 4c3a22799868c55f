import { closeSync, constants, openSync, readSync } from 'node:fs';

const maxPointer = 1024;

/** Whether a small file only stands for the content, which was not checked out: the words of a sentence. */
export function isPointer(source: string, size: number): 'a Git LFS pointer' | 'a git-annex pointer' | undefined {
  if (size === 0 || size >= maxPointer) return undefined;
  const text = readBeginning(source);
  if (/^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n/.test(text)) return 'a Git LFS pointer';
  return text.startsWith('/annex/objects/') ? 'a git-annex pointer' : undefined;
}

/** '' where it can't be read: that shows when it is sent. */
function readBeginning(source: string): string {
  try {
    // A pipe that has taken the file's place must not keep the step waiting.
    const file = openSync(source, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const buffer = Buffer.alloc(maxPointer);
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, maxPointer, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
