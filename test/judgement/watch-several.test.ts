import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { versions } from '../nomad-server/server.ts';
import { frontDoor } from '../check/front-door.ts';
import { catchLog } from '../catch-log.ts';
import { runCheck } from '../in-process.ts';
import { good, tally, withScene, working } from './watch-scene.ts';

beforeAll(catchLog);

const failing = { status: 'SUCCESS', entries: [{ mainfile: 'bad.archive.json', status: 'FAILURE' }] };

describe.each(versions)('several uploads (%s)', (version) => {
  it('found by name cost one request a round, and one more for each that has ended', () =>
    withScene(version, async ({ add, check, requests, clock }) => {
      for (const [name, end] of Object.entries({ a: 10, b: 20, c: 60 })) add({ ...working[version], name }, { [end]: good });
      const run = await check({ 'upload-name': 'a\nb\nc' });
      expect(run.verdict).toBe('success');
      // The search has seen that all are running: a pause comes before the first looks. The last one left is asked directly.
      const rounds = clock.sleeps.length - 1;
      const { login, list, look = 0, round = 0 } = tally(requests());
      expect({ login, list }).toEqual({ login: 1, list: 3 });
      expect(round).toBeGreaterThan(5);
      expect(look + round).toBe(3 + rounds + 2);
      expect(Math.min(...clock.sleeps)).toBeGreaterThanOrEqual(second);
    }));

  it('found by name are looked at without a pause where one of them is not running', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      add({ ...working[version], name: 'a' }, { 10: good });
      add({ ...good, name: 'b' });
      const looks: number[] = [];
      fault(({ path }) => {
        if (path.endsWith('/entries')) looks.push(clock.elapsed);
        return undefined;
      });
      expect((await check({ 'upload-name': 'a\nb' })).verdict).toBe('success');
      expect(looks.slice(0, 2)).toEqual([0, 0]);
    }));

  it.each([
    [100, 1],
    [101, 2],
  ])('found by pattern are listed a hundred at a time: %i in %i', (many, chunks) =>
    withScene(version, async ({ add, check, requests, clock, server }) => {
      for (let i = 0; i < many; i++) add({ ...working[version], name: `run-${i}` }, { 5: good });
      const run = await check({ 'upload-pattern': 'run-*' });
      expect(run.verdict).toBe('success');
      const rounds = clock.sleeps.length - 1;
      expect(tally(requests())).toEqual({ login: 1, list: chunks, look: 2 * many, round: chunks * rounds });
      expect(Math.max(...server.requests.map(({ query }) => query.split('upload_id=').length - 1))).toBe(100);
    }),
  );

  it('that are READY cost no more than running ones, until they are not processed or begin at last', () =>
    withScene(version, async ({ add, check, requests, clock }) => {
      for (const name of ['a', 'b', 'c']) add({ status: 'READY', name });
      add({ status: 'READY', name: 'd' }, { 30: working[version], 100: good });
      const run = await check({ 'upload-name': 'a\nb\nc\nd' });
      expect(run.ending.results?.map(({ failure }) => failure?.reason)).toEqual([
        'not-processed',
        'not-processed',
        'not-processed',
        undefined,
      ]);
      const { look = 0, round = 0 } = tally(requests());
      expect(look + round).toBe(4 + clock.sleeps.length);
    }));

  it('given by id cost one request each a round, and those that ended none', () =>
    withScene(version, async ({ add, check, requests, clock }) => {
      const ids = [add(good), add(working[version], { 20: good })];
      const run = await check({ 'upload-id': ids.join('\n') });
      expect(run.verdict).toBe('success');
      expect(tally(requests())).toEqual({ login: 1, look: 2 + clock.sleeps.length });
    }));

  it('are asked one request at a time', () =>
    withScene(version, async ({ add, server, clock }) => {
      for (const name of ['a', 'b', 'c']) add({ ...working[version], name }, { 3: failing });
      using door = await frontDoor(server.api);
      const run = await runCheck(door, { token: server.token('ada'), 'upload-name': 'a\nb\nc' }, clock);
      expect(run.verdict).toBe('entries-failed');
      expect(door.most()).toBe(1);
    }));

  it('are all judged, and the worst decides', () =>
    withScene(version, async ({ add, check }) => {
      add({ ...good, name: 'well' });
      add({ ...failing, name: 'badly' });
      add({ status: 'FAILURE', name: 'not at all' });
      add({ ...working[version], name: 'never' });
      add({ ...working[version], name: 'gone' }, { 30: null });
      const run = await check({ 'upload-name': 'well\nbadly\nnot at all\nnever\ngone\nnowhere', timeout: '2m' });
      expect(run.verdict).toBe('deleted');
      expect(run.ending.results?.map(({ given, failure }) => [given, failure?.reason])).toEqual([
        ['gone', 'deleted'],
        ['nowhere', 'not-found'],
        ['never', 'timeout'],
        ['not at all', 'processing-failed'],
        ['badly', 'entries-failed'],
        ['well', undefined],
      ]);
    }));

  it('keep the verdicts they have when the rest can no longer be asked', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      add({ ...failing, name: 'badly' });
      add({ ...working[version], name: 'never' });
      add({ ...working[version], name: 'too' });
      fault(() => (clock.elapsed > 10 * second ? { kind: 'html', status: 503 } : undefined));
      const run = await check({ 'upload-name': 'badly\nnever\ntoo', timeout: '1m' });
      expect(run.verdict).toBe('unreachable');
      expect(run.ending.results?.map(({ given, failure }) => [given, failure?.reason])).toEqual([
        ['never', 'unreachable'],
        ['too', 'unreachable'],
        ['badly', 'entries-failed'],
      ]);
      expect(run.elapsed).toBeLessThanOrEqual(62 * second);
    }));

  it('get their one look each after the timeout, for 5 minutes', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      const ids = Array.from({ length: 50 }, () => add(good));
      fault(({ path }) => {
        if (path.endsWith('/entries')) clock.pass(15 * second);
        return undefined;
      });
      const run = await check({ 'upload-id': ids.join('\n'), timeout: '1m' });
      expect(run.verdict).toBe('timeout');
      expect(run.ending.results?.filter(({ failure }) => failure === undefined)).toHaveLength(360 / 15);
      expect(run.elapsed).toBe(360 * second);
    }));
});

describe('a list that NOMAD refuses for longer than there is time', () => {
  it('ends the wait at once, without a look at each upload', () =>
    withScene('2.0', async ({ add, check, fault, requests, clock }) => {
      for (const name of ['a', 'b']) add({ status: 'PENDING', name });
      fault(({ query }) =>
        clock.elapsed > 10 * second && query.includes('upload_id')
          ? { kind: 'status', status: 429, headers: { 'retry-after': '3600' } }
          : undefined,
      );
      expect((await check({ 'upload-name': 'a\nb', timeout: '1m' })).verdict).toBe('unreachable');
      expect(requests().at(-1)).toBe('round');
    }));
});

describe('a list that our own deadline cuts', () => {
  it('is a timeout, when nothing had failed before', () =>
    withScene('2.0', async ({ add, check, fault, clock }) => {
      for (const name of ['a', 'b']) add({ status: 'PENDING', name });
      fault(({ query }) => {
        if (clock.elapsed > 50 * second && query.includes('upload_id')) clock.pass(5 * second);
        return undefined;
      });
      expect((await check({ 'upload-name': 'a\nb', timeout: '1m' })).verdict).toBe('timeout');
    }));
});
