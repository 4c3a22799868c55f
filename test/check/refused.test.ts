import { beforeAll, describe, expect, it } from 'vitest';
import { type Part, parts } from './fault-parts.ts';
import { frontDoor } from './front-door.ts';
import { catchLog } from '../catch-log.ts';
import { type Run, runCheck } from '../in-process.ts';
import { type Version, startNomadServer, versions } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { SimulatedClock } from '../simulated-clock.ts';

beforeAll(catchLog);

/** Opens the door again, in place of the first pause after it was shut. */
class DoorClock extends SimulatedClock {
  onPause: (() => Promise<void>) | undefined;

  override async sleep(ms: number, signal: AbortSignal): Promise<void> {
    await this.onPause?.();
    await super.sleep(ms, signal);
  }
}

const good = { mainfile: 'good.archive.json' };
const bad = { mainfile: 'bad.archive.json', status: 'FAILURE' };

/** A check by name whose connections are refused from one part on: until the first retry, or for good. */
async function checkRefused(part: Part, version: Version, forever: boolean): Promise<Run> {
  const clock = new DoorClock();
  await using server = await startNomadServer({ version, now: () => clock.now() });
  using door = await frontDoor(server.api);
  server.add({
    name: 'ci run',
    states: [
      { status: 'PENDING', entries: [good], looks: 2 },
      { status: 'SUCCESS', entries: [good, bad] },
    ],
  });
  // The door is shut while the request before the refused one is answered.
  const last = parts.indexOf(part);
  const shut = (): void => {
    door.shut();
    let pauses = part === 'later look' ? 1 : 0;
    clock.onPause = async () => {
      if (forever || pauses-- > 0) return;
      clock.onPause = undefined;
      await door.open();
    };
  };
  if (last === 0) shut();
  server.intercept(() => {
    if (server.requests.length === last) shut();
    return undefined;
  });
  return await runCheck(door, { ...password, 'upload-name': 'ci run', timeout: '1m' }, clock);
}

describe.each(versions)('a refused connection (%s)', (version) => {
  it.each(parts)('once, at the %s, changes no ending', async (part) => {
    const { verdict, ending } = await checkRefused(part, version, false);
    expect(verdict).toBe('entries-failed');
    expect(ending.warnings).toEqual([]);
    expect(ending.results?.[0]?.entries.listed.map(({ mainfile }) => mainfile)).toEqual(['bad.archive.json']);
  });

  it.each(parts.filter((part) => part !== 'failed entries'))('for ever, from the %s on, is unreachable', async (part) => {
    const { verdict, ending, elapsed } = await checkRefused(part, version, true);
    expect(verdict).toBe('unreachable');
    expect(ending.failure?.message).toContain('the connection was refused (ECONNREFUSED)');
    expect(elapsed).toBeLessThanOrEqual(62_000);
  });

  it('for ever, at the list of failed entries, changes no verdict', async () => {
    const { verdict, ending, elapsed } = await checkRefused('failed entries', version, true);
    expect(verdict).toBe('entries-failed');
    expect(ending.warnings).toHaveLength(1);
    expect(elapsed).toBeLessThanOrEqual(20_000);
  });
});
