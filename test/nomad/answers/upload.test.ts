import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Upload, readSnapshot, readUploadPage } from '../../../src/nomad/answers/upload.ts';
import { readEntries } from '../../../src/nomad/answers/entry.ts';
import { complaint, entry, id, look, upload, withUpload } from './recorded-answers.ts';

const asIs = (text: string): string => text;
const all = (): boolean => true;

describe('a look', () => {
  it('gives named fields only', () => {
    expect(readSnapshot({ ...look, extra: 1 }, id, asIs)).toEqual({
      upload: {
        id,
        name: 'bench-ok',
        exactName: 'bench-ok',
        state: 'ended',
        status: 'SUCCESS',
        process: 'process_upload',
        statusMessage: 'Process _process_upload completed successfully',
        errors: [],
        warnings: ['Removing POTCAR file from upload.'],
        published: false,
        createdAt: '2026-11-24T03:11:52.573Z',
        completedAt: '2026-11-24T03:11:54.102Z',
      },
      counters: { total: 3, successful: 2, failed: 1, unfinished: 0 },
    });
  });

  it('takes what is absent and what is null alike', () => {
    const optional = ['upload_name', 'current_process', 'last_status_message', 'errors', 'warnings', 'complete_time'];
    const nulls = withUpload(Object.fromEntries(optional.map((name) => [name, null])));
    const absent = withUpload(Object.fromEntries(optional.map((name) => [name, undefined])));
    const expected = { name: '', process: '', statusMessage: '', errors: [], warnings: [], completedAt: '' };
    expect(readSnapshot(nulls, id, asIs).upload).toMatchObject(expected);
    expect(readSnapshot(absent, id, asIs)).toEqual(readSnapshot(nulls, id, asIs));
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['a text', 'SUCCESS'],
    ['no upload', { ...look, upload: undefined }],
    ['a list as upload', { ...look, upload: [upload] }],
    ['another upload', withUpload({ upload_id: 'another' })],
    ['no id', withUpload({ upload_id: undefined })],
    ['an id that would lead elsewhere', withUpload({ upload_id: '../me' })],
    ['no status', withUpload({ process_status: undefined })],
    ['null as status', withUpload({ process_status: null })],
    ['a list as status', withUpload({ process_status: ['SUCCESS'] })],
    ['nothing about running', withUpload({ process_running: undefined })],
    ['a text about running', withUpload({ process_running: 'false' })],
    ['0 about running', withUpload({ process_running: 0 })],
    ['SUCCESS and running', withUpload({ process_running: true })],
    ['READY and running', withUpload({ process_running: true, process_status: 'READY' })],
    ['FAILURE and running', withUpload({ process_running: true, process_status: 'FAILURE' })],
    ['PENDING and not running', withUpload({ process_status: 'PENDING' })],
    ['RUNNING and not running', withUpload({ process_status: 'RUNNING' })],
    ['WAITING_FOR_RESULT and not running', withUpload({ process_status: 'WAITING_FOR_RESULT' })],
    ['nothing about publishing', withUpload({ published: undefined })],
    ['a text as errors', withUpload({ errors: 'none' })],
    ['a number among the errors', withUpload({ errors: ['a', 7] })],
    ['an object as warnings', withUpload({ warnings: {} })],
    ['a number as name', withUpload({ upload_name: 7 })],
    ['a number as time', withUpload({ complete_time: 1_700_000_000 })],
    ['a text that is no time', withUpload({ complete_time: 'yesterday' })],
    ['a date without time', withUpload({ upload_create_time: '2026-11-24' })],
    ['a 13th month', withUpload({ upload_create_time: '2026-13-24T00:00:00' })],
    ['no count of entries', withUpload({ entries: undefined })],
    ['more entries than are counted', withUpload({ entries: 4 })],
    ['fewer entries than are counted', withUpload({ entries: 2 })],
    ['no pagination', { ...look, pagination: undefined }],
    ['no total', { ...look, pagination: {} }],
    ['a text as total', { ...look, pagination: { total: '3' } }],
    ['half an entry', { ...look, pagination: { total: 2.5 } }],
    ['less than no entries', { ...look, pagination: { total: -3 } }],
    ['more than can be counted', { ...look, pagination: { total: 1e300 } }],
    ['no counter of successes', { ...look, processing_successful: undefined }],
    ['null as counter of failures', { ...look, processing_failed: null }],
    ['a boolean as counter', { ...look, processing_failed: false }],
    ['more ended entries than there are', { ...look, processing_failed: 2 }],
  ])('is not understood: %s', (_, json) => {
    expect(complaint(() => readSnapshot(json, id, asIs))).toBeTypeOf('string');
  });

  it('may contradict itself while NOMAD works, when upload and counters are read one after the other', () => {
    const running = { ...upload, process_running: true, process_status: 'RUNNING', entries: 1 };
    const json = { ...look, upload: running, pagination: { total: 0 } };
    expect(readSnapshot(json, id, asIs).counters).toMatchObject({ total: 0, successful: 2, failed: 1 });
  });

  it('takes a status that it does not know as it is, running or not', () => {
    expect(readSnapshot(withUpload({ process_status: 'PAUSED' }), id, asIs).upload).toMatchObject({
      status: 'PAUSED',
      state: 'ended',
    });
    const running = withUpload({ process_status: 'QUEUED', process_running: true });
    expect(readSnapshot(running, id, asIs).upload).toMatchObject({ status: 'QUEUED', state: 'running' });
  });
});

