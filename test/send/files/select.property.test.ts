import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesInZip } from './unzip.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { pack, pathsOf, select, treesIn, type TreeItems } from './tree.ts';

const tree = treesIn(scratchFolder('properties'));

const name = fc.constantFrom('a', 'b', '.h', '.git', 'c.csv');
// No file is called as a folder is, so that every tree can be made.
const folders = fc.array(
  name.map((n) => `${n}d`.replace('.gitd', '.git')),
  { maxLength: 3 },
);
const path = fc
  .tuple(
    folders,
    name.map((n) => `${n}f`),
  )
  .map(([above, file]) => [...above, file].join('/'));
const target = fc.oneof(
  fc.constantFrom('.', '..', '../..', '.git', 'ad', '../ad', 'af', '../bd', '.hd', '../.hd', 'nothing', '/etc/hostname', '/etc'),
  path,
);
const items: fc.Arbitrary<TreeItems> = fc
  .array(
    fc.tuple(
      path,
      fc.oneof({ weight: 6, arbitrary: fc.string({ maxLength: 20 }) }, { weight: 1, arbitrary: target.map((to) => ({ to })) }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((made): TreeItems => Object.fromEntries(made))
  .map((made) => ({ ...made, always: '' }));

/** All files that can be reached, without going around in circles. The oracle: it knows nothing of globs. */
function allFiles(folder: string, above: readonly string[] = [], prefix = ''): { path: string; real: string }[] {
  const real = realpathSync(folder);
  // What lies outside is unsafe where it is not hidden, and can be very much.
  const [top = real] = above;
  if (above.includes(real) || !`${real}/`.startsWith(`${top}/`)) return [];
  return readdirSync(folder).flatMap((item) => {
    const at = join(folder, item);
    const end = endOf(at);
    if (end === undefined) return [];
    if (statSync(end).isDirectory()) return allFiles(at, [...above, real], `${prefix}${item}/`);
    return [{ path: `${prefix}${item}`, real: end }];
  });
}

function endOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isHidden(way: string): boolean {
  return way.split('/').some((part) => part.startsWith('.'));
}

describe('of any tree', () => {
  it('exactly what is not hidden is sent, or it is a failure', async () => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(items, async (made) => {
        const folder = tree(made);
        const selected = await select(folder, ['.']);
        const all = allFiles(folder);
        const visible = all.filter((file) => !isHidden(file.path) && !isHidden(file.real.slice(folder.length + 1)));
        if (!selected.ok) {
          expect(['unsafe-files', 'no-files']).toContain(selected.failure.reason);
          expect(Object.values(made).some((item) => typeof item !== 'string')).toBe(true);
          return;
        }
        sent++;
        expect(pathsOf(selected)).toEqual(visible.map((file) => file.path).sort());
        expect(visible.every(({ real }) => real.startsWith(`${folder}/`))).toBe(true);
        if (Object.keys(made).some(isHidden)) expect(selected.selection.leftOut.hidden).toBeGreaterThan(0);
        const content = filesInZip(await buffer(pack(selected.selection.files)));
        expect(content).toEqual(
          selected.selection.files.map((file) => ({ path: file.path, content: readFileSync(join(folder, file.path), 'utf8') })),
        );
      }),
      { numRuns: 100 },
    );
    expect(sent).toBeGreaterThan(20);
  });

  it('no part of .git is sent, whatever the lines say', async () => {
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.array(fc.constantFrom('**', '.git', '.git/**', '*/.git', 'ad', '!bd', '*f', '**/*.csvf'), { minLength: 1 }),
        async (made, lines) => {
          const selected = await select(tree(made), lines, { includeHidden: true });
          if (!selected.ok) return;
          for (const file of selected.selection.files) expect(`${file.path}/${file.source}`.split('/')).not.toContain('.git');
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('of any lines', () => {
  // Bash knows the same globs, apart from ours for folders and exclusions.
  const part = fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]', 'a*', '*b', '**', '[a-c]?', 'ab');
  const glob = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const paths = ['a', 'b', 'c', 'ab', 'ba', 'é'].flatMap((x) => [
    `${x}f`,
    ...['a', 'b', 'ab'].flatMap((y) => [`${x}/${y}f`, `${x}/${y}/a`, `${x}/${y}/b`]),
  ]);

  it('the same is meant as in a shell', async () => {
    const folder = tree(Object.fromEntries(paths.map((at) => [at, ''])));
    const lines = fc.sample(glob, 200);
    const found =
      'for f in LINE; do if [ -d "$f" ]; then find "$f" -type f; elif [ -e "$f" ]; then echo "$f"; fi; done; echo; echo /';
    const script = ['shopt -s globstar nullglob', ...lines.map((line) => found.replace('LINE', line))].join('\n');
    const env = { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] };
    const answers = execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8', env }).split('\n/\n');
    for (const [i, line] of lines.entries()) {
      const expected = new Set(
        (answers[i] ?? '')
          .split('\n')
          .map((at) => at.replace(/\/+/g, '/'))
          .filter((at) => at !== '' && at !== '/'),
      );
      const selected = await select(folder, [line]);
      expect([line, selected.ok ? pathsOf(selected) : []]).toEqual([line, [...expected].sort()]);
    }
  });
});
