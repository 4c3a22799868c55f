import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { table } from './table.ts';

/** What a runner downloads, and what Node loads of it. */
export function bytes(): string {
  const kilobytes = (n: number): string => (n / 1000).toFixed(0);
  const rows = globSync('dist/*.js')
    .sort((a, b) => b.length - a.length)
    .map((file) => {
      const content = readFileSync(file);
      const always = basename(file) === 'index.js';
      const when = always ? 'always' : 'only for a check run or a comment';
      return [always ? 'dist/index.js' : 'dist/*.index.js', when, kilobytes(content.length), kilobytes(gzipSync(content).length)];
    });
  const archive = execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'], { maxBuffer: 1e9 });
  return table(
    ['', 'when', 'kB', 'kB compressed'],
    [...rows.toReversed(), ['the repository', 'download', '', kilobytes(archive.length)]],
  );
}
