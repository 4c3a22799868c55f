import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { catchLog } from '../catch-log.ts';
import { versions } from '../nomad-server/server.ts';
import { good, withScene, working } from './watch-scene.ts';

beforeAll(catchLog);

describe.each(versions)('an upload whose processing may be too old (%s)', (version) => {
  const old = { ...good, completedAt: new Date(0) };

  it.each([
    ['0', 0],
    ['2m', 120],
  ])('is waited for no longer than wait-for-upload says, where it is given by id: %s', (wait, seconds) =>
    withScene(version, async ({ add, check }) => {
      const run = await check({ 'upload-id': add(old), 'not-before': '1h', 'wait-for-upload': wait });
      expect(run).toMatchObject({ verdict: 'stale', elapsed: seconds * second });
    }),
  );

  it('is judged at once where it is not', () =>
    withScene(version, async ({ add, check, clock }) => {
      const id = add({ ...good, completedAt: new Date(clock.now()) });
      const run = await check({ 'upload-id': id, 'not-before': '1h', 'wait-for-upload': '10m' });
      expect(run).toMatchObject({ verdict: 'success', elapsed: 0 });
    }));

  it('is not waited for where a name has led to it', () =>
    withScene(version, async ({ add, check }) => {
      add({ ...working[version], name: 'run' }, { 5: old });
      const run = await check({ 'upload-name': 'run', 'not-before': '1h', 'wait-for-upload': '10m' });
      expect(run.verdict).toBe('stale');
      expect(run.elapsed).toBeLessThanOrEqual(7 * second);
    }));
});
