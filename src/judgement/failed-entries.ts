import { type Clock, second } from '../core/clock.ts';
import { noTimeForEntries } from './messages/timeout.ts';
import { NoVerdict } from '../core/errors.ts';
import type { NomadClient } from '../nomad/client.ts';
import type { Cause } from '../nomad/answers/processing-log.ts';
import type { Entry, Sighting } from '../nomad/answers/schema.ts';

/** An entry that failed or never finished. */
export interface FailedEntry extends Entry {
  /** What its processing log says, if that could be read. */
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
  readonly sighting: Sighting;
}

const bounds = { pageSize: 50, time: 15 * second } as const;
// Only for the first nine entries, because those get annotations.
const logBounds = { entries: 9, bytes: 1024 * 1024, time: 10 * second } as const;

/**
 * Lists the entries that failed or never finished, for uploads given worst first: at most `most` in all, with the causes of the first nine,
 * within 15 s. Gives up quietly: what could not be read is counted in `more`, and `complete` is false. Throws only what must end the step.
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
    const { total, successful } = upload.sighting.counters;
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
    const { total, successful } = upload.sighting.counters;
    const withCauses = listed.map((entry) => ({ ...entry, cause: causes.get(keyOf(upload.id, entry)) }));
    failures.set(upload, { listed: withCauses, more: total - successful - listed.length });
  }
  return { failures, complete };
}

/** Entries that failed come before those that never finished; NOMAD itself sorts equals by entry id. */
function byMainfile(a: Entry, b: Entry): number {
  const unfinished = Number(a.status !== 'FAILURE') - Number(b.status !== 'FAILURE');
  return unfinished !== 0 ? unfinished : Number(a.mainfile > b.mainfile) - Number(a.mainfile < b.mainfile);
}

/** Adds rows to `listed`, page by page, until there are enough or the first SUCCESS row comes. */
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

/** What the processing logs of failed entries say, by `keyOf`. Stops at the first one that can't be read. */
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
const outOfTime = new NoVerdict(noTimeForEntries);

/** The verdict stands: except for a cancellation, a failure here only makes the report shorter. */
async function quietly<T>(ask: () => Promise<T>): Promise<T | typeof gaveUp> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoVerdict && error.failure.reason !== 'cancelled') return gaveUp;
    throw error;
  }
}
