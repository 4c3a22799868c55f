import { beforeAll, describe, expect, it } from 'vitest';
import { catchLog } from '../../catch-log.ts';
import { times } from '../../builders.ts';
import { good, tally, withScene } from '../../judgement/watch-scene.ts';
import { versions } from '../../nomad-server/server.ts';

beforeAll(catchLog);

describe.each(versions)('what leads to no upload (%s)', (version) => {
  it.each([
    ['a name among shared uploads, too', { 'upload-name': 'run', 'include-shared': 'true' }],
    ['a name that is JSON', { 'upload-name': '{"a":1}' }],
  ])('is not searched again among shared uploads: %s', (_, inputs) =>
    withScene(version, async ({ add, check, requests }) => {
      add({ ...good, name: 'other' });
      const { verdict, ending } = await check(inputs);
      expect(verdict).toBe('not-found');
      expect(ending.message).not.toContain('include-shared: true');
      expect(tally(requests())).toEqual({ login: 1, list: 2 });
    }),
  );

  it('is not said to be shared where it is nowhere', () =>
    withScene(version, async ({ check }) => {
      expect((await check({ 'upload-name': 'run' })).ending.message).not.toContain('include-shared: true');
    }));

  it('takes no page more than there is', () =>
    withScene(version, async ({ add, check, requests }) => {
      for (const i of times(100, (n) => n)) add({ ...good, name: `other ${i}` });
      expect((await check({ 'upload-name': 'run', 'include-shared': 'true' })).ending.message).toContain('100 uploads');
      expect(tally(requests())).toEqual({ login: 1, list: 2 });
    }));

  it('gets similar names, twenty times', () =>
    withScene(version, async ({ add, check }) => {
      add({ ...good, name: 'run' });
      const { ending } = await check({ 'upload-name': times(22, (i) => `run ${i}`).join('\n') });
      const given = (ending.results ?? [])
        .filter(({ message }) => message.includes('Similar names'))
        .map((result) => result.given);
      expect(given).toEqual(times(20, (i) => `run ${i}`));
    }));

  it('gets the three newest names where it is a pattern', () =>
    withScene(version, async ({ add, check }) => {
      for (const name of ['first', 'second', 'third', 'fourth']) add({ ...good, name });
      add(good);
      const { message } = (await check({ 'upload-pattern': 'x*' })).ending;
      expect(message).toMatch(/"fourth", "third", "second"/);
      expect(message).not.toContain('first');
    }));

  it.each([
    ['upload-id', 'no-such-upload', 6],
    // Twice for the name itself.
    ['upload-name', 'run', 2 + 6],
  ])('is asked for again five times where the list can not be read: %s', (input, value, lists) =>
    withScene(version, async ({ check, fault, requests }) => {
      fault(({ path, query }) =>
        path.endsWith('/uploads') && !query.includes('upload_name') ? { kind: 'html', status: 503 } : undefined,
      );
      expect((await check({ [input]: value })).verdict).toBe('unreachable');
      expect(tally(requests())).toMatchObject({ list: lists });
    }),
  );
});
