import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeReport } from '../../../src/judgement/report/json-report.ts';

let top = '';
let workspace = '';

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'report-')));
  workspace = join(top, 'workspace');
  mkdirSync(join(top, 'outside'));
  mkdirSync(join(workspace, 'folder'), { recursive: true });
  writeFileSync(join(workspace, 'old.json'), 'the old one, which is longer');
});

afterEach(() => {
  rmSync(top, { recursive: true });
});

function write(path: string): string | undefined {
  return writeReport('{}\n', { path: join(workspace, path), roots: [workspace] });
}

/** Names and contents of all that is there. */
function allBelow(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(paths.map((path) => [path, contentOf(join(directory, path))]));
}

function contentOf(path: string): string {
  const is = lstatSync(path);
  return is.isFile() ? readFileSync(path, 'utf8') : is.isDirectory() ? 'a directory' : 'a link';
}

/** Permissions do not hold for the superuser. */
function withoutPrivileges<T>(act: () => T): T {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(65_534);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a report is written', () => {
  it.each([
    ['where nothing was', 'new.json'],
    ['below folders that are not there yet', 'a/b/c/new.json'],
    ['below a folder that is there', 'folder/new.json'],
    ['in the place of an older one', 'old.json'],
    ['with a name as long as a name can be', 'x'.repeat(255)],
  ])('%s, and nothing else is left behind', (_, path) => {
    const before = allBelow(top);
    expect(write(path)).toBeUndefined();
    const folders = path.split('/').slice(0, -1);
    const made = folders.map((_name, i) => [join('workspace', ...folders.slice(0, i + 1)), 'a directory']);
    expect(allBelow(top)).toEqual({ ...before, ...Object.fromEntries(made), [join('workspace', path)]: '{}\n' });
  });

  it('to a new file that gets the name when it is whole, so that a reader of the old one goes on reading it', () => {
    const before = lstatSync(join(workspace, 'old.json')).ino;
    expect(write('old.json')).toBeUndefined();
    expect(lstatSync(join(workspace, 'old.json')).ino).not.toBe(before);
  });

  it.each([
    ['a file of the workspace', 'old.json'],
    ['nothing', 'nowhere'],
    ['nothing outside', '../outside/nowhere'],
  ])('in the place of a link to %s, not through it', (_, target) => {
    symlinkSync(target, join(workspace, 'link'));
    const before = allBelow(top);
    expect(write('link')).toBeUndefined();
    expect(allBelow(top)).toEqual({ ...before, [join('workspace', 'link')]: '{}\n' });
  });
});

describe('a report that can not be written changes nothing, and gives a sentence:', () => {
  function failsAt(path: string, sentence: RegExp): void {
    const before = allBelow(top);
    expect(write(path)).toMatch(sentence);
    expect(allBelow(top)).toEqual(before);
  }

  const unwritten = /^The report could not be written to report-file \(E[A-Z]+\): is it a directory, or is the disk full\?$/;

  it.each([
    ['a directory is in the way', 'folder'],
    ['a file is in the way', 'old.json/new.json'],
    ['a file is in the way of a folder', 'old.json/a/new.json'],
    ['the name is too long', 'x'.repeat(256)],
    ['the name of a folder is too long', `${'x'.repeat(256)}/new.json`],
    ['the path is too long', 'folder/'.repeat(2000)],
  ])('%s', (_, path) => {
    failsAt(path, unwritten);
  });

  it('a folder is a link to nothing', () => {
    symlinkSync('../outside/nowhere', join(workspace, 'link'));
    failsAt('link/new.json', unwritten);
  });

  it('a link goes in a circle', () => {
    symlinkSync('circle', join(workspace, 'circle'));
    failsAt('circle/new.json', unwritten);
  });

  it.each(['old.json', 'new.json', 'a/new.json'])('the place is read-only: %s', (path) => {
    for (const directory of [top, workspace]) chmodSync(directory, 0o555);
    try {
      withoutPrivileges(() => {
        failsAt(path, unwritten);
      });
    } finally {
      for (const directory of [top, workspace]) chmodSync(directory, 0o755);
    }
  });

  it.each(['new.json', 'a/new.json'])('a folder has become a link that leads out: %s', (path) => {
    symlinkSync('../outside', join(workspace, 'link'));
    failsAt(join('link', path), /^The report could not be written: report-file is outside the workspace and RUNNER_TEMP\.$/);
  });

  it('the file has become a link that leads out', () => {
    writeFileSync(join(top, 'outside', 'secret'), 'secret');
    symlinkSync('../outside/secret', join(workspace, 'link'));
    failsAt('link', /is outside the workspace and RUNNER_TEMP\.$/);
  });

  it('the workspace has gone', () => {
    renameSync(workspace, join(top, 'moved'));
    symlinkSync('outside', workspace);
    failsAt('new.json', /is outside the workspace and RUNNER_TEMP\.$/);
    expect(existsSync(join(top, 'outside', 'new.json'))).toBe(false);
  });
});
