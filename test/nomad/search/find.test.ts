import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../../src/core/clock.ts';
import { versions } from '../../nomad-server/server.ts';
import { catchLog } from '../../catch-log.ts';
import { type Run } from '../../in-process.ts';
import { good, tally, withScene, working } from '../../judgement/watch-scene.ts';

beforeAll(() => {
  catchLog();
});

/** Ids of the uploads that were judged, or the reasons of lines that led to none. */
function judged({ ending }: Run): (string | undefined)[] {
  return (ending.results ?? []).map(({ id, failure }) => (id === '' ? failure?.reason : id));
}

describe.each(versions)('a name (%s)', (version) => {
  it.each([
    ['Run', 'run'],
    ['run', 'run 1'],
    ['run 1', 'run'],
    ['e\u0301', '\u00e9'],
    ['run*', 'run1'],
    ['{"value":"run","type":"fuzzy"}', 'my run'],
  ])('%s is compared exactly: not %s', (wanted, there) =>
    withScene(version, async ({ add, check }) => {
      add({ ...good, name: there });
      expect((await check({ 'upload-name': wanted })).verdict).toBe('not-found');
    }),
  );

  it.each(['run & more = 100 %', '#1/2?', '日本語 🧪', '{a}', '{', '{"value":"x"}', '{"a":1}', '[]', '*'])(
    '%s is found as it is',
    (name) =>
      withScene(version, async ({ add, check }) => {
        add({ ...good, name: 'x' });
        const id = add({ ...good, name });
        const run = await check({ 'upload-name': name });
        expect(run.verdict).toBe('success');
        expect(judged(run)).toEqual([id]);
      }),
  );

  it('that is JSON is found among many, without being sent, because 2.0 reads it as a filter', () =>
    withScene(version, async ({ add, check, requests, server }) => {
      const id = add({ ...good, name: '{"value":"run"}' });
      for (let i = 0; i < 120; i++) add({ ...good, name: 'run' });
      expect(judged(await check({ 'upload-name': '{"value":"run"}' }))).toEqual([id]);
      expect(requests()).toEqual(['login', 'list', 'list', 'look']);
      expect(server.requests.some(({ query }) => query.includes('upload_name'))).toBe(false);
    }));

  it('of several uploads is the newest, however the server sorts them', () =>
    withScene(version, async ({ add, check }) => {
      const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
      add({ ...good, name: 'run', createdAt: at(3) });
      const newest = add({ ...good, name: 'run', createdAt: at(9) });
      add({ ...good, name: 'run', createdAt: at(5), status: 'FAILURE' });
      const run = await check({ 'upload-name': 'run' });
      expect(judged(run)).toEqual([newest]);
      expect(run.ending.results?.[0]?.older).toBe(2);
      const strict = await check({ 'upload-name': 'run', 'on-duplicate': 'fail' });
      expect(strict.verdict).toBe('duplicate');
      expect(judged(strict)).toEqual(['duplicate']);
    }));

  it('of more uploads than fit on a page is still the newest, with the number of all', () =>
    withScene(version, async ({ add, check, requests }) => {
      for (let i = 0; i < 130; i++) add({ ...good, name: 'run' });
      const newest = add({ ...good, name: 'run' });
      const run = await check({ 'upload-name': 'run' });
      expect(judged(run)).toEqual([newest]);
      expect(run.ending.results?.[0]?.older).toBe(130);
      expect(tally(requests())).toEqual({ login: 1, list: 1, look: 1 });
    }));

  it("of a stranger's upload is never found, though it is shared with the account", () =>
    withScene(version, async ({ add, check }) => {
      const own = add({ ...good, name: 'run' });
      const planted = add({ ...good, name: 'run', owner: 'bob', coauthors: ['ada'] });
      expect(judged(await check({ 'upload-name': 'run' }))).toEqual([own]);
      expect(judged(await check({ 'upload-pattern': 'r*' }))).toEqual([own]);
      expect(judged(await check({ 'upload-name': 'run', 'include-shared': 'true' }))).toEqual([planted]);
      expect(judged(await check({ 'upload-pattern': 'r*', 'include-shared': 'true' })).toSorted()).toEqual(
        [own, planted].toSorted(),
      );
    }));

  it('that is only shared teaches include-shared', () =>
    withScene(version, async ({ add, check }) => {
      add({ ...good, name: 'run', owner: 'bob', coauthors: ['ada'] });
      const { verdict, ending } = await check({ 'upload-name': 'run' });
      expect(verdict).toBe('not-found');
      expect(ending.message).toContain('include-shared: true');
    }));

  it('that is not found teaches where was searched, how many uploads there are, and the nearest names', () =>
    withScene(version, async ({ add, check, server }) => {
      for (const name of ['Run 41', 'run 42', 'something else']) add({ ...good, name });
      add({ ...good, name: 'run 4', owner: 'bob' });
      const { verdict, ending } = await check({ 'upload-name': 'run 4' });
      expect(verdict).toBe('not-found');
      expect(ending.message).toContain(
        `This account has no upload with the name "run 4" at ${server.api}; it has 3 uploads of its own.`,
      );
      expect(ending.message).toMatch(/Similar names: "(run 42", "Run 41|Run 41", "run 42)"\./);
      expect(ending.message).not.toContain('something else');
    }));

  it('that is not found lists ten pages for the nearest names, and no more', () =>
    withScene(version, async ({ add, check, requests }) => {
      for (let i = 0; i < 1130; i++) add({ name: `other ${i}`, status: 'READY' });
      const { ending } = await check({ 'upload-name': 'run' });
      expect(ending.message).toContain('1130 uploads');
      expect(tally(requests())).toEqual({ login: 1, list: 12 });
    }));

  it('leads to an upload that is followed by its id, also when it is renamed', () =>
    withScene(version, async ({ add, check }) => {
      const id = add({ ...working[version], name: 'run' }, { 5: { name: 'renamed' }, 20: good });
      const run = await check({ 'upload-name': 'run' });
      expect(run.verdict).toBe('success');
      expect(judged(run)).toEqual([id]);
      expect(run.ending.results?.[0]?.name).toBe('renamed');
    }));

  it('that several lines and an id lead to is judged once', () =>
    withScene(version, async ({ add, check, requests }) => {
      const id = add({ ...good, name: 'run' });
      const run = await check({ 'upload-id': id, 'upload-name': 'run', 'upload-pattern': 'run\nr*' });
      expect(judged(run)).toEqual([id]);
      expect(run.ending.results?.[0]).toMatchObject({ given: id, matchedBy: 'id', older: 0 });
      expect(tally(requests())['look']).toBe(1);
    }));

  it('leads to uploads in the order of the lines', () =>
    withScene(version, async ({ add, check }) => {
      const [a, b, c] = ['a', 'b', 'c'].map((name) => add({ ...good, name }));
      expect(judged(await check({ 'upload-name': 'b\nc\na' }))).toEqual([b, c, a]);
    }));

  it('that is missing leaves the others to be judged and shown', () =>
    withScene(version, async ({ add, check }) => {
      const id = add({ ...good, name: 'run' });
      const run = await check({ 'upload-name': 'nowhere\nrun' });
      expect(run.verdict).toBe('not-found');
      expect(judged(run)).toEqual(['not-found', id]);
    }));
});

