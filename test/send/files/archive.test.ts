import { execFileSync } from 'node:child_process';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { packFiles } from '../../../src/send/files/archive.ts';
import { filesInZip } from './unzip.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { filesOf, noise, pack, treesIn } from './tree.ts';

const scratch = scratchFolder('archive');
const tree = treesIn(scratch);
const mib = 1024 * 1024;

describe('the archive', () => {
  const items = {
    'a.txt': 'text '.repeat(100_000),
    empty: '',
    'sub/noise': noise(mib),
    'sub/Übung 😀 #%;?.csv': 'ü',
    'z/u\u0308': 'NFD',
  };

  it('holds the files as they are, and those that are made here', async () => {
    const files = await filesOf(tree(items));
    const progress: number[] = [];
    const archive = packFiles(
      files,
      [{ path: 'nomad.json', content: '{"comment":"ü"}' }],
      (n) => progress.push(n),
      new AbortController().signal,
    );
    const content = filesInZip(await buffer(archive));
    const expected = [...Object.entries(items), ['nomad.json', '{"comment":"ü"}']].map(([path, text]) => ({
      path,
      content: text,
    }));
    expect(content).toEqual(expected);
    expect(progress.at(-1)).toBe(files.reduce((sum, { size }) => sum + size, 0));
  });

  it('is one for other programs, too: names, checksums, times', async () => {
    const folder = tree(items);
    utimesSync(join(folder, 'a.txt'), 1e9, 1e9);
    const file = join(scratch, 'archive.zip');
    writeFileSync(file, await buffer(pack(await filesOf(folder))));
    execFileSync('unzip', ['-tq', file]);
    const unpacked = join(scratch, 'unpacked');
    execFileSync('unzip', ['-q', file, '-d', unpacked]);
    for (const [path, content] of Object.entries(items)) expect(readFileSync(join(unpacked, path), 'utf8')).toBe(content);
    expect(execFileSync('stat', ['-c', '%Y', join(unpacked, 'a.txt')], { encoding: 'utf8' })).toBe('1000000000\n');
  });

  it('compresses what gets smaller, and only that', async () => {
    const size = async (content: string): Promise<number> => (await buffer(pack(await filesOf(tree({ a: content }))))).length;
    expect(await size('text '.repeat(100_000))).toBeLessThan(10_000);
    const random = execFileSync('head', ['-c', String(mib), '/dev/urandom'], { encoding: 'latin1' });
    const bytes = Buffer.from(random, 'latin1');
    const folder = tree({ a: '' });
    writeFileSync(join(folder, 'a'), bytes);
    const archive = await buffer(pack(await filesOf(folder)));
    expect(archive.includes(bytes)).toBe(true);
  });

  it('makes no more than is read', async () => {
    const folder = tree({ a: '' });
    writeFileSync(join(folder, 'a'), execFileSync('head', ['-c', String(64 * mib), '/dev/urandom'], { maxBuffer: 100 * mib }));
    let bytes = 0;
    const archive = packFiles(await filesOf(folder), [], (n) => (bytes = n), new AbortController().signal);
    const iterator = archive[Symbol.asyncIterator]();
    await iterator.next();
    for (let before = -1; before !== bytes;) {
      before = bytes;
      for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(bytes).toBeLessThan(8 * mib);
    archive.destroy();
  });
});
