import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withScene } from '../judgement/watch-scene.ts';
import { catchLog } from '../catch-log.ts';
import { around, times } from '../builders.ts';
import type { FileSpec } from '../nomad-server/upload-spec.ts';
import { renderAnnotations } from '../../src/judgement/report/annotations.ts';
import { renderSummary } from '../../src/judgement/report/summary.ts';
import { type Fault, type UploadSpec, versions } from '../nomad-server/server.ts';

let log: () => string;

beforeEach(() => {
  log = catchLog();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function files(...paths: readonly string[]): FileSpec[] {
  return paths.map((path) => ({ path, size: 3 }));
}

const isList = (path: string): boolean => path.endsWith('/rawdir/');

describe.each(versions)('an upload without entries (%s)', (version) => {
  async function warningsOf(upload: UploadSpec, fault?: Fault, requests = 1): Promise<readonly string[]> {
    let warnings: readonly string[] = [];
    await withScene(version, async ({ server, add, check, fault: rule }) => {
      rule(({ path }) => (isList(path) ? fault : undefined));
      const { ending } = await check({ 'upload-id': add({ name: 'week 47', entries: [], ...upload }) });
      expect(ending.failure).toBeUndefined();
      expect(server.requests.filter(({ path }) => isList(path))).toHaveLength(requests);
      warnings = ending.results?.flatMap((result) => result.warnings) ?? [];
    });
    return warnings;
  }

  const none = 'NOMAD found no entries in upload "week 47": ';
  const demand = 'Set min-entries to make this a failure.';

  it.each([
    ['one file', files('a.png'), `no parser accepted any of its files ("a.png"). ${demand}`],
    ['folders', files('d/e/a.png', 'd/b.png', 'c.txt'), `no parser accepted any of its files ("c.txt", "d/"). ${demand}`],
    [
      'many files',
      files(...times(7, (i) => `${i}.png`)),
      `no parser accepted any of its files ("0.png", "1.png", "2.png", "3.png", "4.png" and 2 more). ${demand}`,
    ],
    ['no files', [], `it has no files. ${demand}`],
  ])('passes with a warning that names its files: %s', async (_, given, said) => {
    expect(await warningsOf({ files: given, warnings: ['careful'] })).toEqual(['careful', none + said]);
  });

  it.each<[string, Fault, number]>([
    ['503', { kind: 'html', status: 503 }, 1],
    // A whole 200 that is not NOMAD's is always asked again.
    ['a page', { kind: 'html', status: 200 }, 4],
    ['nothing', { kind: 'stall-headers' }, 1],
    ['a refusal', { kind: 'status', status: 403 }, 1],
  ])('passes with the plain warning where the list of files is %s', async (_, fault, requests) => {
    expect(await warningsOf({ files: files('a.png') }, fault, requests)).toEqual([
      `${none}no parser accepted any of its files. ${demand}`,
    ]);
  });
});

it('the names of files are shown without secrets, and as text', async () => {
  await withScene('2.0', async ({ server, add, check }) => {
    const token = server.pat('ada', ['uploads:read']);
    const named = files(`${token}.png`, 'a\n::error::<img>');
    const { ending } = await check({ 'upload-id': add({ entries: [], files: named }), token });
    expect(ending.failure).toBeUndefined();
    const [annotation] = renderAnnotations(ending, undefined, () => undefined);
    for (const text of [annotation?.message ?? '', renderSummary(ending, around)]) {
      expect(text).toContain('***'.replaceAll('*', text.startsWith('##') ? '&#42;' : '*'));
      expect(text).not.toContain(token);
      expect(text).not.toMatch(/^::error/m);
    }
  });
});

describe.each(versions)('an upload that is READY (%s)', (version) => {
  it.each([
    ['is empty', [], 'The upload is empty: no file has arrived.'],
    ['has files', files('a.png'), undefined],
  ])('and %s is asked for its files once, after its first look, and the log says if it has none', async (_, given, line) => {
    await withScene(version, async ({ server, add, check }) => {
      const { ending } = await check({ 'upload-id': add({ status: 'READY', files: given }) });
      expect(ending.failure?.reason).toBe('not-processed');
      const paths = server.requests.map(({ path }) => path).filter((path) => path.includes('/uploads'));
      expect(paths.filter(isList)).toHaveLength(1);
      expect(paths.findIndex(isList)).toBe(1);
      if (line === undefined) expect(log()).not.toContain('is empty');
      else
        expect(
          log()
            .split('\n')
            .filter((one) => one === line),
        ).toHaveLength(1);
    });
  });

  it('and does not say what it has is waited for all the same', async () => {
    await withScene(version, async ({ add, check, fault }) => {
      fault(({ path }) => (isList(path) ? { kind: 'html', status: 500 } : undefined));
      const id = add({ status: 'READY' }, { 20: { status: 'SUCCESS', entries: [{ mainfile: 'a.archive.json' }] } });
      const { ending } = await check({ 'upload-id': id });
      expect(ending.failure).toBeUndefined();
      expect(log()).not.toContain('is empty');
    });
  });
});

it('of many uploads that are READY the first five are asked for their files', () =>
  withScene('2.0', async ({ add, check, server }) => {
    for (let i = 0; i < 8; i++) add({ name: `draft ${i}`, status: 'READY' });
    await check({ 'upload-pattern': 'draft*', timeout: '10s' });
    expect(server.requests.filter(({ path }) => isList(path))).toHaveLength(5);
  }));
