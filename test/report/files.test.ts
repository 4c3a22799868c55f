import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../../src/report/files.ts';

const outside = realpathSync(mkdtempSync(join(tmpdir(), 'files-')));
const workspace = join(outside, 'workspace');

beforeAll(() => {
  mkdirSync(join(workspace, 'tests/data/..odd'), { recursive: true });
  mkdirSync(join(outside, 'workspace-2'));
  for (const file of [
    'workspace/top.yaml',
    'workspace/tests/data/a b#ä.yaml',
    'workspace/tests/data/..odd/x',
    'workspace-2/x',
    'secret',
  ])
    writeFileSync(join(outside, file), '');
  symlinkSync(join(outside, 'secret'), join(workspace, 'link-out'));
  symlinkSync(outside, join(workspace, 'folder-out'));
  symlinkSync(join(workspace, 'tests/data'), join(workspace, 'folder-in'));
  symlinkSync('nowhere', join(workspace, 'dangling'));
  symlinkSync(workspace, join(outside, 'workspace-by-link'));
});

afterAll(() => {
  rmSync(outside, { recursive: true });
});

function fileOf(mainfile: string, root = '.', top = workspace): string | undefined {
  const files = filesBelow(top, root);
  if (!files.ok) throw new Error(files.problem);
  return files.fileOf(mainfile);
}

describe('a mainfile is the file of the checkout', () => {
  it.each([
    ['top.yaml', '.', 'top.yaml'],
    ['tests/data/a b#ä.yaml', '.', 'tests/data/a b#ä.yaml'],
    ['a b#ä.yaml', 'tests/data', 'tests/data/a b#ä.yaml'],
    ['a b#ä.yaml', './tests//data/', 'tests/data/a b#ä.yaml'],
    ['..odd/x', 'tests/data', 'tests/data/..odd/x'],
    ['a b#ä.yaml', 'folder-in', 'tests/data/a b#ä.yaml'],
    ['folder-in/a b#ä.yaml', '.', 'tests/data/a b#ä.yaml'],
    ['../../top.yaml', 'tests/data', 'top.yaml'],
  ])('%s below %s', (mainfile, root, file) => {
    expect(fileOf(mainfile, root)).toBe(file);
  });

  it('also where the workspace itself is a link', () => {
    expect(fileOf('a b#ä.yaml', 'tests/data', join(outside, 'workspace-by-link'))).toBe('tests/data/a b#ä.yaml');
  });

  it('also where files-root is absolute and inside', () => {
    expect(fileOf('a b#ä.yaml', join(workspace, 'tests/data'))).toBe('tests/data/a b#ä.yaml');
  });
});

describe('no file of the checkout is', () => {
  it.each([
    ['one that is not there', 'gone.yaml'],
    ['a directory', 'tests'],
    ['the directory itself', ''],
    ['one outside', '../secret'],
    ['one in a sibling whose name begins alike', '../workspace-2/x'],
    ['an absolute path', join(outside, 'secret')],
    ['a link that leads out', 'link-out'],
    ['a file behind a link that leads out', 'folder-out/secret'],
    ['a link to nothing', 'dangling'],
    ['a file below a file', 'top.yaml/x'],
    ['a name that no file can have', 'a\0b'],
    ['a name that is too long', 'x'.repeat(5000)],
  ])('%s', (_, mainfile) => {
    expect(fileOf(mainfile)).toBeUndefined();
  });
});

describe('a files-root is refused, by its name, that is', () => {
  it.each([
    ['not there', 'gone'],
    ['outside', '..'],
    ['a sibling', '../workspace-2'],
    ['absolute and outside', tmpdir()],
    ['a link that leads out', 'folder-out'],
    ['a file', 'top.yaml'],
  ])('%s', (_, root) => {
    expect(filesBelow(workspace, root)).toEqual({
      ok: false,
      problem: `files-root is "${root}", which is no directory of the workspace: failed entries are not shown on files.`,
    });
  });
});
