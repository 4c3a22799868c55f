import { beforeAll, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { type UploadSpec, versions } from '../nomad-server/server.ts';
import { withScene, working } from './watch-scene.ts';

beforeAll(catchLog);

describe.each(versions)('how long nothing has changed (%s)', (version) => {
  it.each<Partial<UploadSpec>>([
    { entries: [{ mainfile: 'a.yaml' }, { mainfile: 'b.yaml' }] },
    { name: 'renamed' },
    { message: 'Parsing all files' },
    { process: 'publish_upload', message: 'a' },
  ])('is counted from the last change: %j', (change) =>
    withScene(version, async ({ add, check }) => {
      const id = add({ ...working[version], message: 'a' }, { 100: change });
      const { ending } = await check({ 'upload-id': id, timeout: '5m' });
      expect(ending.message).toMatch(/nothing has changed for 3 minutes/);
    }),
  );

  it('is not said of an upload that only a list has shown, because a list has no counters', () =>
    withScene(version, async ({ add, check }) => {
      for (const name of ['a', 'b']) add({ ...working[version], name });
      const { verdict, ending } = await check({ 'upload-name': 'a\nb', timeout: '5m' });
      expect(verdict).toBe('timeout');
      for (const { message } of ending.results ?? []) expect(message).not.toContain('nothing has changed');
    }));
});
