import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { versions } from '../nomad-server/server.ts';
import { catchLog } from '../catch-log.ts';
import { good, notThere, tally, withScene, working } from './watch-scene.ts';

beforeAll(catchLog);

describe.each(versions)('an id (%s)', (version) => {
  it('that is unknown is not found, and the list of uploads tells how many there are', () =>
    withScene(version, async ({ add, check, requests }) => {
      add(good);
      const run = await check({ 'upload-id': 'no-such-upload' });
      expect(run.verdict).toBe('not-found');
      expect(run.ending.message).toMatch(
        /There is no upload with the id no-such-upload at .*; this account has 1 upload of its own/,
      );
      expect(requests()).toEqual(['login', 'look', 'list']);
    }));

  it('is waited for as long as wait-for-upload says, and looked for no longer', () =>
    withScene(version, async ({ check, requests }) => {
      const run = await check({ 'upload-id': 'no-such-upload', 'wait-for-upload': '2m' });
      expect(run.verdict).toBe('not-found');
      expect(run.elapsed).toBe(120 * second);
      expect(tally(requests())).toMatchObject({ login: 1, list: 1 });
    }));

  it('that appears late is watched for the whole timeout from then on', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      const id = add(working[version], { 85: good });
      fault(({ path }) => (clock.elapsed < 50 * second && path.endsWith('/entries') ? notThere : undefined));
      expect((await check({ 'upload-id': id, timeout: '40s', 'wait-for-upload': '60s' })).verdict).toBe('success');
    }));

  it('that is deleted during the wait is deleted, not absent', () =>
    withScene(version, async ({ add, check }) => {
      const id = add(working[version], { 10: null });
      const run = await check({ 'upload-id': id, 'wait-for-upload': '10m' });
      expect(run.verdict).toBe('deleted');
      expect(run.elapsed).toBeLessThanOrEqual(12 * second);
    }));

  it("of somebody else's upload ends that upload alone", () =>
    withScene(version, async ({ add, check }) => {
      const ids = [add({ ...good, owner: 'bob' }), add(good)];
      const { verdict, ending } = await check({ 'upload-id': ids.join('\n') });
      expect(verdict).toBe('permission');
      expect(ending.results?.map(({ id, failure }) => [id, failure?.reason])).toEqual([
        [ids[0], 'permission'],
        [ids[1], undefined],
      ]);
    }));

  it('of a published upload of somebody else is judged', () =>
    withScene(version, async ({ add, check }) => {
      expect((await check({ 'upload-id': add({ ...good, owner: 'bob', published: true }) })).verdict).toBe('success');
    }));
});

it('with a revoked personal access token is no missing upload, but a dead login (2.0)', () =>
  withScene('2.0', async ({ check, server, add }) => {
    const token = server.pat('ada', ['uploads:read'], { revoked: true });
    const run = await check({ token, 'upload-id': `no-such-upload\n${add({ ...good, published: true })}` });
    expect(run.verdict).toBe('authentication');
    expect(run.ending.results?.map(({ failure }) => failure?.reason)).toEqual(['authentication', 'authentication']);
    expect((await check({ token, 'upload-id': add({ ...good, published: true }) })).verdict).toBe('success');
  }));

it('an id whose absence can not be explained ends the step, as any search does', () =>
  withScene('2.0', async ({ add, check, fault }) => {
    const running = add(working['2.0']);
    fault(({ path }) => (path.endsWith('/uploads') ? { kind: 'html', status: 200 } : undefined));
    const run = await check({ 'upload-id': `no-such-upload\n${running}` });
    expect(run.ending.results?.map(({ id, failure }) => [id, failure?.reason])).toEqual([
      ['no-such-upload', 'unexpected-answer'],
      [running, 'unexpected-answer'],
    ]);
  }));
