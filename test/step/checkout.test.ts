import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, pagesOnGitHub } from '../../src/step/checkout.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { addressesOf, htmlOf, shownOf } from '../judgement/report/rendered.ts';

const outside = scratchFolder('files');
const workspace = join(outside, 'workspace');

const awkward = ['a b.yaml', 'a#b.yaml', 'a?b.yaml', 'a%20b.yaml', 'a(b).yaml', 'a)b(.yaml', 'a[b]&"<ä>`|.yaml', "it's!*.yaml"];

beforeAll(() => {
  mkdirSync(join(workspace, 'tests/data/..odd'), { recursive: true });
  mkdirSync(join(outside, 'workspace-2'));
  for (const file of [
    'workspace/top.yaml',
    'workspace/tests/data/a b#ä.yaml',
    'workspace/tests/data/..odd/x',
    'workspace/\ufffd.yaml',
    ...awkward.map((name) => `workspace/tests/data/${name}`),
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

function findFile(mainfile: string, root = '.', top = workspace): string | undefined {
  const files = filesBelow(top, root);
  if (!files.ok) throw new Error(files.problem);
  return files.findFile(mainfile);
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
  ])('%s below %s', (mainfile, root, file) => {
    expect(findFile(mainfile, root)).toBe(file);
  });

  it('also where the workspace itself is a link', () => {
    expect(findFile('a b#ä.yaml', 'tests/data', join(outside, 'workspace-by-link'))).toBe('tests/data/a b#ä.yaml');
  });

  it('also where files-root is absolute and inside', () => {
    expect(findFile('a b#ä.yaml', join(workspace, 'tests/data'))).toBe('tests/data/a b#ä.yaml');
  });
});

describe('no file of the checkout is', () => {
  it.each([
    ['one that is not there', 'gone.yaml'],
    ['a directory', 'tests'],
    ['the directory itself', ''],
    ['one outside', '../secret'],
    ['a way up that comes back', 'tests/../top.yaml'],
    ['an absolute path inside', join(workspace, 'top.yaml')],
    ['one in a sibling whose name begins alike', '../workspace-2/x'],
    ['an absolute path', join(outside, 'secret')],
    ['a link that leads out', 'link-out'],
    ['a file behind a link that leads out', 'folder-out/secret'],
    ['a link to nothing', 'dangling'],
    ['a file below a file', 'top.yaml/x'],
    ['a name that no file can have', 'a\0b'],
    ['a name that is too long', 'x'.repeat(5000)],
    ['a name with half a character', '\ud800.yaml'],
  ])('%s', (_, mainfile) => {
    expect(findFile(mainfile)).toBeUndefined();
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
      problem: `files-root is "${root}", which is not a directory in the workspace, so failed entries are not shown on files.`,
    });
  });
});

describe('the page of a mainfile on GitHub', () => {
  const environment = {
    GITHUB_SERVER_URL: 'https://github.example.org',
    GITHUB_REPOSITORY: 'group/data',
    GITHUB_SHA: 'c0ffee00',
  };
  const commit = 'https://github.example.org/group/data/blob/c0ffee00';

  function findPage(mainfile: string, line?: number, given: NodeJS.ProcessEnv = environment): string | undefined {
    return pagesOnGitHub(given, (path) => findFile(path, 'tests/data'))(mainfile, line);
  }

  it('is that of the file at the commit of the run, from the top of the repository, at its line if one is known', () => {
    expect(findPage('..odd/x')).toBe(`${commit}/tests/data/..odd/x`);
    expect(findPage('a b.yaml')).toBe(`${commit}/tests/data/a%20b.yaml`);
    expect(findPage('a b.yaml', 4)).toBe(`${commit}/tests/data/a%20b.yaml#L4`);
  });

  it.each(awkward)('is an address of one piece within Markdown, and leads to this file only: %s', (name) => {
    const page = findPage(name, 4) ?? '';
    expect(addressesOf(htmlOf(`| x |\n|---|\n| [a](${page}) |`)).map(shownOf)).toEqual([page]);
    const { origin, pathname, search, hash } = new URL(page);
    expect([origin, search, hash]).toEqual(['https://github.example.org', '', '#L4']);
    expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', ...'group/data/blob/c0ffee00/tests/data'.split('/'), name]);
  });

  it('is none where the file is not in the checkout', () => {
    for (const mainfile of ['gone.yaml', '../../../secret', '../../link-out', '\ud800.yaml', '../../\ud800.yaml'])
      expect(findPage(mainfile, 4)).toBeUndefined();
  });

  it.each(Object.keys(environment))('is none where %s is not known', (name) => {
    expect(findPage('a b.yaml', 4, { ...environment, [name]: undefined })).toBeUndefined();
  });
});
