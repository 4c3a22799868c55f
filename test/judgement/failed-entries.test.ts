import { describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { failureReasons } from '../../src/core/failure-reasons.ts';
import { NoVerdictError } from '../../src/core/errors.ts';
import type { FailedEntries, Result } from '../../src/judgement/ending.ts';
import { listFailedEntries } from '../../src/judgement/failed-entries.ts';
import type { NomadClient } from '../../src/nomad/client.ts';
import type { Entry } from '../../src/nomad/answers/entry.ts';
import { aFailure, anEntry, aResult, aSnapshot, times } from '../builders.ts';
import { SimulatedClock } from '../simulated-clock.ts';

/** Rows by upload, as NOMAD sorts them: those that failed, those that never finished, those that are well. */
interface World {
  readonly rows: Readonly<Record<string, readonly Entry[]>>;
  /** Milliseconds that an answer takes. */
  readonly takes?: number;
  /** Bytes of each log. */
  readonly bytes?: number;
  /** Thrown by the request of this number, from 1. */
  readonly fails?: { readonly at: number; readonly error: Error };
}

async function list(
  uploads: readonly Result[],
  { rows, takes = 0, bytes = 1000, fails }: World,
): Promise<{ asked: string[]; complete: boolean; failures: FailedEntries[] }> {
  const clock = new SimulatedClock();
  const asked: string[] = [];
  const answer = (what: string): void => {
    asked.push(what);
    clock.pass(takes);
    if (asked.length === fails?.at) throw fails.error;
  };
  const unused = (): never => {
    throw new Error('not to be asked');
  };
  const client: NomadClient = {
    login: unused,
    listUploads: unused,
    getUpload: unused,
    listUnsuccessfulEntries: (id, page, size) => {
      answer(`${id} page ${page} of ${size}`);
      return Promise.resolve([...(rows[id] ?? [])].slice((page - 1) * size, page * size));
    },
    listTopFiles: unused,
    getFailureCause: (id, { id: entry, mainfile }, most) => {
      answer(`log ${id} ${entry}${most < 1024 * 1024 - 8 * bytes ? ' of too little' : ''}`);
      return Promise.resolve({ cause: { text: `why ${mainfile}`, line: 1, column: undefined, traceback: '' }, bytes });
    },
  };
  const { results, complete } = await listFailedEntries(uploads, 200, client, clock);
  return { asked, complete, failures: results.map(({ entries }) => entries) };
}

function upload(id: string, total: number, successful: number, overrides: Partial<Result> = {}): Result {
  return aResult({ id, snapshot: aSnapshot({ id }, { total, successful, failed: total - successful }), ...overrides });
}

function failed(n: number, status = 'FAILURE'): Entry[] {
  return times(n, (i) => anEntry({ id: `e-${i}`, mainfile: `${String(i).padStart(3, '0')}.yaml`, status }));
}

function countsOf(failures: readonly FailedEntries[]): [number, number][] {
  return failures.map(({ listed, more }) => [listed.length, more]);
}

describe('the list of failed entries takes as few requests as can be:', () => {
  const pagesOf = (asked: readonly string[]): string[] => asked.filter((one) => !one.startsWith('log'));

  it.each([
    [1, ['u page 1 of 1']],
    [50, ['u page 1 of 50']],
    [51, ['u page 1 of 50', 'u page 2 of 50']],
    [200, times(4, (i) => `u page ${i + 1} of 50`)],
    [900, times(4, (i) => `u page ${i + 1} of 50`)],
  ])('%i entries that failed', async (n, pages) => {
    const { asked, failures, complete } = await list([upload('u', n, 0)], { rows: { u: failed(n) } });
    expect(pagesOf(asked)).toEqual(pages);
    expect(countsOf(failures)).toEqual([[Math.min(n, 200), Math.max(0, n - 200)]]);
    expect(complete).toBe(true);
  });

  it('none without an upload', async () => {
    expect(await list([], { rows: {} })).toEqual({ asked: [], complete: true, failures: [] });
  });

  it('none for an upload after the 200th entry, whose entries are counted', async () => {
    const { asked, failures } = await list([upload('u', 250, 50), upload('v', 7, 0)], { rows: { u: failed(200), v: failed(7) } });
    expect(asked.some((one) => one.startsWith('v'))).toBe(false);
    expect(countsOf(failures)).toEqual([
      [200, 0],
      [0, 7],
    ]);
  });

  it('a log for each of the first nine that failed, over all uploads', async () => {
    const rows = { u: [...failed(4), ...times(2, (i) => anEntry({ id: `r-${i}`, status: 'READY' }))], v: failed(9) };
    const { asked, failures } = await list([upload('u', 6, 0), upload('v', 9, 0)], { rows });
    expect(asked.filter((one) => one.startsWith('log'))).toEqual([
      ...times(4, (i) => `log u e-${i}`),
      // The two that never finished are among the first nine, and have no log that says why.
      ...times(3, (i) => `log v e-${i}`),
    ]);
    expect(failures[0]?.listed.map(({ cause }) => cause?.text)).toEqual([
      ...times(4, (i) => `why 00${i}.yaml`),
      ...times(2, () => undefined),
    ]);
  });
});

it.each([
  ['with the first row that is well', [...failed(2), ...failed(58, 'SUCCESS')], 2],
  ['before the first row, if that is well', failed(60, 'SUCCESS'), 0],
  ['with the last row', failed(3), 3],
])('the list ends %s, though the counters say more', async (_, rows, listed) => {
  const { asked, failures, complete } = await list([upload('u', 60, 0)], { rows: { u: rows } });
  expect(asked.filter((one) => one.includes('page'))).toEqual(['u page 1 of 50']);
  expect([countsOf(failures), complete]).toEqual([[[listed, 60 - listed]], true]);
});

it('those that failed come before those that never finished, each by their file', async () => {
  const rows = [
    anEntry({ id: 'a', mainfile: 'z' }),
    anEntry({ id: 'b', mainfile: 'y' }),
    anEntry({ id: 'c', mainfile: 'b', status: 'READY' }),
    anEntry({ id: 'd', mainfile: 'a', status: 'PENDING' }),
  ];
  const { failures } = await list([upload('u', 4, 0)], { rows: { u: rows } });
  expect(failures[0]?.listed.map(({ mainfile }) => mainfile)).toEqual(['y', 'z', 'a', 'b']);
});

describe('what can not be read is given up quietly and counted:', () => {
  const unreachable = new NoVerdictError(aFailure('unreachable'));

  it('a second page', async () => {
    const world = { rows: { u: failed(120), v: failed(3) }, fails: { at: 2, error: unreachable } };
    const { failures, complete } = await list([upload('u', 120, 0), upload('v', 3, 0)], world);
    expect(countsOf(failures)).toEqual([
      [50, 70],
      [3, 0],
    ]);
    expect(complete).toBe(false);
  });

  it('all after 15 s', async () => {
    const world = { rows: { u: failed(200) }, takes: 6 * second };
    const { asked, failures, complete } = await list([upload('u', 200, 0), upload('v', 1, 0)], world);
    expect(asked).toHaveLength(3);
    expect(countsOf(failures)).toEqual([
      [150, 50],
      [0, 1],
    ]);
    expect(complete).toBe(false);
  });

  it('logs after 10 s, which makes the list no less whole', async () => {
    const { asked, failures, complete } = await list([upload('u', 9, 0)], { rows: { u: failed(9) }, takes: 3 * second });
    expect(asked.filter((one) => one.startsWith('log'))).toHaveLength(4);
    expect(failures[0]?.listed.filter(({ cause }) => cause !== undefined)).toHaveLength(4);
    expect([countsOf(failures), complete]).toEqual([[[9, 0]], true]);
  });

  it('a log that fails', async () => {
    const world = { rows: { u: failed(3) }, fails: { at: 3, error: unreachable } };
    const { failures, complete } = await list([upload('u', 3, 0)], world);
    expect(failures[0]?.listed.map(({ cause }) => cause !== undefined)).toEqual([true, false, false]);
    expect(complete).toBe(true);
  });
});

describe('entries are asked for', () => {
  it.each(failureReasons)('or not, by what the verdict is about: %s', async (reason) => {
    const { asked, failures } = await list([upload('u', 3, 2, { failure: aFailure(reason) })], { rows: { u: failed(1) } });
    const ofThisRun = ['processing-failed', 'entries-failed', 'too-few-entries', 'warnings'].includes(reason);
    expect(asked.length > 0).toBe(ofThisRun);
    expect(countsOf(failures)).toEqual([[ofThisRun ? 1 : 0, 0]]);
  });

  it('of no upload whose entries all succeeded, or that no look has shown', async () => {
    const unseen = { upload: undefined, counters: undefined, failure: aFailure('entries-failed') };
    const { asked } = await list([upload('u', 3, 3), upload('v', 3, 2, unseen)], { rows: {} });
    expect(asked).toEqual([]);
  });
});

it.each([
  ['a cancellation', new NoVerdictError(aFailure('cancelled'))],
  ['a defect', new TypeError('x is not a function')],
])('%s ends the list, in its pages and in the logs', async (_, error) => {
  for (const at of [1, 2]) {
    await expect(list([upload('u', 3, 0)], { rows: { u: failed(3) }, fails: { at, error } })).rejects.toBe(error);
  }
});
