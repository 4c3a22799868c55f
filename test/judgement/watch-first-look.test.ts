import { beforeAll, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { catchLog } from '../catch-log.ts';
import { good, notThere, withScene } from './watch-scene.ts';

beforeAll(catchLog);

it('an id that is waited for: a look that fails once, long after the timeout, is tried again', () =>
  withScene('2.0', async ({ add, check, fault, clock }) => {
    const id = add(good);
    let failed = false;
    fault(({ path }) => {
      if (!path.endsWith('/entries')) return undefined;
      if (clock.elapsed > 480 * second && !failed) {
        failed = true;
        return { kind: 'html', status: 502 };
      }
      return clock.elapsed < 540 * second ? notThere : undefined;
    });
    expect((await check({ 'upload-id': id, timeout: '1m', 'wait-for-upload': '20m' })).verdict).toBe('success');
  }));
