import { beforeAll, describe, expect, it } from 'vitest';
import { type FaultCase, faults, otherHost } from './fault-table.ts';
import { type Hit, type Part, checkWith, parts, timeout, versions } from './fault-scene.ts';
import { catchLog } from './in-process.ts';
import type { Version } from './nomad-server/server.ts';

const second = 1000;
/** The least time that a request gets, also at the end of its part. */
const leastLimit = 2 * second;
/** Alien answers are given up after about 5 seconds. */
const alienTime = 5 * second;
const stallAfter = 120;

let written: () => string;
beforeAll(() => {
  written = catchLog();
});

/** How long a part may go on after its first fault (design.md, section 5). */
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

function each(run: (part: Part, version: Version) => Promise<Hit>): Promise<Map<string, Hit>> {
  const cases = versions.flatMap((version) => parts.map((part) => ({ version, part })));
  return Promise.all(cases.map(async ({ version, part }) => [`${part}, ${version}`, await run(part, version)] as const)).then(
    (pairs) => new Map(pairs),
  );
}

function expected(of: (part: Part) => unknown): Record<string, unknown> {
  return Object.fromEntries(versions.flatMap((version) => parts.map((part) => [`${part}, ${version}`, of(part)])));
}

function shown(hits: Map<string, Hit>, of: (hit: Hit) => unknown): Record<string, unknown> {
  return Object.fromEntries([...hits].map(([name, hit]) => [name, of(hit)]));
}

function means({ stalls }: FaultCase): { stallAfter?: number } {
  return stalls === true ? { stallAfter } : {};
}

describe.each(Object.entries(faults))('%s', (_, faultCase) => {
  it('once: asked again, and the ending is the one without it', async () => {
    const hits = await each((part, version) => checkWith(faultCase.fault, { part, times: 1, version, ...means(faultCase) }));
    const verdict = (part: Part): string =>
      faultCase.once === 'retried' || part === 'failed entries' ? withoutFault : faultCase.once;
    expect(shown(hits, ({ verdict }) => verdict)).toEqual(expected(verdict));
    expect(shown(hits, ({ hits }) => hits)).toEqual(expected(() => 1));
    expect(shown(hits, ({ ending }) => ending.warnings.length)).toEqual(
      expected((part) => Number(part === 'failed entries' && (faultCase.once !== 'retried' || faultCase.stalls === true))),
    );
  });

  it('for ever: red with the reason, within the time of the part', async () => {
    const hits = await each((part, version) =>
      checkWith(faultCase.fault, { part, times: Infinity, version, ...means(faultCase) }),
    );
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

  it('at the list of tolerated entries: green all the same, with one warning', async () => {
    const run = await checkWith(
      faultCase.fault,
      { part: 'failed entries', times: Infinity, version: '2.0', ...means(faultCase) },
      { 'max-failed-entries': '1' },
    );
    expect(run.verdict).toBe('success');
    expect(run.ending.warnings).toEqual([expect.stringContaining('did not give the whole list of failed entries')]);
  });
});

it('is told by the ending without any fault', async () => {
  const hits = await each((part, version) => checkWith(undefined, { part, times: 0, version }));
  expect(shown(hits, ({ verdict }) => verdict)).toEqual(expected(() => withoutFault));
  expect(shown(hits, ({ ending }) => ending.warnings)).toEqual(expected(() => []));
});

it('names the host that a redirect leads to, and nothing more of the address', async () => {
  const fault = { kind: 'redirect', location: `${otherHost}?ticket=hidden` } as const;
  const { ending } = await checkWith(fault, { part: 'first look', times: 1, version: '2.0' });
  expect(ending.message).toContain('redirect (307) to login.example.org');
  expect(JSON.stringify(ending)).not.toContain('hidden');
});

it('shows neither the password nor a token in its log, whatever went wrong', () => {
  expect(written()).toContain('NOMAD: http://127.0.0.1');
  expect(written()).not.toMatch(/ada-password|eyJ|Bearer/);
});
