import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { selectFiles } from '../../../src/send/files/select.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { failureOf, pathsOf, select, selectionOf, treesIn } from './tree.ts';

const tree = treesIn(scratchFolder('select'));

const data = { 'data/a.csv': '1', 'data/b.txt': '22', 'data/sub/c.csv': '333', 'other/d.csv': '4444', 'e.csv': '' };

describe('the lines of path', () => {
  it.each<[lines: string[], paths: string[]]>([
    [['data'], ['data/a.csv', 'data/b.txt', 'data/sub/c.csv']],
    [['data/'], ['data/a.csv', 'data/b.txt', 'data/sub/c.csv']],
    [['./data//sub'], ['data/sub/c.csv']],
    [['.'], ['data/a.csv', 'data/b.txt', 'data/sub/c.csv', 'e.csv', 'other/d.csv']],
    [
      ['e.csv', 'data/a.csv'],
      ['data/a.csv', 'e.csv'],
    ],
    [['*.csv'], ['e.csv']],
    [['**/*.csv'], ['data/a.csv', 'data/sub/c.csv', 'e.csv', 'other/d.csv']],
    [['*/'], ['data/a.csv', 'data/b.txt', 'data/sub/c.csv', 'other/d.csv']],
    [['data', '!**/*.csv'], ['data/b.txt']],
    [
      ['data', '!data/sub'],
      ['data/a.csv', 'data/b.txt'],
    ],
    [['data', '!data', 'data/sub/c.csv'], ['data/sub/c.csv']],
    [
      ['!data/a.csv', 'data'],
      ['data/a.csv', 'data/b.txt', 'data/sub/c.csv'],
    ],
  ])('%j', async (lines, paths) => {
    expect(pathsOf(await select(tree(data), lines))).toEqual(paths);
  });

  it('give size and sum', async () => {
    const { files, bytes } = selectionOf(await select(tree(data), ['**/*.csv']));
    expect(files.map(({ size }) => size)).toEqual([1, 3, 0, 4]);
    expect(bytes).toBe(8);
  });

  it('are named where they match nothing, and only there', async () => {
    const lines = ['data', 'date', '!**/*.log', '!data/sub', '!data/sub/c.csv', '.env', '*.dat'];
    const { unmatched } = selectionOf(await select(tree({ ...data, '.env': '' }), lines));
    expect(unmatched).toEqual(['date', '*.dat']);
    expect(selectionOf(await select(tree(data), ['data', '!**/*.log'])).unmatched).toEqual(['!**/*.log']);
  });

  it.each([
    ['../a', 'contains ".."'],
    ['data/../../a', 'contains ".."'],
    ['/etc/passwd', 'absolute path'],
    ['!/etc', 'absolute path'],
    ['!', 'nothing but "!"'],
  ])("%s can't be used", async (line, why) => {
    const { reason, message } = failureOf(await select(tree(data), ['data', line]));
    expect(reason).toBe('invalid-input');
    expect(message).toContain(why);
  });
});

describe('files-root', () => {
  it('becomes the top', async () => {
    expect(pathsOf(await select(tree(data), ['data/*.csv', 'data/sub'], { root: 'data' }))).toEqual(['a.csv', 'sub/c.csv']);
  });

  it('must contain all files', async () => {
    const failure = failureOf(await select(tree(data), ['**/*.csv'], { root: 'data' }));
    expect(failure.message).toMatch(/"(e|other\/d)\.csv" and "(e|other\/d)\.csv" lie outside/);
  });

  it.each(['nowhere', 'e.csv', '..', '/etc', 'out'])("can't be %s", async (root) => {
    const folder = tree({ ...data, out: { to: '/etc' } });
    const { reason, message } = failureOf(await select(folder, ['data'], { root }));
    expect(reason).toBe('invalid-input');
    expect(message).toContain(`files-root is "${root}"`);
  });

  it('may lie below RUNNER_TEMP, which then bounds the links', async () => {
    const temporary = tree({
      'out/a.csv': '1',
      'out/b/c.csv': '2',
      'git-credentials': 'secret',
      'out/link': { to: '../git-credentials' },
    });
    const [workspace, root] = [tree(data), join(temporary, 'out')];
    expect(pathsOf(await select(workspace, [`${root}/**/*.csv`], { temporary, root }))).toEqual(['a.csv', 'b/c.csv']);
    expect(failureOf(await select(workspace, [root], { temporary, root })).message).toContain(
      '"out/link" is a link that leads out',
    );
    expect(failureOf(await select(workspace, [root], { temporary })).message).toContain('set files-root as well');
    expect(failureOf(await select(workspace, [temporary], { temporary, root })).message).toContain('absolute path');
    expect(failureOf(await select(workspace, ['data', root], { temporary, root })).message).toContain('outside files-root');
  });
});

