import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { versions } from '../nomad-server/server.ts';
import { catchLog } from '../catch-log.ts';
import { good, withScene, working } from './watch-scene.ts';

beforeAll(catchLog);

describe.each(versions)('the last round of many uploads (%s)', (version) => {
  const names = Array.from({ length: 30 }, (_, i) => `run ${i}`);

  it.each(['upload-id', 'upload-name'])('ends 2 s and one request after the deadline, where the server stalls: %s', (input) =>
    withScene(version, async ({ add, check, fault, clock }) => {
      const ids = names.map((name) => add({ ...working[version], name }));
      fault(({ path }) => (clock.elapsed >= 58 * second && path.includes('/uploads') ? { kind: 'stall-headers' } : undefined));
      const run = await check({ [input]: (input === 'upload-id' ? ids : names).join('\n'), timeout: '1m' });
      expect(run.verdict).toBe('timeout');
      expect(run.ending.results?.map(({ failure }) => failure?.reason)).toEqual(names.map(() => 'timeout'));
      expect(run.elapsed).toBeLessThanOrEqual((60 + 2 + 2) * second);
    }),
  );

  it('looks at those whose turn comes within 2 s of the deadline, and at no others', () =>
    withScene(version, async ({ add, check, fault, clock }) => {
      const ids = names.slice(0, 5).map((name) => add({ ...working[version], name }, { 59.5: good }));
      fault(({ path }) => {
        if (clock.elapsed >= 59.5 * second && path.endsWith('/entries')) clock.pass(second);
        return undefined;
      });
      const run = await check({ 'upload-id': ids.join('\n'), timeout: '1m' });
      const judged = new Map(run.ending.results?.map(({ id, failure }) => [id, failure?.reason]));
      expect(ids.map((id) => judged.get(id))).toEqual([undefined, undefined, 'timeout', 'timeout', 'timeout']);
      expect(run.elapsed).toBe(62 * second);
    }));

  it('ends so too where none of them is there, and each answer is slow', () =>
    withScene(version, async ({ check, fault, clock }) => {
      fault(({ path }) => {
        if (clock.elapsed >= 58 * second && path.endsWith('/entries')) clock.pass(1.5 * second);
        return undefined;
      });
      const run = await check({ 'upload-id': names.map((_, i) => `absent-${i}`).join('\n'), 'wait-for-upload': '1m' });
      expect(run.verdict).toBe('not-found');
      expect(run.ending.results).toHaveLength(30);
      expect(run.elapsed).toBeLessThanOrEqual((60 + 2 + 2) * second);
    }));
});
