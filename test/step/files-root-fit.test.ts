import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Fit, findFit } from '../../src/step/files-root-fit.ts';
import { times } from '../builders.ts';
import { scratchFolder } from '../scratch-folder.ts';

const outside = scratchFolder('fit');
const workspace = join(outside, 'workspace');
const crowded = join(outside, 'crowded');

function writeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
}

beforeAll(() => {
  for (const file of ['top.yaml', 'data/b.yaml', 'data/deep/c.yaml', 'tests/data/d.yaml', '.hidden/h.yaml', '../secret/s.yaml'])
    writeFile(join(workspace, file));
  symlinkSync(join(outside, 'secret'), join(workspace, 'link-out'));
  symlinkSync(join(outside, 'secret/s.yaml'), join(workspace, 'data/link-out.yaml'));
  for (const folder of times(101, (i) => String(i).padStart(3, '0'))) writeFile(join(crowded, folder, `${folder}.yaml`));
});

function fit(mainfiles: readonly string[], root = '.', top = workspace): Fit | undefined {
  return findFit(top, root, mainfiles);
}

describe('another files-root fits', () => {
  it.each([
    ['b.yaml', '.', 'data', 'data/b.yaml'],
    ['deep/c.yaml', '.', 'data', 'data/deep/c.yaml'],
    ['data/b.yaml', 'data', '.', 'data/b.yaml'],
    ['data/d.yaml', 'tests/data', 'tests', 'tests/data/d.yaml'],
    ['tests/data/d.yaml', 'tests/data', '.', 'tests/data/d.yaml'],
    ['b.yaml', 'tests/data', 'data', 'data/b.yaml'],
    ['b.yaml', join(workspace, 'tests'), 'data', 'data/b.yaml'],
  ])('%s below %s: %s', (mainfile, root, filesRoot, file) => {
    expect(fit([mainfile], root)).toEqual({ kind: 'other-root', mainfile, file, filesRoot });
  });

  it('the first of a few mainfiles that shows one', () => {
    expect(fit(['gone.yaml', 'b.yaml', 'd.yaml'])).toMatchObject({ mainfile: 'b.yaml', filesRoot: 'data' });
  });
});

describe('a folder too many was packed', () => {
  it.each([
    ['my-repo/data/b.yaml', '.', 'my-repo', 'data/b.yaml'],
    ['a/b/c/data/deep/c.yaml', '.', 'a/b/c', 'data/deep/c.yaml'],
    ['my-repo/deep/c.yaml', 'data', 'my-repo', 'data/deep/c.yaml'],
    ['my-repo/top.yaml', '.', 'my-repo', 'top.yaml'],
  ])('%s below %s: %s', (mainfile, root, folder, file) => {
    expect(fit([mainfile], root)).toEqual({ kind: 'folder-too-many', mainfile, file, folder });
  });
});

describe('nothing is said', () => {
  it.each([
    ['of files that are there', ['data/b.yaml'], '.'],
    ['where one of the first is there', ['my-repo/data/b.yaml', 'gone', 'top.yaml'], '.'],
    ['where nothing fits', ['gone.yaml', 'my-repo/gone.yaml'], '.'],
    ['of nothing', [], '.'],
    ['of a files-root that is not there', ['b.yaml'], 'gone'],
    ['of a files-root outside', ['workspace/top.yaml'], '..'],
    ['of a folder deeper down', ['d.yaml'], '.'],
    ['of a hidden folder', ['h.yaml'], '.'],
    ['of a folder behind a link that leads out', ['s.yaml'], '.'],
    ['of a file behind a link that leads out', ['link-out.yaml', 'my-repo/data/link-out.yaml'], '.'],
    ['of a way up', ['my-repo/../top.yaml', '../workspace/top.yaml'], '.'],
    ['of an absolute path', [join(workspace, 'top.yaml').slice(1), join(workspace, 'top.yaml')], 'data'],
    ['of the sixth mainfile', [...times(5, String), 'b.yaml'], '.'],
    ['of a path of more than 20 segments', [`${'x/'.repeat(20)}top.yaml`], '.'],
  ])('%s', (_, mainfiles, root) => {
    expect(fit(mainfiles, root)).toBeUndefined();
  });

  it('of what is behind the first 100 folders', () => {
    expect(fit(['099.yaml'], '.', crowded)).toMatchObject({ filesRoot: '099' });
    expect(fit(['100.yaml'], '.', crowded)).toBeUndefined();
  });
});