describe('hidden files', () => {
  const hidden = {
    ...{ 'data/a': '', 'data/.env': '', 'data/.cache/b': '', '.git/config': '', 'data/sub/.git': 'gitdir: x', 'data/.GIT/x': '' },
    ...{
      'data/config': { to: '../.git/config' },
      'data/all': { to: '..' },
      'data/env': { to: '.env' },
      'x/.git/config': '',
    },
    ...{ 'data/x': { to: '../x' }, 'x/y': '', 'data/deep': { to: '.cache' } },
  };

  it('are left out and counted, also behind links and where a line names them', async () => {
    const lines = ['data', 'data/.env', 'data/.cache/b', '!data/all'];
    const selected = selectionOf(await select(tree(hidden), lines));
    expect(selected.files.map(({ path }) => path)).toEqual(['data/a', 'data/x/y']);
    expect(selected.leftOut).toMatchObject({ hidden: 8, excluded: 1 });
  });

  it('are sent where that is asked for, without .git', async () => {
    const paths = pathsOf(await select(tree(hidden), ['data', '.git/config', '!data/all'], { includeHidden: true }));
    expect(paths).toEqual(['data/.cache/b', 'data/.env', 'data/a', 'data/deep/b', 'data/env', 'data/x/y']);
  });

  it('alone are no files', async () => {
    const { reason, message, advice } = failureOf(await select(tree(hidden), ['data/.env', 'data/a', '!data/a']));
    expect(reason).toBe('no-files');
    expect(message).toContain('"data/.env" was left out because it is hidden. "data/a" was left out because it is excluded.');
    expect(advice).toContain('include-hidden-files');
  });
});

describe('links inside the workspace', () => {
  it('are followed to files and folders', async () => {
    const folder = tree({ ...data, 'links/f': { to: '../data/a.csv' }, 'links/g': { to: '../data/sub' } });
    const { files } = selectionOf(await select(folder, ['links']));
    expect(files.map(({ path, source }) => [path, source])).toEqual([
      ['links/f', join(folder, 'data/a.csv')],
      ['links/g/c.csv', join(folder, 'data/sub/c.csv')],
    ]);
  });

  it('may have a workspace that is reached through a link', async () => {
    const folder = tree({ 'real/data/a': '', 'real/data/b': { to: 'a' }, link: { to: 'real' } });
    expect(pathsOf(await select(join(folder, 'link'), ['data'], { root: 'data' }))).toEqual(['a', 'b']);
  });
});

describe('the work has bounds:', () => {
  it('it stops when it is cancelled', async () => {
    const folder = tree(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`d/${i}`, ''])));
    const inputs = { workspace: folder, lines: ['d'], temporary: undefined, root: undefined, includeHidden: false };
    const cancelled = new Error('cancelled');
    await expect(selectFiles(inputs, AbortSignal.abort(cancelled))).rejects.toBe(cancelled);
  });

  it('links that make many paths of a few folders do not hold it up', async () => {
    const levels = Array.from({ length: 25 }, (_, i) =>
      [`d/${i}/a`, `d/${i}/b`].map((path) => [path, { to: `../${i + 1}` }] as const),
    );
    const folder = tree(Object.fromEntries(levels.flat()));
    mkdirSync(join(folder, 'd/25'));
    expect(failureOf(await select(folder, ['d'])).message).toContain('to look at');
  });

  it('100,000 files are the most', async () => {
    const files = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`d/${i}`, '']));
    const links = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`links/${i}`, { to: '../d' }]));
    const folder = tree({ ...files, ...links });
    expect(pathsOf(await select(folder, ['links']))).toHaveLength(100_000);
    expect(failureOf(await select(folder, ['.'])).message).toContain('more than 100000 files');
  });
});
