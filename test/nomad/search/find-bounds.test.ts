import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../../src/core/clock.ts';
import { catchLog } from '../../catch-log.ts';
import { type Fault, type LoggedRequest, versions } from '../../nomad-server/server.ts';
import { good, tally, withScene } from '../../judgement/watch-scene.ts';

beforeAll(() => {
  catchLog();
});

/** What a list shows of uploads of a name, and the total that it says, which need not fit. */
function listOf(ids: readonly string[], total: number, name = 'run'): Fault {
  const data = ids.map((id) => ({
    ...{ upload_id: id, upload_name: name, upload_create_time: '2026-01-01T00:00:00Z', published: false, entries: 1 },
    ...{ process_running: false, process_status: 'SUCCESS', current_process: 'process_upload' },
  }));
  return { kind: 'text', text: JSON.stringify({ pagination: { total }, data }) };
}

/** Answers only the first list so. */
function first(answer: () => Fault): (request: LoggedRequest) => Fault | undefined {
  let given = false;
  return ({ path }) => {
    if (given || !path.endsWith('/uploads')) return undefined;
    given = true;
    return answer();
  };
}

describe.each(versions)('uploads of a name whose number does not fit the total are listed again (%s)', (version) => {
  const strict = { 'upload-name': 'run', 'on-duplicate': 'fail' };

  it('where an upload came between, so that there are two after all', () =>
    withScene(version, async ({ add, check, fault, requests, server }) => {
      const ids = [add({ ...good, name: 'run' }), add({ ...good, name: 'run' })];
      fault(first(() => listOf(ids, 1)));
      expect((await check(strict)).verdict).toBe('duplicate');
      expect(tally(requests())).toMatchObject({ list: 2 });
      expect(server.requests.filter(({ query }) => query.includes('upload_name=run'))).toHaveLength(2);
    }));

  it.each([
    ['that is missing', 2, (id: string) => [id]],
    ['that came twice', 2, (id: string) => [id, id]],
  ])('where one was deleted meanwhile: %s', (_, total, shown) =>
    withScene(version, async ({ add, check, fault, requests }) => {
      const id = add({ ...good, name: 'run' });
      fault(first(() => listOf(shown(id), total)));
      expect((await check(strict)).verdict).toBe('success');
      expect(tally(requests())).toMatchObject({ list: 2 });
    }),
  );

  it('where they have another name, so that none is left out as found', () =>
    withScene(version, async ({ add, check, fault }) => {
      const other = add({ ...good, name: 'Run' });
      add({ ...good, name: 'here' });
      fault(({ path, query }) =>
        path.endsWith('/uploads') && query.includes('upload_name=run') ? listOf([other], 1, 'Run') : undefined,
      );
      const run = await check({ 'upload-name': 'run\nhere' });
      expect(run.verdict).toBe('not-found');
      expect(run.ending.results?.map(({ given, failure }) => [given, failure?.reason])).toEqual([
        ['run', 'not-found'],
        ['here', undefined],
      ]);
    }));

  it('where not-before leaves out more than a page of them, so that none of the rest is taken for found', () =>
    withScene(version, async ({ add, check }) => {
      for (let i = 0; i < 101; i++) add({ ...good, name: 'run', completedAt: new Date(0) });
      add({ ...good, name: 'here' });
      const run = await check({ 'upload-name': 'run\nhere', 'not-before': '2h' });
      expect(run.verdict).toBe('stale');
      expect(run.ending.results?.map(({ given, failure }) => [given, failure?.reason])).toEqual([
        ['run', 'stale'],
        ['here', undefined],
      ]);
    }));

  it('and there is no verdict where it never fits', () =>
    withScene(version, async ({ add, check, fault }) => {
      const id = add({ ...good, name: 'run' });
      fault(({ path }) => (path.endsWith('/uploads') ? listOf([id], 0) : undefined));
      expect((await check(strict)).verdict).toBe('unexpected-answer');
    }));
});

describe.each(versions)('a search for many names (%s)', (version) => {
  const names = Array.from({ length: 40 }, (_, i) => `missing ${i}`).join('\n');

  it('lists the newest names once, however many names are missing', () =>
    withScene(version, async ({ add, check, requests }) => {
      for (let i = 0; i < 150; i++) add({ ...good, name: `other ${i}` });
      const run = await check({ 'upload-name': 'missing 1\nmissing 2\nmissing 3', 'upload-pattern': 'missing*' });
      expect(run.verdict).toBe('not-found');
      expect(run.ending.results?.every(({ message }) => message.includes('has 150 uploads'))).toBe(true);
      // Each name twice, the second time among shared uploads; two pages for the pattern, and two for the newest names.
      expect(tally(requests())).toEqual({ login: 1, list: 3 * 2 + 2 + 2 });
    }));

  it.each([
    ['0', 60],
    ['3m', 180],
  ])('has its time, which is a minute or wait-for-upload (%s), where NOMAD is slow', (wait, seconds) =>
    withScene(version, async ({ check, fault, clock }) => {
      fault(({ path }) => {
        if (path.endsWith('/uploads')) clock.pass(10 * second);
        return undefined;
      });
      const run = await check({ 'upload-name': names, 'wait-for-upload': wait });
      expect(run.verdict).toBe('unreachable');
      expect(run.ending.message).toContain('NOMAD is answering too slowly: there was not enough time');
      expect(run.elapsed).toBe(seconds * second);
    }),
  );

  it('is tried again five times where nothing is waited for, and until wait-for-upload ends otherwise', () =>
    withScene(version, async ({ check, fault, requests }) => {
      fault(({ path }) => (path.endsWith('/uploads') ? { kind: 'html', status: 503 } : undefined));
      expect((await check({ 'upload-name': 'run' })).verdict).toBe('unreachable');
      expect(tally(requests())).toEqual({ login: 1, list: 6 });
      const waiting = await check({ 'upload-name': 'run', 'wait-for-upload': '10m' });
      expect(waiting).toMatchObject({ verdict: 'unreachable', elapsed: 600 * second });
    }));

  it('has a minute to explain what is missing', () =>
    withScene(version, async ({ check, fault, clock }) => {
      let searched = 0;
      let began = Infinity;
      fault(({ path }) => {
        if (path.endsWith('/uploads') && ++searched > 40) {
          began = Math.min(began, clock.elapsed);
          clock.pass(10 * second);
        }
        return undefined;
      });
      const run = await check({ 'upload-name': names });
      expect(run.verdict).toBe('not-found');
      expect(run.ending.results).toHaveLength(40);
      expect(run.elapsed - began).toBeLessThanOrEqual(80 * second);
    }));
});

it('a page that is shorter than it must be ends the reading of a list whose total is a lie', () =>
  withScene('2.0', async ({ add, check, fault, requests }) => {
    const id = add({ ...good, name: 'run' });
    fault(({ path }) => (path.endsWith('/uploads') ? listOf([id], 1_000_000) : undefined));
    expect((await check({ 'upload-pattern': 'r*' })).verdict).toBe('unexpected-answer');
    // Three tries, each with one page that shows it.
    expect(tally(requests())).toEqual({ login: 1, list: 6 });
  }));
