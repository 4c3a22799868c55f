import { describe, expect, it } from 'vitest';
import { readEntries } from '../../../src/nomad/answers/entry.ts';
import { NotUnderstoodError } from '../../../src/nomad/answers/fields.ts';
import { readUploadPage } from '../../../src/nomad/answers/upload.ts';
import { complaint, entry, upload } from './recorded-answers.ts';

const asIs = (text: string): string => text;
const all = (): boolean => true;

describe('a list of uploads', () => {
  it('gives uploads and the number of all', async () => {
    const page = await readUploadPage({ pagination: { total: 312 }, data: [upload] }, all, asIs);
    expect(page.total).toBe(312);
    expect(page.uploads.map(({ name }) => name)).toEqual(['bench-ok']);
  });

  it('gives id and name of an upload that is not to be kept, whatever else is wrong with it', async () => {
    const other = { upload_id: 'other', upload_name: 'of a colleague', process_running: 'perhaps' };
    const page = await readUploadPage({ pagination: { total: 2 }, data: [other, upload] }, (name) => name === 'bench-ok', asIs);
    expect([...page.names]).toEqual([
      ['other', 'of a colleague'],
      [upload.upload_id, 'bench-ok'],
    ]);
    expect(page.uploads.map(({ name }) => name)).toEqual(['bench-ok']);
    for (const broken of [{ upload_name: 'x' }, { ...other, upload_name: 1 }])
      await expect(readUploadPage({ pagination: { total: 1 }, data: [broken] }, () => false, asIs)).rejects.toThrow(
        NotUnderstoodError,
      );
  });

  it.each([
    ['no data', { pagination: { total: 0 } }],
    ['an object as data', { pagination: { total: 0 }, data: {} }],
    ['no pagination', { data: [] }],
    ['no total', { pagination: {}, data: [] }],
    ['null among the uploads', { pagination: { total: 1 }, data: [null] }],
    ['one broken upload among whole ones', { pagination: { total: 2 }, data: [upload, { ...upload, process_running: 1 }] }],
  ])('is not understood: %s', async (_, json) => {
    await expect(readUploadPage(json, all, asIs)).rejects.toThrow(NotUnderstoodError);
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
