import { beforeAll, expect, it } from 'vitest';
import { versions } from '../nomad-server/server.ts';
import { catchLog } from '../catch-log.ts';
import { good, withScene } from './watch-scene.ts';

beforeAll(catchLog);

it.each(versions.flatMap((version) => ['upload-name', 'upload-pattern'].map((input) => ({ version, input }))))(
  'an upload that the search has found, and that is gone at its first look, is deleted: $input ($version)',
  ({ version, input }) =>
    withScene(version, async ({ add, check, fault, server }) => {
      const id = add({ ...good, name: 'run' });
      fault(({ path }) => {
        if (path.endsWith('/entries')) server.remove(id);
        return undefined;
      });
      const run = await check({ [input]: 'run', 'wait-for-upload': '10m' });
      expect(run.verdict).toBe('deleted');
      expect(run.elapsed).toBe(0);
    }),
);
