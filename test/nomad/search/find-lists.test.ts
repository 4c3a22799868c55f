import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../../src/core/clock.ts';
import { versions } from '../../nomad-server/server.ts';
import { catchLog } from '../../catch-log.ts';
import { type Run } from '../../in-process.ts';
import { good, notThere, tally, withScene, working } from '../../judgement/watch-scene.ts';

beforeAll(() => {
  catchLog();
});

function endings({ ending }: Run): Record<string, string> {
  return Object.fromEntries(
    (ending.results ?? []).map(({ name, given, failure }) => [name === '' ? given : name, failure?.reason ?? 'success']),
  );
}

describe.each(versions)('a list of several pages (%s)', (version) => {
  it('that grows while it is read is read again, so that no upload is missed', () =>
    withScene(version, async ({ add, check, fault, requests }) => {
      for (let i = 0; i < 150; i++) add({ ...good, name: `run ${i}` });
      let grown = false;
      fault(({ query }) => {
        if (query.includes('page=2') && !grown) {
          grown = true;
          add({ status: 'FAILURE', name: 'run late' });
        }
        return undefined;
      });
      const run = await check({ 'upload-pattern': 'run*', timeout: '1h' });
      expect(run.verdict).toBe('processing-failed');
      expect(Object.keys(endings(run))).toHaveLength(151);
      expect(tally(requests())['list']).toBe(4);
    }));

  it('that shrinks, so that a page is out of range, is read again', () =>
    withScene(version, async ({ add, check, fault, server }) => {
      for (let i = 0; i < 100; i++) add({ ...good, name: `run ${i}` });
      const gone = add({ ...good, name: 'run gone' });
      let deleted = false;
      fault(({ query }) => {
        if (query.includes('page=2') && !deleted) {
          deleted = true;
          server.remove(gone);
        }
        return undefined;
      });
      const run = await check({ 'upload-pattern': 'run*', timeout: '1h' });
      expect(run.verdict).toBe('success');
      expect(Object.keys(endings(run))).toHaveLength(100);
    }));

  it('that shrinks while the nearest names are looked for is still one without that name', () =>
    withScene(version, async ({ add, check, fault, server }) => {
      for (let i = 0; i < 100; i++) add({ ...good, name: `run ${i}` });
      const gone = add({ ...good, name: 'run gone' });
      fault(({ query }) => {
        if (query.includes('page=2')) server.remove(gone);
        return undefined;
      });
      const run = await check({ 'upload-name': 'run 2x' });
      expect(run.verdict).toBe('not-found');
      expect(run.ending.message).toContain('Similar names: "run 2');
    }));

  it('that can not be read on while the nearest names are looked for ends as unreachable', () =>
    withScene(version, async ({ add, check, fault }) => {
      for (let i = 0; i < 101; i++) add({ ...good, name: `run ${i}` });
      fault(({ query }) => (query.includes('page=2') ? { kind: 'html', status: 503 } : undefined));
      expect((await check({ 'upload-name': 'run 2x' })).verdict).toBe('unreachable');
    }));

  it('that shifts each time has no verdict on a part of it', () =>
    withScene(version, async ({ add, check, fault, requests }) => {
      for (let i = 0; i < 150; i++) add({ ...good, name: `run ${i}` });
      fault(({ query }) => {
        if (query.includes('page=2')) add({ ...good, name: 'run again' });
        return undefined;
      });
      const run = await check({ 'upload-pattern': 'run*' });
      expect(run.verdict).toBe('unexpected-answer');
      expect(run.ending.message).toContain('could not be read completely');
      expect(tally(requests())).toEqual({ login: 1, list: 6 });
    }));

  it('whose pages repeat an upload, with the same total, is read again', () =>
    withScene(version, async ({ add, check, fault, server }) => {
      const ids = Array.from({ length: 150 }, (_, i) => add({ ...good, name: `run ${i}` }));
      let shifted = false;
      fault(({ query }) => {
        if (query.includes('page=2') && !shifted) {
          shifted = true;
          server.remove(ids[0] ?? '');
          add({ status: 'FAILURE', name: 'run late' });
        }
        return undefined;
      });
      expect((await check({ 'upload-pattern': 'run*', timeout: '1h' })).verdict).toBe('processing-failed');
    }));
});

