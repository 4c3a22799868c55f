import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { type Part, logOfEntry, parts } from './fault-parts.ts';
import { faults, otherHost } from './fault-table.ts';
import { type Hit, checkWithFault, timeout } from './fault-scene.ts';
import { catchLog } from '../catch-log.ts';
import { type Fault, versions } from '../nomad-server/server.ts';

/** The least time that a request gets, also at the end of its part. */
const leastLimit = 2 * second;
/** Alien answers are given up after about 5 seconds. */
const alienTime = 5 * second;

let written: () => string;
beforeAll(() => {
  written = catchLog();
});

/** How long a part may go on after its first fault. */
const bounds: Readonly<Record<Part, number>> = {
  login: 60 * second + leastLimit,
  search: 60 * second + leastLimit,
  'first look': 60 * second + leastLimit,
  'later look': timeout + leastLimit,
  'failed entries': 15 * second + leastLimit,
};

/** Of failed entries there is a list and a warning, or no list; the verdict is the same. */
const withoutFault = 'entries-failed';

const fewestTries = { login: 6, search: 6, 'first look': 6, 'later look': Infinity, 'failed entries': Infinity } as const;

/** All parts of both versions at the same time; huge answers one after the other, so that they fit into memory. */
async function each(fault: Fault | undefined, times: number): Promise<Map<string, Hit>> {
  const hits = new Map<string, Promise<Hit>>();
  for (const version of versions) {
    for (const part of parts) {
      const hit = checkWithFault(fault, { part, times, version });
      hits.set(`${part}, ${version}`, hit);
      if (fault?.kind === 'huge') await hit;
    }
  }
  return new Map(await Promise.all([...hits].map(async ([name, hit]) => [name, await hit] as const)));
}

function expected(of: (part: Part) => unknown): Record<string, unknown> {
  return Object.fromEntries(versions.flatMap((version) => parts.map((part) => [`${part}, ${version}`, of(part)])));
}

function shown(hits: Map<string, Hit>, of: (hit: Hit) => unknown): Record<string, unknown> {
  return Object.fromEntries([...hits].map(([name, hit]) => [name, of(hit)]));
}

describe.each(Object.entries(faults))('a fault, %s,', (_, faultCase) => {
  const once = faultCase.once === 'retried' ? 'is asked again, and changes no ending' : `is red at once, ${faultCase.once}`;
  it(`that comes once ${once}`, async () => {
    const hits = await each(faultCase.fault, 1);
    const verdict = (part: Part): string =>
      faultCase.once === 'retried' || part === 'failed entries' ? withoutFault : faultCase.once;
    expect(shown(hits, ({ verdict }) => verdict)).toEqual(expected(verdict));
    expect(shown(hits, ({ hits }) => hits)).toEqual(expected(() => 1));
    expect(shown(hits, ({ ending }) => ending.warnings.length)).toEqual(
      expected((part) => Number(part === 'failed entries' && (faultCase.once !== 'retried' || faultCase.stalls === true))),
    );
  });

  it('that stays is red with the reason, within the time of the part', async () => {
    const hits = await each(faultCase.fault, Infinity);
    expect(shown(hits, ({ verdict }) => verdict)).toEqual(
      expected((part) => (part === 'failed entries' ? withoutFault : faultCase.forever)),
    );
    for (const [name, { hits: tries, afterFault }] of hits) {
      const part = parts.find((one) => name.startsWith(one)) ?? 'login';
      const bound = faultCase.forever === 'unreachable' ? bounds[part] : alienTime;
      expect(afterFault, name).toBeLessThanOrEqual(bound);
      expect(tries, name).toBeLessThanOrEqual(faultCase.forever === 'unreachable' ? fewestTries[part] : 4);
    }
  });

  it.each(versions)('at the log of an entry changes neither ending nor list nor warnings (%s)', async (version) => {
    const at = { part: logOfEntry, times: Infinity, version } as const;
    const run = await checkWithFault(faultCase.fault, at);
    expect(run.verdict).toBe(withoutFault);
    expect(run.ending.warnings).toEqual([]);
    expect(run.ending.results?.[0]?.entries.listed.map(({ mainfile, cause }) => [mainfile, cause])).toEqual([
      ['bad.archive.json', undefined],
    ]);
    expect(run.hits).toBeGreaterThanOrEqual(1);
    expect(run.afterFault).toBeLessThanOrEqual(10 * second + leastLimit);
  });

  it('at the list of tolerated entries is green all the same, with one warning', async () => {
    const run = await checkWithFault(
      faultCase.fault,
      { part: 'failed entries', times: Infinity, version: '2.0' },
      { 'max-failed-entries': '1' },
    );
    expect(run.verdict).toBe('success');
    expect(run.ending.warnings).toEqual([expect.stringContaining('did not return the full list of failed entries')]);
  });
});

it('without any fault the check ends as every test of a fault expects', async () => {
  const hits = await each(undefined, 0);
  expect(shown(hits, ({ verdict }) => verdict)).toEqual(expected(() => withoutFault));
  expect(shown(hits, ({ ending }) => ending.warnings)).toEqual(expected(() => []));
  const reasons = shown(hits, ({ ending }) => ending.results?.[0]?.entries.listed.map(({ cause }) => typeof cause?.text));
  expect(reasons).toEqual(expected(() => ['string']));
});

it('a redirect is told of by the host that it leads to, and by nothing more of the address', async () => {
  const fault = { kind: 'redirect', location: `${otherHost}?ticket=hidden` } as const;
  const { ending } = await checkWithFault(fault, { part: 'first look', times: 1, version: '2.0' });
  expect(ending.message).toContain('redirect (307) to login.example.org');
  expect(JSON.stringify(ending)).not.toContain('hidden');
});

it('the log shows neither the password nor a token, whatever went wrong', () => {
  expect(written()).toContain('NOMAD: http://127.0.0.1');
  expect(written()).not.toMatch(/ada-password|eyJ[\w-]*\.eyJ|Bearer/);
});
