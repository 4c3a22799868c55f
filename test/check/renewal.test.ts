import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { catchLog } from '../catch-log.ts';
import { type Fault, versions } from '../nomad-server/server.ts';
import { good, tally, withScene, working } from '../judgement/watch-scene.ts';

let written: () => string;
beforeAll(() => {
  written = catchLog();
});

const refused: Fault = {
  kind: 'status',
  status: 401,
  body: JSON.stringify({ detail: 'Could not validate credentials. The given token is invalid.' }),
};

describe.each(versions)('a wait that outlives its token (%s)', (version) => {
  const play = (story: Parameters<typeof withScene>[1]): Promise<void> => withScene(version, story, { tokenSeconds: 300 });

  it('logs in again each time, and goes on', () =>
    play(async ({ add, check, requests }) => {
      const id = add(working[version], { 1700: good });
      expect((await check({ 'upload-id': id })).verdict).toBe('success');
      expect(tally(requests())['login']).toBe(6);
    }));

  it('asks again when the new login fails for a while', () =>
    play(async ({ add, check, fault, clock }) => {
      const id = add(working[version], { 500: good });
      const down = (): boolean => clock.elapsed > 100 * second && clock.elapsed < 450 * second;
      fault(({ method }) => (method === 'POST' && down() ? { kind: 'html', status: 502 } : undefined));
      expect((await check({ 'upload-id': id })).verdict).toBe('success');
    }));

  it('ends at the deadline when the new login fails for ever', () =>
    play(async ({ add, check, fault, clock }) => {
      const id = add(working[version]);
      fault(({ method }) => (method === 'POST' && clock.elapsed > 0 ? { kind: 'reset' } : undefined));
      const run = await check({ 'upload-id': id, timeout: '10m' });
      expect(run.verdict).toBe('unreachable');
      expect(run.elapsed).toBeLessThanOrEqual(602 * second);
    }));

  it('ends at once when the password is no longer right', () =>
    play(async ({ add, check, fault, clock }) => {
      const id = add(working[version]);
      const body = JSON.stringify({ detail: 'Incorrect username or password' });
      fault(({ method }) => (method === 'POST' && clock.elapsed > 0 ? { kind: 'status', status: 401, body } : undefined));
      const run = await check({ 'upload-id': id, timeout: '10m' });
      expect(run.verdict).toBe('authentication');
      expect(run.elapsed).toBeLessThanOrEqual(320 * second);
    }));

  it('ends with a token that was given: NOMAD gives no other one for it', () =>
    play(async ({ add, check, server, requests }) => {
      const run = await check({ token: server.token('ada'), 'upload-id': add(working[version]) });
      expect(run.verdict).toBe('authentication');
      expect(tally(requests())['login']).toBeUndefined();
    }));
});

describe.each(versions)('a token that is refused once (%s)', (version) => {
  /** Refuses the first request of this kind after so many good ones. */
  async function verdictWhenRefused(kind: 'list' | 'look' | 'rows', after: number): Promise<string> {
    let verdict = '';
    await withScene(version, async ({ add, check, fault, requests }) => {
      const bad = { mainfile: 'bad.archive.json', status: 'FAILURE' };
      add({ ...working[version], name: 'run' }, { 5: { status: 'SUCCESS', entries: [bad] } });
      let done = false;
      fault(() => {
        if (done || requests().at(-1) !== kind || tally(requests())[kind] !== after + 1) return undefined;
        done = true;
        return refused;
      });
      const run = await check({ 'upload-name': 'run' });
      expect(done).toBe(true);
      verdict = `${run.verdict}, ${tally(requests())['login'] ?? 0} logins, ${run.ending.warnings.length} warnings`;
    });
    return verdict;
  }

  it('in the search is a fresh one, and ends the step', async () => {
    expect(await verdictWhenRefused('list', 0)).toBe('authentication, 1 logins, 0 warnings');
  });

  it('at a look has worked before, and is renewed', async () => {
    expect(await verdictWhenRefused('look', 0)).toBe('entries-failed, 2 logins, 0 warnings');
    expect(await verdictWhenRefused('look', 2)).toBe('entries-failed, 2 logins, 0 warnings');
  });

  it('at the list of failed entries is renewed too', async () => {
    expect(await verdictWhenRefused('rows', 0)).toBe('entries-failed, 2 logins, 0 warnings');
  });
});

it('the log shows neither a token nor the password', () => {
  expect(written()).not.toMatch(/eyJ[\w-]*\.eyJ|ada-password/);
});