describe.each(versions)('wait-for-upload (%s)', (version) => {
  it('waits for a name that comes late, and then for its processing', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      let added = false;
      fault(() => {
        if (clock.elapsed >= 50 * second && !added) {
          added = true;
          add({ ...working[version], name: 'run' }, { 30: good });
        }
        return undefined;
      });
      const run = await check({ 'upload-name': 'run', 'wait-for-upload': '2m', timeout: '40s' });
      expect(run.verdict).toBe('success');
      expect(run.elapsed).toBeGreaterThanOrEqual(80 * second);
    }));

  it('ends when it says, with rounds that grow further and further apart', () =>
    withScene(version, async ({ check, requests, clock }) => {
      const run = await check({ 'upload-name': 'run', 'wait-for-upload': '10m' });
      expect(run.verdict).toBe('not-found');
      expect(run.ending.message).toContain('even after waiting for it');
      expect(run.elapsed).toBe(600 * second);
      expect(Math.min(...clock.sleeps)).toBeGreaterThanOrEqual(second);
      expect(tally(requests())['list']).toBeLessThanOrEqual(65);
    }));

  it('of 0 searches once', () =>
    withScene(version, async ({ check, clock }) => {
      expect((await check({ 'upload-name': 'run' })).verdict).toBe('not-found');
      expect(clock.sleeps).toEqual([]);
    }));

  it('waits for nothing where all is there', () =>
    withScene(version, async ({ add, check, requests }) => {
      add({ ...good, name: 'run' });
      const run = await check({ 'upload-name': 'run', 'upload-pattern': 'r*', 'wait-for-upload': '10m' });
      expect(run).toMatchObject({ verdict: 'success', elapsed: 0 });
      expect(tally(requests())).toEqual({ login: 1, list: 2, look: 1 });
    }));

  it('asks no more for names that were found', () =>
    withScene(version, async ({ add, check, requests }) => {
      add({ ...good, name: 'here' });
      const run = await check({ 'upload-name': 'here\nnowhere', 'wait-for-upload': '5s' });
      expect(judged(run)).toContain('not-found');
      // 0, 1, 2.1, 3.31, 4.641, 5.641 s for one, once for the other; two to explain.
      expect(tally(requests())['list']).toBe(6 + 1 + 2);
    }));

  it('asks no more for patterns that were found', () =>
    withScene(version, async ({ add, check, requests }) => {
      add({ ...good, name: 'here' });
      const run = await check({ 'upload-pattern': 'h*', 'upload-name': 'nowhere', 'wait-for-upload': '5s' });
      expect(judged(run)).toContain('not-found');
      expect(tally(requests())['list']).toBe(6 + 1 + 2);
    }));
});
