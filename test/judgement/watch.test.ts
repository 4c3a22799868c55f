import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { type Fault, versions } from '../nomad-server/server.ts';
import { catchLog } from '../catch-log.ts';
import { good, withScene, working } from './watch-scene.ts';

beforeAll(catchLog);

describe.each(versions)('a wait (%s)', (version) => {
  it('asks an upload that is processed already once, by id', () =>
    withScene(version, async ({ add, check, requests, server, clock }) => {
      const run = await check({ token: server.token('ada'), 'upload-id': add(good) });
      expect(run.verdict).toBe('success');
      expect(requests()).toEqual(['look']);
      expect(clock.sleeps).toEqual([]);
    }));

  it('asks at most twice by name, and once more for a login', () =>
    withScene(version, async ({ add, check, requests, clock }) => {
      add({ ...good, name: 'run' });
      expect((await check({ 'upload-name': 'run' })).verdict).toBe('success');
      expect(requests()).toEqual(['login', 'list', 'look']);
      expect(clock.sleeps).toEqual([]);
    }));

  it.each([
    [20, 14],
    [1800, 145],
  ])('of %i s takes at most %i requests, 1 s to 15 s apart, and login and search are among them', (length, most) =>
    withScene(version, async ({ add, check, requests, server, clock }) => {
      const id = add(working[version], { [length]: good });
      const run = await check({ 'upload-id': id, timeout: '1h' });
      expect(run.verdict).toBe('success');
      expect(requests().length).toBeLessThanOrEqual(most);
      expect(Math.min(...clock.sleeps)).toBeGreaterThanOrEqual(second);
      expect(Math.max(...clock.sleeps)).toBeLessThanOrEqual(15 * second);
      // The lag behind the end is at most one pause.
      expect(run.elapsed).toBeLessThanOrEqual((length + Math.min(15, 1 + length / 10)) * second);

      server.requests.length = 0;
      add({ ...working[version], name: 'run' }, { [length]: good });
      expect((await check({ 'upload-name': 'run', timeout: '1h' })).verdict).toBe('success');
      expect(requests().length).toBeLessThanOrEqual(most);
    }),
  );

  it('ends at the timeout, with a last look there', () =>
    withScene(version, async ({ add, check }) => {
      const run = await check({ 'upload-id': add(working[version]), timeout: '5m' });
      expect(run.verdict).toBe('timeout');
      expect(run.elapsed).toBe(300 * second);
      expect(run.ending.message).toContain('nothing has changed for 5 minutes');
    }));

  it('ends with timeout when only our own deadline cuts the last look', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      const id = add(working[version]);
      fault(() => (clock.elapsed > 50 * second ? { kind: 'stall-headers' } : undefined));
      const run = await check({ 'upload-id': id, timeout: '1m' });
      expect(run.verdict).toBe('timeout');
      expect(run.elapsed).toBeLessThanOrEqual(62 * second);
    }));

  it('ends with unreachable when the last look that ended by itself had failed', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      const id = add(working[version]);
      let looks = 0;
      fault(() => {
        if (clock.elapsed <= 45 * second) return undefined;
        return looks++ === 0 ? { kind: 'html', status: 502 } : { kind: 'stall-headers' };
      });
      expect((await check({ 'upload-id': id, timeout: '1m' })).verdict).toBe('unreachable');
    }));

  it('takes an end at the very deadline', () =>
    withScene(version, async ({ add, check }) => {
      const id = add(working[version], { 60: good });
      expect((await check({ 'upload-id': id, timeout: '1m' })).verdict).toBe('success');
    }));

  it('of 0 looks once', () =>
    withScene(version, async ({ add, check, requests }) => {
      const id = add(working[version], { 1: good });
      expect((await check({ 'upload-id': id, timeout: '0' })).verdict).toBe('timeout');
      expect(requests()).toEqual(['login', 'look']);
      const ready = add({ status: 'READY' });
      expect((await check({ 'upload-id': ready, timeout: '0' })).verdict).toBe('not-processed');
      expect((await check({ 'upload-id': add(good), timeout: '0' })).verdict).toBe('success');
      add({ ...working[version], name: 'run' });
      expect(await check({ 'upload-name': 'run', timeout: '0' })).toMatchObject({ verdict: 'timeout', elapsed: 0 });
    }));
});