describe('a time', () => {
  beforeAll(() => {
    vi.stubEnv('TZ', 'Asia/Kolkata');
    // Or a time without zone would be UTC by chance.
    expect(new Date('2026-11-24T00:00:00').getTimezoneOffset()).toBe(-330);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['without zone, which is UTC (1.3)', '2026-11-24T03:11:54.102000', '2026-11-24T03:11:54.102Z'],
    ['in UTC (2.0)', '2026-11-24T03:11:54.102000Z', '2026-11-24T03:11:54.102Z'],
    ['with an offset', '2026-11-24T04:11:54.102+01:00', '2026-11-24T03:11:54.102Z'],
    ['with an offset without colon', '2026-11-24T04:11:54+0100', '2026-11-24T03:11:54.000Z'],
    ['of a whole second', '2026-11-24T03:11:54', '2026-11-24T03:11:54.000Z'],
    ['empty', '', ''],
  ])('%s', (_, given, read) => {
    expect(readSnapshot(withUpload({ complete_time: given }), id, asIs).upload.completedAt).toBe(read);
  });
});

describe('values of secrets', () => {
  const redact = (text: string): string => text.replaceAll('hunter2', '***');

  it('go from all texts from outside, but not from what is compared or sent again', () => {
    const part = { upload_name: 'hunter2 run', errors: ['hunter2'], warnings: ['w hunter2'], last_status_message: 'hunter2!' };
    expect(readSnapshot(withUpload({ ...part, current_process: '_hunter2' }), id, redact).upload).toMatchObject({
      name: '*** run',
      exactName: 'hunter2 run',
      errors: ['***'],
      warnings: ['w ***'],
      statusMessage: '***!',
      process: '***',
    });
    const [row] = readEntries(
      { data: [{ ...entry, mainfile: 'hunter2.yaml', mainfile_key: 'hunter2', errors: ['hunter2'] }] },
      redact,
    );
    expect(row).toMatchObject({ mainfile: '***.yaml', mainfileKey: '***', errors: ['***'] });
  });

  it('leave the statuses that NOMAD has alone, and not others', () => {
    const hide = (text: string): string => (text === id ? text : '***');
    for (const status of ['READY', 'SUCCESS', 'FAILURE'])
      expect(readSnapshot(withUpload({ process_status: status }), id, hide).upload.status).toBe(status);
    for (const status of ['PENDING', 'RUNNING', 'WAITING_FOR_RESULT']) {
      const running = withUpload({ process_status: status, process_running: true });
      expect(readSnapshot(running, id, hide).upload.status).toBe(status);
    }
    expect(readSnapshot(withUpload({ process_status: 'hunter2' }), id, hide).upload.status).toBe('***');
  });

  it.each([
    ...['process_upload', 'edit_upload_metadata', 'edit_metadata', 'publish_upload', 'publish_externally', 'import_bundle'],
    ...['delete_upload', 'put_file_and_process_local', 'transfer_upload_ownership'],
  ])('leave a process that NOMAD has alone, with and without the underscore: %s', (process) => {
    const hide = (text: string): string => (text === id ? text : '***');
    for (const name of [process, `_${process}`])
      expect(readSnapshot(withUpload({ current_process: name }), id, hide).upload.process).toBe(process);
  });

  it('are in no id', () => {
    const hide = (text: string): string => text.replace('nomad_pat_x', '***');
    expect(() => readSnapshot(withUpload({ upload_id: 'nomad_pat_x' }), 'nomad_pat_x', hide)).toThrow('repeats a secret');
  });
});

describe('what an upload says takes bounded memory:', () => {
  const read = async (part: Record<string, unknown>): Promise<Upload | undefined> =>
    (await readUploadPage({ pagination: { total: 1 }, data: [{ ...upload, ...part }] }, all, asIs)).uploads[0];

  it('a text is cut, after secrets are hidden', async () => {
    const long = 'x'.repeat(5000);
    const shown = await read({ errors: [long], warnings: [long], last_status_message: long });
    for (const text of [...(shown?.errors ?? []), ...(shown?.warnings ?? []), shown?.statusMessage])
      expect(text).toBe(`${'x'.repeat(3999)}…`);
    const secret = `${'x'.repeat(3995)} hunter2`;
    const page = await readUploadPage({ pagination: { total: 1 }, data: [{ ...upload, errors: [secret] }] }, all, (text) =>
      text.replaceAll('hunter2', '***'),
    );
    expect(page.uploads[0]?.errors).toEqual([`${'x'.repeat(3995)} ***`]);
  });

  it('of many texts the first ones are kept', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => String(i));
    const kept = (await read({ errors: many, warnings: many }))?.errors ?? [];
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept.length).toBeLessThanOrEqual(4000);
    expect(kept).toEqual(many.slice(0, kept.length));
    expect((await read({ warnings: many.map(() => 'x'.repeat(4000)) }))?.warnings).toHaveLength(10);
    await expect(read({ errors: [...many, 7] })).rejects.toThrow('"errors" contains something that is not a text');
  });

  it('a name is not cut, because it is compared, so one above 64 KiB is not understood', async () => {
    expect((await read({ upload_name: 'x'.repeat(65_536) }))?.exactName).toHaveLength(65_536);
    await expect(read({ upload_name: 'x'.repeat(65_537) })).rejects.toThrow('"upload_name" is too long');
  });
});
