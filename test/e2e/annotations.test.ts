import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EntrySpec } from '../nomad-server/server.ts';
import type { Annotation } from '../runner/runner.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { check, expectEnding, times, versions } from './step.ts';

const folder = scratchFolder('annotations');
const workspace = join(folder, 'workspace');

beforeAll(() => {
  const files = ['a.yaml', 'tests/data/deep/c d.yaml', '../elsewhere/e.yaml'];
  for (const file of files) {
    const path = join(workspace, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  symlinkSync(join(folder, 'elsewhere'), join(workspace, 'tests/linked'));
  symlinkSync(join(workspace, 'a.yaml'), join(workspace, 'tests/data/inner.yaml'));
});

function failed(...mainfiles: readonly string[]): EntrySpec[] {
  return mainfiles.map((mainfile) => ({ mainfile, status: 'FAILURE', errors: ['trace\nValueError: why'], logs: [] }));
}

function levels(annotations: readonly Annotation[]): string {
  return annotations.map(({ level }) => level.charAt(0)).join('');
}

describe.concurrent.each(versions)('annotations (%s)', (version) => {
  it('are the verdict, then one for each failed or unfinished entry, with file, parser, reason and link', async () => {
    const entries = [
      ...failed('a.yaml'),
      { mainfile: 'gone.yaml', status: 'PENDING', parser: 'parsers/vasp' },
      { mainfile: 'good.yaml' },
    ];
    const run = await check(version, (nomad) => ({ 'upload-id': nomad.add({ name: 'week 47', entries }) }), { workspace });
    expectEnding(run, 'entries-failed');
    const [verdict, first, second, ...others] = run.annotations;
    expect(others).toEqual([]);
    expect(verdict).toMatchObject({ level: 'error', title: 'NOMAD upload check failed', file: undefined });
    expect(verdict?.message).toContain('1 of 3 entries failed and 1 never finished in upload "week 47"');
    expect(verdict?.message).toContain(run.outputs['upload-url']);
    expect(first).toMatchObject({ level: 'error', title: 'NOMAD entry failed', file: 'a.yaml' });
    expect(first?.message).toMatch(/^a\.yaml failed in parsers\/archive: ValueError: why\nhttp\S+\/entry\/id\/[\w-]{28}$/);
    expect(second).toMatchObject({ level: 'error', file: undefined });
    expect(second?.message).toMatch(/^gone\.yaml never finished \(PENDING\) in parsers\/vasp: /);
  });

  it('give the reason and the place that the processing log names, without paths of the server', async () => {
    const entries = [{ mainfile: 'a.yaml', status: 'FAILURE' }];
    const run = await check(version, (nomad) => ({ 'upload-id': nomad.add({ entries }) }), { workspace });
    expectEnding(run, 'entries-failed');
    const [, entry] = run.annotations;
    expect(entry).toMatchObject({ level: 'error', file: 'a.yaml', line: 4, column: version === '1.3' ? 1 : 7 });
    expect(entry?.message).toMatch(/^a\.yaml failed in parsers\/archive: ParserError: /);
    expect(run.summary + run.log).not.toMatch(/\/(opt|app|srv)\/|parser failed with exception/);
  });

  it.each([10, 300])('are ten of each level at most, with the count of the rest on the last (%i)', async (count) => {
    const entries = failed(...times(count, (i) => `${i}.yaml`));
    const run = await check(version, (nomad) => ({ 'upload-id': nomad.add({ entries }) }));
    expectEnding(run, 'entries-failed');
    expect(levels(run.annotations)).toBe('e'.repeat(10));
    const rest = count - 9;
    expect(run.annotations.at(-1)?.message).toContain(`And ${rest} more ${rest === 1 ? 'entry' : 'entries'}`);
    for (const { message } of run.annotations.slice(0, -1)) expect(message).not.toContain('And ');
  });

  it('of tolerated entries are warnings, after all other warnings, and ten in all', async () => {
    const entries = [...failed(...times(20, (i) => `${i}.yaml`)), { mainfile: 'good.yaml' }];
    const inputs = { 'max-failed-entries': '20', 'files-root': 'nowhere' };
    const run = await check(version, (nomad) => ({ 'upload-id': nomad.add({ entries, warnings: ['careful'] }), ...inputs }));
    expectEnding(run, 'success');
    expect(levels(run.annotations)).toBe('w'.repeat(10));
    expect(run.annotations.map(({ title }) => title)).toEqual([
      ...times(3, () => 'NOMAD upload check'),
      ...times(7, () => 'NOMAD entry failed (allowed)'),
    ]);
    expect(run.annotations.at(-1)?.message).toContain('And 13 more entries');
  });

  it.each([
    { root: './tests/data/', mainfile: 'deep/c d.yaml', file: 'tests/data/deep/c d.yaml' },
    { root: 'tests/data', mainfile: 'inner.yaml', file: 'a.yaml' },
    { root: 'tests', mainfile: 'linked/e.yaml', file: undefined },
  ])('put $mainfile below $root on $file', async ({ root, mainfile, file }) => {
    const run = await check(version, (nomad) => ({ 'upload-id': nomad.add({ entries: failed(mainfile) }), 'files-root': root }), {
      workspace,
    });
    expectEnding(run, 'entries-failed');
    expect(levels(run.annotations)).toBe('ee');
    expect(run.annotations[1]?.file).toBe(file);
  });

  it.each([
    { packed: 'tests/data/deep/c d.yaml', root: 'tests/data', advice: 'Set files-root to ".".' },
    { packed: 'data/deep/c d.yaml', root: '.', advice: 'Set files-root to "tests".' },
    { packed: 'repo/a.yaml', root: '.', advice: 'The folder "repo" was probably packed as well: pack only what is inside it.' },
  ])('that find no file of $packed below $root say in one warning what would', async ({ packed, root, advice }) => {
    const entries = failed(packed, 'gone.yaml', packed.replace('yaml', 'yml'));
    const run = await check(version, (nomad) => ({ 'upload-id': nomad.add({ entries }), 'files-root': root }), { workspace });
    expectEnding(run, 'entries-failed');
    expect(levels(run.annotations)).toBe('eeeew');
    const { message = '' } = run.annotations[4] ?? {};
    expect(message).toContain(`the upload has "${packed}", but the checkout has `);
    expect(message).toContain(advice);
    expect(run.log).toContain(`⚠ ${message}`);
  });

  it.each(['nowhere', 'tests/linked'])('warn of the files-root %s, and name no file', async (root) => {
    const run = await check(
      version,
      (nomad) => ({ 'upload-id': nomad.add({ entries: failed('e.yaml', 'outside.yaml') }), 'files-root': root }),
      { workspace },
    );
    expectEnding(run, 'entries-failed');
    expect(levels(run.annotations)).toBe('eeew');
    expect(run.annotations.map(({ file }) => file)).toEqual(times(4, () => undefined));
    expect(run.annotations[3]?.message).toContain(`files-root is "${root}"`);
  });
});
