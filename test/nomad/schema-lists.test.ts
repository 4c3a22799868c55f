import { describe, expect, it } from 'vitest';
import { type Upload, readEntries, readLogin, readUploadPage } from '../../src/nomad/schema.ts';
import { complaint, entry, upload } from './recorded-answers.ts';

const asIs = (text: string): string => text;
const all = (): boolean => true;

describe('a list of uploads', () => {
  it('gives uploads and the number of all', () => {
    const page = readUploadPage({ pagination: { total: 312 }, data: [upload] }, all, asIs);
    expect(page.total).toBe(312);
    expect(page.uploads.map(({ name }) => name)).toEqual(['bench-ok']);
  });

  it('gives id and name of an upload that is not to be kept, whatever else is wrong with it', () => {
    const other = { upload_id: 'other', upload_name: 'of a colleague', process_running: 'perhaps' };
    const page = readUploadPage({ pagination: { total: 2 }, data: [other, upload] }, (name) => name === 'bench-ok', asIs);
    expect([...page.names]).toEqual([
      ['other', 'of a colleague'],
      [upload.upload_id, 'bench-ok'],
    ]);
    expect(page.uploads.map(({ name }) => name)).toEqual(['bench-ok']);
    for (const broken of [{ upload_name: 'x' }, { ...other, upload_name: 1 }])
      expect(complaint(() => readUploadPage({ pagination: { total: 1 }, data: [broken] }, () => false, asIs))).toBeTypeOf(
        'string',
      );
  });

  it.each([
    ['no data', { pagination: { total: 0 } }],
    ['an object as data', { pagination: { total: 0 }, data: {} }],
    ['no pagination', { data: [] }],
    ['no total', { pagination: {}, data: [] }],
    ['null among the uploads', { pagination: { total: 1 }, data: [null] }],
    ['one broken upload among whole ones', { pagination: { total: 2 }, data: [upload, { ...upload, process_running: 1 }] }],
  ])('is not understood: %s', (_, json) => {
    expect(complaint(() => readUploadPage(json, all, asIs))).toBeTypeOf('string');
  });
});

describe('what an upload says takes bounded memory:', () => {
  const read = (part: Record<string, unknown>): Upload | undefined =>
    readUploadPage({ pagination: { total: 1 }, data: [{ ...upload, ...part }] }, all, asIs).uploads[0];

  it('a text is cut, after secrets are hidden', () => {
    const long = 'x'.repeat(5000);
    const shown = read({ errors: [long], warnings: [long], last_status_message: long });
    for (const text of [...(shown?.errors ?? []), ...(shown?.warnings ?? []), shown?.statusMessage])
      expect(text).toBe(`${'x'.repeat(3999)}…`);
    const secret = `${'x'.repeat(3995)} hunter2`;
    const page = readUploadPage({ pagination: { total: 1 }, data: [{ ...upload, errors: [secret] }] }, all, (text) =>
      text.replaceAll('hunter2', '***'),
    );
    expect(page.uploads[0]?.errors).toEqual([`${'x'.repeat(3995)} ***`]);
  });

  it('of many texts the first ones are kept', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => String(i));
    const kept = read({ errors: many, warnings: many })?.errors ?? [];
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept.length).toBeLessThanOrEqual(4000);
    expect(kept).toEqual(many.slice(0, kept.length));
    expect(read({ warnings: many.map(() => 'x'.repeat(4000)) })?.warnings).toHaveLength(10);
    expect(complaint(() => read({ errors: [...many, 7] }))).toBe('"errors" has something that is not a text');
  });

  it('a name is not cut, because it is compared, so one above 64 KiB is not understood', () => {
    expect(read({ upload_name: 'x'.repeat(65_536) })?.exactName).toHaveLength(65_536);
    expect(complaint(() => read({ upload_name: 'x'.repeat(65_537) }))).toBe('"upload_name" is too long');
  });
});

describe('rows of entries', () => {
  it('gives named fields, and what is not there as empty', () => {
    const { errors, parser_name, ...bare } = entry;
    expect(readEntries({ data: [{ ...entry, mainfile_key: 'run-2', entry_metadata: {} }, bare] }, asIs)).toEqual([
      {
        id: entry.entry_id,
        mainfile: entry.mainfile,
        mainfileKey: 'run-2',
        status: 'FAILURE',
        parser: parser_name,
        errors,
      },
      { id: entry.entry_id, mainfile: entry.mainfile, mainfileKey: '', status: 'FAILURE', parser: '', errors: [] },
    ]);
  });

  it.each([
    ['no data', {}],
    ['no id', { data: [{ ...entry, entry_id: undefined }] }],
    ['an id that would lead elsewhere', { data: [{ ...entry, entry_id: 'a/b' }] }],
    ['no file', { data: [{ ...entry, mainfile: null }] }],
    ['no status', { data: [{ ...entry, process_status: undefined }] }],
    ['a text as errors', { data: [{ ...entry, errors: 'failed' }] }],
  ])('is not understood: %s', (_, json) => {
    expect(complaint(() => readEntries(json, asIs))).toBeTypeOf('string');
  });
});

describe('the answer to a login', () => {
  it('gives the token, and all others that must be hidden (2.0)', () => {
    const json = { access_token: 'aaa', token_type: 'Bearer', refresh_token: 'rrr', id_token: 'iii', scope: 'email profile' };
    expect(readLogin(json)).toEqual({ token: 'aaa', others: ['rrr', 'iii'] });
    expect(readLogin({ access_token: 'aaa', id_token: null })).toEqual({ token: 'aaa', others: [] });
  });

  it.each([
    ['null', null],
    ['no token', { token_type: 'bearer' }],
    ['an app token instead', { app_token: 'aaa' }],
    ['an empty token', { access_token: '' }],
    ['a token with a line end, which no header may have', { access_token: 'a\r\nX-Evil: 1' }],
    ['a token with a blank', { access_token: 'a b' }],
    ['a number', { access_token: 7 }],
    ['a list as refresh token', { access_token: 'aaa', refresh_token: [] }],
  ])('is not understood: %s', (_, json) => {
    expect(complaint(() => readLogin(json))).toBeTypeOf('string');
  });
});
