import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { catchLog } from '../catch-log.ts';
import { versions } from '../nomad-server/server.ts';
import { good, notThere, tally, withScene, working } from './watch-scene.ts';

beforeAll(catchLog);

describe.each(versions)('a first look (%s)', (version) => {
  it('that fails is tried again five times', () =>
    withScene(version, async ({ add, check, fault, requests }) => {
      const id = add(good);
      fault(({ path }) => (path.endsWith('/entries') ? { kind: 'html', status: 503 } : undefined));
      expect((await check({ 'upload-id': id })).verdict).toBe('unreachable');
      expect(tally(requests())).toEqual({ login: 1, look: 6 });
    }));

  it('that stalls has a minute', () =>
    withScene(version, async ({ add, check, fault }) => {
      const id = add(good);
      fault(({ path }) => (path.endsWith('/entries') ? { kind: 'stall-headers' } : undefined));
      const run = await check({ 'upload-id': id });
      expect(run.verdict).toBe('unreachable');
      expect(run.elapsed).toBeLessThanOrEqual(62 * second);
    }));

  it('of an id that is waited for may be long after the timeout', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      const id = add(good);
      fault(({ path }) => (clock.elapsed < 500 * second && path.endsWith('/entries') ? notThere : undefined));
      expect((await check({ 'upload-id': id, timeout: '1m', 'wait-for-upload': '10m' })).verdict).toBe('success');
    }));
});

describe.each(versions)('a list of several uploads (%s)', (version) => {
  it('that is not understood leads to a look at each', () =>
    withScene(version, async ({ add, check, fault }) => {
      for (const name of ['a', 'b']) add({ ...working[version], name }, { 30: good });
      fault(({ query }) => (query.includes('upload_id=') ? { kind: 'html', status: 200 } : undefined));
      expect((await check({ 'upload-name': 'a\nb' })).verdict).toBe('success');
    }));

  it('that refuses the login ends the wait', () =>
    withScene(version, async ({ add, check, fault, server, requests }) => {
      for (const name of ['a', 'b']) add({ ...working[version], name }, { 30: good });
      const body = JSON.stringify({ detail: 'Could not validate credentials. The given token is invalid.' });
      fault(({ query }) => (query.includes('upload_id=') ? { kind: 'status', status: 401, body } : undefined));
      expect((await check({ token: server.token('ada'), 'upload-name': 'a\nb' })).verdict).toBe('authentication');
      expect(requests().at(-1)).toBe('round');
    }));
});