describe.each(versions)('a pattern (%s)', (version) => {
  it('leads to every upload that it matches, but for the excluded ones, and "*" to a nameless one too', () =>
    withScene(version, async ({ add, check }) => {
      for (const name of ['run 1', 'run 2', 'run 2 draft', 'Run 3', '']) add({ ...good, ...(name !== '' && { name }) });
      const withoutAll = await check({ 'upload-pattern': '!Run*\n!*draft\n!*1\n!run 2\n*' });
      expect(withoutAll.ending.results?.map(({ name }) => name)).toEqual(['']);
      expect(Object.keys(endings(await check({ 'upload-pattern': '!*draft\nrun*' }))).toSorted()).toEqual(['run 1', 'run 2']);
      expect((await check({ 'upload-pattern': '*' })).ending.results).toHaveLength(5);
      const both = await check({ 'upload-pattern': 'run ?' });
      expect(both.ending.results?.map(({ older }) => older)).toEqual([0, 0]);
    }));

  it('that matches nothing is not found, and teaches the newest names', () =>
    withScene(version, async ({ add, check }) => {
      add({ ...good, name: 'run 1' });
      const { verdict, ending } = await check({ 'upload-pattern': 'rum*' });
      expect(verdict).toBe('not-found');
      expect(ending.message).toContain('No upload matches the pattern "rum*"');
      expect(ending.message).toContain('"run 1"');
    }));

  it('that matches more than 1000 uploads is an invalid input, and exactly 1000 are not', () =>
    withScene(version, async ({ add, check, requests }) => {
      for (let i = 0; i < 1000; i++) add({ ...good, name: `run ${i}` });
      add({ ...good, name: 'other' });
      const run = await check({ 'upload-pattern': '*', timeout: '0' });
      expect(run.verdict).toBe('invalid-input');
      expect(run.ending.message).toContain('1001');
      expect(tally(requests())).toEqual({ login: 1, list: 11 });
      expect((await check({ 'upload-pattern': 'run*', timeout: '0' })).ending.results).toHaveLength(1000);
    }));
});

describe.each(versions)('not-before (%s)', (version) => {
  const old = { ...good, completedAt: new Date(Date.UTC(2026, 0, 15, 9)) };
  const fresh = { ...good, completedAt: new Date(Date.UTC(2026, 0, 15, 11, 30)) };

  it('leaves older uploads of a name out, before duplicates are counted', () =>
    withScene(version, async ({ add, check }) => {
      add({ ...old, name: 'run' });
      const inputs = { 'upload-name': 'run', 'not-before': '2h', 'on-duplicate': 'fail' };
      expect((await check(inputs)).verdict).toBe('stale');
      add({ ...fresh, name: 'run' });
      expect((await check(inputs)).verdict).toBe('success');
      add({ ...fresh, name: 'run' });
      expect((await check(inputs)).verdict).toBe('duplicate');
    }));

  it('is a verdict for ids, and no matter for what runs or is READY', () =>
    withScene(version, async ({ add, check }) => {
      const inputs = { 'not-before': '2026-01-15T10:00', timeout: '0' };
      expect((await check({ ...inputs, 'upload-id': add(old) })).verdict).toBe('stale');
      expect((await check({ ...inputs, 'upload-id': add(fresh) })).verdict).toBe('success');
      expect((await check({ ...inputs, 'upload-id': add({ ...old, status: 'READY' }) })).verdict).toBe('not-processed');
      expect((await check({ ...inputs, 'upload-id': add({ ...old, ...working[version] }) })).verdict).toBe('timeout');
      expect((await check({ ...inputs, 'upload-id': add({ ...old, completedAt: null }) })).verdict).toBe('unexpected-answer');
    }));

  it('waits for an upload to become newer, and then for its processing', () =>
    withScene(version, async ({ add, check }) => {
      const inputs = { 'not-before': '1h', 'wait-for-upload': '2m', timeout: '2m' };
      const rerun = { 60: working[version], 150: { ...good, completedAt: new Date(Date.UTC(2026, 0, 15, 12, 2)) } };
      const byId = await check({ ...inputs, 'upload-id': add(old, rerun) });
      expect(byId.verdict).toBe('success');
      expect(byId.elapsed).toBeGreaterThanOrEqual(150 * second);
      add({ ...old, name: 'run' }, rerun);
      expect((await check({ ...inputs, 'upload-name': 'run' })).verdict).toBe('success');
      expect((await check({ ...inputs, 'upload-id': add(old) })).verdict).toBe('stale');
    }));
});

describe('a search', () => {
  it.each([
    ['a revoked personal access token', { revoked: true }, ['uploads:read'], 'authentication'],
    ['a personal access token without the scope', {}, ['users:read'], 'permission'],
  ] as const)('with %s ends the step, before any upload is looked at', (_, options, scopes, reason) =>
    withScene('2.0', async ({ add, check, server, requests }) => {
      const id = add({ ...good, name: 'run', published: true });
      const token = server.pat('ada', [...scopes], options);
      const run = await check({ token, 'upload-name': 'run', 'upload-id': id });
      expect(run.verdict).toBe(reason);
      expect(run.ending.results?.map(({ failure }) => failure?.reason)).toEqual([reason, reason]);
      expect(requests()).toEqual(['list']);
    }),
  );

  it('is retried until wait-for-upload ends, when that is longer than a minute', () =>
    withScene('2.0', async ({ add, check, fault, clock }) => {
      add({ ...good, name: 'run' });
      fault(({ method }) => (method === 'GET' && clock.elapsed < 200 * second ? { kind: 'html', status: 502 } : undefined));
      expect((await check({ 'upload-name': 'run', 'wait-for-upload': '4m' })).verdict).toBe('success');
    }));

  it('finds nothing where the list has no such upload: a 404 there is a wrong address', () =>
    withScene('2.0', async ({ check, fault }) => {
      fault(({ method }) => (method === 'GET' ? notThere : undefined));
      expect((await check({ 'upload-name': 'run' })).verdict).toBe('unexpected-answer');
    }));
});
