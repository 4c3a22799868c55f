import { describe, expect, it } from 'vitest';
import { readEntries } from '../../../src/nomad/answers/entry.ts';
import { NotUnderstoodError } from '../../../src/nomad/answers/fields.ts';
import { readUploadPage, type UploadPage } from '../../../src/nomad/answers/upload.ts';
import { readDetail } from '../../../src/nomad/transport/detail.ts';
import { times } from '../../builders.ts';
import { secretsOf } from '../../step/secrets/secrets-of.ts';
import { entry, upload } from './recorded-answers.ts';

const asIs = (text: string): string => text;

describe('an answer does not decide how much of it is kept:', () => {
  const page = (data: unknown[]): Promise<UploadPage> =>
    readUploadPage({ pagination: { total: data.length }, data }, () => false, asIs);

  it('a page has at most 100 uploads', async () => {
    expect((await page(times(100, (i) => ({ ...upload, upload_id: `u-${i}` })))).names.size).toBe(100);
    await expect(page(times(101, (i) => ({ ...upload, upload_id: `u-${i}` })))).rejects.toThrow(NotUnderstoodError);
  });

  it('an id has at most 100 characters, also of an upload that is not to be kept', async () => {
    expect((await page([{ ...upload, upload_id: 'x'.repeat(100) }])).names.size).toBe(1);
    await expect(page([{ ...upload, upload_id: 'x'.repeat(101) }])).rejects.toThrow(NotUnderstoodError);
  });

  it('of a list of problems the first ten are read', () => {
    const detail = times(5000, (i) => ({ loc: ['query'], msg: `problem ${i}` }));
    expect(readDetail(JSON.stringify({ detail }))?.split('; ')).toHaveLength(10);
  });
});

describe('a file and its key', () => {
  const read = (mainfile: string, key: string): string | undefined =>
    readEntries({ data: [{ ...entry, mainfile, mainfile_key: key }] }, secretsOf('correct#horse').redact)[0]?.mainfileKey;

  it('do not put a secret together, as they are shown joined', () => {
    expect(read('correct', 'horse')).toBe('***');
  });

  it('stay as they are otherwise', () => {
    expect(['run-1', 'horse', ''].map((key) => read('data/a.yaml', key))).toEqual(['run-1', 'horse', '']);
  });
});
