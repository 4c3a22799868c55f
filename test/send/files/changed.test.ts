import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SentFile } from '../../../src/send/files/collection.ts';
import { FilesChangedError } from '../../../src/send/files/open-file.ts';
import { filesInZip } from './unzip.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { filesOf, noise, pack, treesIn } from './tree.ts';

const scratch = scratchFolder('changed');
const tree = treesIn(scratch);
const mib = 1024 * 1024;

/** How the archive ends, when `meddle` is called after its first bytes have come. */
async function packAndMeddle(files: readonly SentFile[], meddle: () => void): Promise<unknown> {
  const archive = pack(files);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of archive) {
      if (chunks.length === 0) meddle();
      if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    }
    return filesInZip(Buffer.concat(chunks));
  } catch (error) {
    expect(filesInZip(Buffer.concat(chunks))).toBeUndefined();
    return error;
  }
}

describe('the archive is destroyed, and not ended,', () => {
  const items = { a: noise(mib).repeat(12), b: 'content' };

  it.each<[what: string, meddle: (folder: string) => void, path: string]>([
    [
      'a file grows while it is read',
      (folder) => {
        appendFileSync(join(folder, 'a'), 'x');
      },
      'a',
    ],
    [
      'a file shrinks while it is read',
      (folder) => {
        truncateSync(join(folder, 'a'), mib);
      },
      'a',
    ],
    [
      'a file changes and keeps its size',
      (folder) => {
        writeFileSync(join(folder, 'b'), 'CONTENT');
      },
      'b',
    ],
    [
      'a file gets its old time back',
      (folder) => {
        writeFileSync(join(folder, 'b'), 'CONTENT');
        utimesSync(join(folder, 'b'), 1e9, 1e9);
      },
      'b',
    ],
    [
      'a file goes',
      (folder) => {
        rmSync(join(folder, 'b'));
      },
      'b',
    ],
    [
      'a file is replaced',
      (folder) => {
        writeFileSync(join(folder, 'c'), 'content');
        renameSync(join(folder, 'c'), join(folder, 'b'));
      },
      'b',
    ],
    [
      'a file becomes a folder',
      (folder) => {
        rmSync(join(folder, 'b'));
        mkdirSync(join(folder, 'b'));
      },
      'b',
    ],
    [
      'a file becomes a pipe',
      (folder) => {
        rmSync(join(folder, 'b'));
        execFileSync('mkfifo', [join(folder, 'b')]);
      },
      'b',
    ],
    [
      'a file becomes a link',
      (folder) => {
        renameSync(join(folder, 'b'), join(folder, 'c'));
        symlinkSync('c', join(folder, 'b'));
      },
      'b',
    ],
  ])('when %s', async (_, meddle, path) => {
    const folder = tree(items);
    utimesSync(join(folder, 'b'), 1e9, 1e9);
    const files = await filesOf(folder);
    const error = await packAndMeddle(files, () => {
      meddle(folder);
    });
    expect(error).toBeInstanceOf(FilesChangedError);
    expect(error).toMatchObject({ path, failure: { reason: 'files-changed' } });
  });

  it('when a folder becomes a link that leads out', async () => {
    const [folder, outside] = [tree({ a: items.a, 'sub/b': 'content' }), tree({})];
    const files = await filesOf(folder);
    const error = await packAndMeddle(files, () => {
      renameSync(join(folder, 'sub'), join(outside, 'sub'));
      symlinkSync(join(outside, 'sub'), join(folder, 'sub'));
    });
    expect(error).toMatchObject({ path: 'sub/b' });
  });

  it('when it is cancelled in the middle, and closes its file', async () => {
    const files = await filesOf(tree(items));
    const abort = new AbortController();
    const archive = pack(files, abort.signal);
    const cancelled = new Error('cancelled');
    const reading = (async () => {
      for await (const chunk of archive) if (chunk !== undefined) abort.abort(cancelled);
    })();
    await expect(reading).rejects.toBe(cancelled);
    expect(await openFiles(scratch)).toEqual([]);
  });

  it('when nobody reads on, and closes its file', async () => {
    const archive = pack(await filesOf(tree(items)));
    await archive[Symbol.asyncIterator]().next();
    archive.destroy();
    expect(archive.destroyed).toBe(true);
    expect(await openFiles(scratch)).toEqual([]);
  });
});

/** The files below a folder that this process has open, as soon as there are none, or after a while. */
async function openFiles(folder: string): Promise<string[]> {
  let open: string[] = [];
  for (let i = 0; i < 1000; i++) {
    await new Promise((resolve) => setImmediate(resolve));
    open = readdirSync('/proc/self/fd')
      .flatMap((fd) => {
        try {
          return [readlinkSync(`/proc/self/fd/${fd}`)];
        } catch {
          return [];
        }
      })
      .filter((path) => path.startsWith(folder));
    if (open.length === 0) break;
  }
  return open;
}