describe.each(versions)('READY (%s)', (version) => {
  it('for a minute without a break is not processed', () =>
    withScene(version, async ({ add, check }) => {
      const run = await check({ 'upload-id': add({ status: 'READY' }) });
      expect(run.verdict).toBe('not-processed');
      expect(run.elapsed).toBeGreaterThanOrEqual(60 * second);
      expect(run.elapsed).toBeLessThanOrEqual(68 * second);
      expect(run.ending.failure?.advice).toContain('curl --data-binary');
    }));

  it('at the deadline is not processed either', () =>
    withScene(version, async ({ add, check }) => {
      const run = await check({ 'upload-id': add({ status: 'READY' }), timeout: '10s' });
      expect(run.verdict).toBe('not-processed');
      expect(run.elapsed).toBeGreaterThanOrEqual(10 * second);
      expect(run.elapsed).toBeLessThanOrEqual(11 * second);
    }));

  it('between sending and processing is waited over', () =>
    withScene(version, async ({ add, check }) => {
      const id = add({ status: 'READY' }, { 50: working[version], 100: good });
      expect((await check({ 'upload-id': id })).verdict).toBe('success');
    }));

  it('with a break is counted anew', () =>
    withScene(version, async ({ add, check }) => {
      const id = add({ status: 'READY' }, { 40: working[version], 60: { status: 'READY' } });
      const run = await check({ 'upload-id': id });
      expect(run.verdict).toBe('not-processed');
      expect(run.elapsed).toBeGreaterThanOrEqual(120 * second);
    }));

  it('is never green, whatever entries of a former run it shows', () =>
    withScene(version, async ({ add, check }) => {
      const id = add({ ...good, status: 'READY', completedAt: new Date(0) });
      expect((await check({ 'upload-id': id, timeout: '0' })).verdict).toBe('not-processed');
    }));
});

describe('a status that NOMAD was never seen to have', () => {
  function unknown(running: boolean, id: string, status = 'QUEUED'): Fault {
    const upload = {
      ...{ upload_id: id, upload_create_time: '2026-01-01T00:00:00Z', published: false, entries: 1 },
      ...{ process_running: running, process_status: status },
    };
    const answer = { pagination: { total: 1 }, processing_successful: 1, processing_failed: 0, upload };
    return { kind: 'text', text: JSON.stringify(answer) };
  }

  it('is waited on with one warning while it runs', () =>
    withScene('2.0', async ({ add, check, fault, clock }) => {
      const id = add(good);
      fault(({ path }) => (clock.elapsed < 30 * second && path.endsWith('/entries') ? unknown(true, id) : undefined));
      const { verdict, ending } = await check({ 'upload-id': id });
      expect(verdict).toBe('success');
      expect(ending.warnings).toEqual([expect.stringMatching(/shows a status that this action does not know, "\w+", for /)]);
    }));

  it('gives one warning, too, where it changes all the time', () =>
    withScene('2.0', async ({ add, check, fault, clock }) => {
      const id = add(good);
      let looks = 0;
      fault(({ path }) =>
        clock.elapsed < 120 * second && path.endsWith('/entries') ? unknown(true, id, `STATUS ${looks++}`) : undefined,
      );
      const { verdict, ending } = await check({ 'upload-id': id });
      expect(verdict).toBe('success');
      expect(looks).toBeGreaterThan(5);
      expect(ending.warnings).toEqual([
        expect.stringMatching(new RegExp(`shows a status that this action does not know, "STATUS 0", for .*${id}`)),
      ]);
    }));

  it('is red at the end, and running at the deadline is a timeout', () =>
    withScene('2.0', async ({ add, check, fault }) => {
      const id = add(good);
      let running = false;
      fault(({ path }) => (path.endsWith('/entries') ? unknown(running, id) : undefined));
      expect((await check({ 'upload-id': id })).verdict).toBe('unexpected-answer');
      running = true;
      expect((await check({ 'upload-id': id, timeout: '1m' })).verdict).toBe('timeout');
    }));
});
