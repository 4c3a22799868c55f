import { describe, expect, it } from 'vitest';
import { check, expectEnding, named, uploadsOf, versions } from './step.ts';

const failedEntry = { entries: [{ mainfile: 'a.yaml', status: 'FAILURE' }] };
const hourAgo = new Date(Date.now() - 3_900_000);

function reasons(run: Parameters<typeof uploadsOf>[0]): unknown[] {
  return uploadsOf(run).map(({ failureReason }) => failureReason);
}

describe.concurrent.each(versions)('several uploads (%s)', (version) => {
  it('are all judged, worst first; the worst decides the outputs', async () => {
    const run = await check(version, (nomad) => ({
      'upload-id': [
        nomad.add({ name: 'good' }),
        nomad.add({ name: 'warned', warnings: ['careful'] }),
        nomad.add({ name: 'entries', ...failedEntry }),
        nomad.add({ name: 'failed', status: 'FAILURE' }),
        nomad.add({ name: 'running', status: 'RUNNING' }),
        nomad.add({ name: 'ready', status: 'READY' }),
        'unknown',
        nomad.add({ name: 'foreign', owner: 'bob' }),
      ].join('\r\n'),
      timeout: '0',
      'fail-on-warnings': 'true',
    }));
    expectEnding(run, 'permission');
    expect(run.outputs).toMatchObject({ 'upload-count': '8', 'failed-upload-count': '7', 'upload-name': '', status: '' });
    expect(run.outputs['message']).toContain('(6 more of 8 uploads failed)');
    expect(reasons(run)).toEqual([
      ...['permission', 'not-found', 'not-processed', 'timeout', 'processing-failed', 'entries-failed', 'warnings', ''],
    ]);
    expect(uploadsOf(run).map(({ name }) => name)).toEqual(['', '', 'ready', 'running', 'failed', 'entries', 'warned', 'good']);
    // The verdict, and the failed entry of the upload that ended so.
    expect(run.annotations.filter(({ level }) => level === 'error')).toHaveLength(2);
    for (const name of ['good', 'ready', 'running', 'failed', 'entries', 'warned'])
      expect(run.summary).toContain(`<code>${name}</code>`);
  });

  it('that are well: the first one is in the outputs', async () => {
    const run = await check(version, (nomad) => named(nomad, { name: 'one' }, { name: 'two' }));
    expectEnding(run, 'success');
    expect(run.outputs).toMatchObject({ 'upload-count': '2', 'failed-upload-count': '0', 'upload-name': 'one' });
    expect(run.outputs['message']).toBe('NOMAD processed all 2 uploads: 2 entries succeeded.');
  });

  it('of ids, names and patterns: a line that finds nothing does not hide the others', async () => {
    const run = await check(version, (nomad) => ({
      'upload-id': nomad.add({ name: 'by id' }),
      'upload-name': `missing\n${named(nomad, { name: 'by name' })['upload-name'] ?? ''}`,
      'upload-pattern': `${named(nomad, { name: 'run 1' }, { name: 'run 2' }, { name: 'run 3' })['upload-name'] === '' ? '' : 'run ?'}\n!*3\nnone*`,
    }));
    expectEnding(run, 'not-found');
    expect(run.outputs).toMatchObject({
      'upload-count': '6',
      'failed-upload-count': '2',
      'upload-id': '',
      'upload-name': 'missing',
    });
    expect(reasons(run)).toEqual(['not-found', 'not-found', '', '', '', '']);
    const names = uploadsOf(run).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['missing', 'none*']);
    expect(names.slice(2).toSorted()).toEqual(['by id', 'by name', 'run 1', 'run 2']);
  });

  it('of one name: the latest is judged, and the others are told of', async () => {
    const run = await check(version, (nomad) =>
      named(nomad, { name: 'a', status: 'FAILURE' }, { name: 'a', ...failedEntry }, { name: 'a' }),
    );
    expectEnding(run, 'success');
    expect(run.log).toContain('the newest of 3 uploads of this name');
    expect(run.summary).toContain('2 older uploads, not judged');
  });

  it('found by name an hour after their end are a success with a warning', async () => {
    const run = await check(version, (nomad) => named(nomad, { name: 'a', completedAt: hourAgo }));
    expectEnding(run, 'success');
    expect(run.annotations.map(({ level }) => level)).toEqual(['warning']);
    expect(run.annotations[0]?.message).toContain('earlier run');
  });
});
