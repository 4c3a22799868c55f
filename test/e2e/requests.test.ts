import { describe, expect, it } from 'vitest';
import type { EntrySpec, NomadServer } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { type Inputs, type Step, check, expectEnding, named, routesOf, times, versions } from './step.ts';

const login = 'POST /auth/token';
const list = 'GET /uploads';
const look = 'GET /uploads/ID/entries';

function failing(count: number): EntrySpec[] {
  return times(count, (i) => ({ mainfile: `${i}.archive.yaml`, status: 'FAILURE' }));
}

/** The last parts of a check ask for the logs of entries too; they are counted for themselves. */
function withoutLogs(run: Step): string[] {
  return routesOf(run).filter((route) => !route.includes('/archive/'));
}

interface Case {
  readonly what: string;
  readonly ending?: string;
  readonly routes: readonly string[];
  /** Of failed entries that are shown. */
  readonly logs?: number;
  readonly prepare: (nomad: NomadServer) => Inputs;
}

const cases: readonly Case[] = [
  { what: 'a processed upload by id', routes: [look], prepare: (nomad) => ({ 'upload-id': nomad.add({}) }) },
  {
    what: 'the same with a password',
    routes: [login, look],
    prepare: (nomad) => ({ 'upload-id': nomad.add({}), ...password }),
  },
  {
    what: 'a processed upload by name',
    routes: [list, look],
    prepare: (nomad) => named(nomad, { name: 'a' }),
  },
  {
    what: 'the same with a password',
    routes: [login, list, look],
    prepare: (nomad) => ({ ...named(nomad, { name: 'a' }), ...password }),
  },
  {
    what: 'a pattern with three matches among 150',
    routes: [list, list, look, look, look],
    prepare: (nomad) => {
      times(150, (i) => nomad.add({ name: i > 147 ? `b${i}` : `a${i}` }));
      return { 'upload-pattern': 'b*' };
    },
  },
  {
    what: 'three ids and two names, one of them of the same upload',
    routes: [list, list, look, look, look, look],
    prepare: (nomad) => ({
      'upload-id': times(3, (i) => nomad.add({ name: `n${i}` })).join('\n'),
      ...named(nomad, { name: 'n4' }),
      'upload-name': 'n1\nn4',
    }),
  },
  ...([1, 50, 51, 120, 200] as const).map((count): Case => ({
    what: `${count} failed entries`,
    ending: 'entries-failed',
    routes: [look, ...times(Math.ceil(count / 50), () => look)],
    logs: Math.min(9, count),
    prepare: (nomad) => ({ 'upload-id': nomad.add({ entries: failing(count) }) }),
  })),
  {
    what: '300 failed entries, of which 200 are listed',
    ending: 'entries-failed',
    routes: times(5, () => look),
    logs: 9,
    prepare: (nomad) => ({ 'upload-id': nomad.add({ entries: failing(300) }) }),
  },
  {
    what: 'an upload in which no parser accepted any file',
    routes: [look, 'GET /uploads/ID/rawdir/'],
    prepare: (nomad) => ({ 'upload-id': nomad.add({ entries: [], files: [{ path: 'a.png', size: 1 }] }) }),
  },
  {
    what: 'the same where it is a failure',
    ending: 'too-few-entries',
    routes: [look],
    prepare: (nomad) => ({ 'upload-id': nomad.add({ entries: [] }), 'min-entries': '1' }),
  },
  {
    what: 'an upload that is READY, and not waited for',
    ending: 'not-processed',
    routes: [look],
    prepare: (nomad) => ({ 'upload-id': nomad.add({ status: 'READY' }), timeout: '0' }),
  },
  { what: 'an unknown id', ending: 'not-found', routes: [look, list], prepare: () => ({ 'upload-id': 'unknown' }) },
  {
    what: 'an unknown name in an account of 1200 uploads',
    ending: 'not-found',
    // The search, the one for shared uploads, and ten pages for the nearest names.
    routes: times(12, () => list),
    prepare: (nomad) => {
      times(1200, (i) => nomad.add({ name: `n${i}` }));
      return { 'upload-name': 'unknown' };
    },
  },
  {
    what: 'inputs that can not be used',
    ending: 'invalid-input',
    routes: [],
    prepare: () => ({ 'upload-id': 'x', timeout: '30' }),
  },
];

describe.concurrent.each(versions)('NOMAD %s is asked no more than needed', (version) => {
  it.each(cases)('for $what', async ({ ending = 'success', routes, prepare, logs = 0 }) => {
    const run = await check(version, prepare);
    expectEnding(run, ending);
    expect(withoutLogs(run)).toEqual(routes);
    expect(routesOf(run).length - routes.length).toBe(logs);
  });

  it('one request at a time', async () => {
    // Every answer takes far longer than the gap between two requests that did not wait for each other.
    const run = await check(version, (nomad) => {
      nomad.intercept(() => ({ kind: 'drip', milliseconds: 1 }));
      return { 'upload-id': times(2, () => nomad.add({})).join('\n'), ...named(nomad, { name: 'a' }) };
    });
    expectEnding(run, 'success');
    expect(run.requests).toHaveLength(4);
    expect(Math.min(...gaps(run))).toBeGreaterThan(400);
  });

  it('in rounds of a wait that start at least a second apart and grow', async () => {
    const run = await check(version, (nomad) => ({ 'upload-id': nomad.add({ status: 'PENDING' }), timeout: '5s' }));
    expectEnding(run, 'timeout');
    // 0, 1, 2.1, 3.3, 4.6, and the last one a second later
    expect(run.requests).toHaveLength(6);
    expect(Math.min(...gaps(run))).toBeGreaterThanOrEqual(950);
    expect(gaps(run)[3]).toBeGreaterThanOrEqual(1200);
  });

  it('once a round for uploads found by name, and once more for each that has ended', async () => {
    const run = await check(version, (nomad) => {
      for (const name of ['a', 'b', 'c']) {
        const looks = name === 'a' ? 4 : 3;
        nomad.add({ name, states: [{ status: 'PENDING', looks }, { status: 'SUCCESS' }] });
      }
      return { 'upload-name': 'a\nb\nc' };
    });
    expectEnding(run, 'success');
    // Three searches and first looks, a list that shows all running, one that shows a running, and a on its own.
    expect(routesOf(run)).toEqual([list, list, list, look, look, look, list, list, look, look, look]);
  });

  it('with the token in a header, and nothing in an address', async () => {
    const run = await check(version, (nomad) => ({ ...named(nomad, { name: 'a' }), ...password }));
    expectEnding(run, 'success');
    const [first, ...others] = run.requests;
    expect(first?.headers['authorization']).toBeUndefined();
    for (const { headers, query } of others) {
      expect(headers['authorization']).toMatch(/^Bearer eyJ/);
      expect(query).not.toMatch(/token|password|eyJ[\w-]*\.eyJ/);
    }
  });
});

function gaps({ requests }: Step): number[] {
  return requests.slice(1).map(({ at }, i) => at - (requests[i]?.at ?? at));
}
