import { type Clock, second } from '../core/clock.ts';
import { noTimeForEntries } from './messages/timeout.ts';
import { NoVerdictError } from '../core/errors.ts';
import type { NomadClient } from '../nomad/client.ts';
import type { Cause } from '../nomad/answers/processing-log.ts';
import type { Entry, Snapshot } from '../nomad/answers/schema.ts';

/** An entry that failed or never finished. */
export interface FailedEntry extends Entry {
  /** What its processing log says, where that was asked for and answered. */
  readonly cause: Cause | undefined;
}

/** Of one upload. */
export interface FailedEntries {
  readonly listed: readonly FailedEntry[];
  /** How many more there are. */
  readonly more: number;
}

export interface Judged {
  readonly id: string;
  readonly snapshot: Snapshot;
}

const bounds = { pageSize: 50, time: 15 * second } as const;
// Of the first nine: those get annotations.
const logBounds = { entries: 9, bytes: 1024 * 1024, time: 10 * second } as const;

/**
 * Lists the entries that failed or never finished, of uploads given worst first: `most` in all, with the causes of the first nine, within
 * 15 s. Gives up quietly: what could not be read is counted in `more`, and `complete` is false. Throws only what ends everything.
 */
export async function listFailedEntries<T extends Judged>(
  uploads: readonly T[],
  most: number,
  client: NomadClient,
  clock: Clock,
): Promise<{ failures: Map<T, FailedEntries>; complete: boolean }> {
  const until = clock.now() + bounds.time;
  const entries = new Map<T, Entry[]>();
  let left = most;
  let complete = true;
  for (const upload of uploads) {
    const { total, successful } = upload.snapshot.counters;
    const listed: Entry[] = [];
    const readWhole = await quietly(() => readRows(upload.id, Math.min(left, total - successful), listed, client, until, clock));
    complete &&= readWhole !== gaveUp;
    left -= listed.length;
    entries.set(upload, listed.sort(byMainfile));
  }
  const rows = [...entries].flatMap(([{ id }, listed]) => listed.map((entry) => ({ id, entry })));
  const causes = await readCauses(rows.slice(0, logBounds.entries), client, clock, until);
  const failures = new Map<T, FailedEntries>();
  for (const [upload, listed] of entries) {
    const { total, successful } = upload.snapshot.counters;
    const withCauses = listed.map((entry) => ({ ...entry, cause: causes.get(keyOf(upload.id, entry)) }));
    failures.set(upload, { listed: withCauses, more: total - successful - listed.length });
  }
  return { failures, complete };
}

/** Those that failed before those that never finished; NOMAD's order of equals is by entry id. */
function byMainfile(a: Entry, b: Entry): number {
  const unfinished = Number(a.status !== 'FAILURE') - Number(b.status !== 'FAILURE');
  return unfinished !== 0 ? unfinished : Number(a.mainfile > b.mainfile) - Number(a.mainfile < b.mainfile);
}

/** Adds rows to `listed`, page by page, until enough are there or the first SUCCESS row comes. */
async function readRows(
  id: string,
  wanted: number,
  listed: Entry[],
  client: NomadClient,
  until: number,
  clock: Clock,
): Promise<void> {
  const size = Math.min(bounds.pageSize, wanted);
  for (let page = 1; listed.length < wanted; page++) {
    if (clock.now() >= until) throw outOfTime;
    const rows = await client.unsuccessful(id, page, size, { retries: Infinity, until });
    const good = rows.findIndex(({ status }) => status === 'SUCCESS');
    listed.push(...(good < 0 ? rows : rows.slice(0, good)).slice(0, wanted - listed.length));
    if (good >= 0 || rows.length < size) return;
  }
}

/** What the processing logs of failed entries say, by `keyOf`. The first one that can't be read ends it. */
async function readCauses(
  rows: readonly { readonly id: string; readonly entry: Entry }[],
  client: NomadClient,
  clock: Clock,
  until: number,
): Promise<Map<string, Cause>> {
  const end = Math.min(until, clock.now() + logBounds.time);
  const causes = new Map<string, Cause>();
  await quietly(async () => {
    let most: number = logBounds.bytes;
    for (const { id, entry } of rows.filter((row) => row.entry.status === 'FAILURE')) {
      if (clock.now() >= end) throw outOfTime;
      const { cause, bytes } = await client.cause(id, entry, most, { retries: 1, until: end });
      most -= bytes;
      if (cause !== undefined) causes.set(keyOf(id, entry), cause);
    }
  });
  return causes;
}

function keyOf(uploadId: string, entry: Entry): string {
  return `${uploadId} ${entry.id}`;
}

const gaveUp = Symbol('gave up');
const outOfTime = new NoVerdictError(noTimeForEntries);

/** The verdict stands: what fails here only makes the report shorter, but for a cancellation. */
async function quietly<T>(ask: () => Promise<T>): Promise<T | typeof gaveUp> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoVerdictError && error.failure.reason !== 'cancelled') return gaveUp;
    throw error;
  }
}
