import { minute, second } from '../core/clock.ts';
import { NoVerdictError, UnreachableError } from '../core/errors.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { Pace } from '../core/pace.ts';
import { endedBefore, type Snapshot, type Upload } from '../nomad/answers/upload.ts';
import type { Target } from '../nomad/search/find.ts';
import type { Search } from '../nomad/search/search.ts';
import type { Patience } from '../nomad/transport/retry.ts';

/** How the watch over one upload ended. */
export type Outcome =
  /** `because`: its processing ended, it was READY for a minute, or the time was up. */
  | {
      readonly kind: 'settled';
      readonly because: 'ended' | 'ready' | 'deadline';
      readonly snapshot: Snapshot;
      readonly unchangedFor: Span;
    }
  /** An id that NOMAD does not have. */
  | { readonly kind: 'absent'; readonly failure: Failure }
  /** It existed, but no longer does. */
  | { readonly kind: 'deleted' }
  /** The time for first looks ran out before its turn came. */
  | { readonly kind: 'not-looked' }
  /** NOMAD's answer allows no verdict on this upload; other uploads are not affected. */
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Milliseconds since anything about the upload changed; undefined if it was last seen in a list, which can't show that. */
export type Span = number | undefined;

/** One look at an upload. */
export interface Look {
  readonly target: Target;
  /** undefined: NOMAD did not show it. */
  readonly snapshot: Snapshot | undefined;
  readonly unchangedFor: Span;
  /** It is not there yet, or only in an older state than is asked for. */
  readonly notYet: boolean;
  /** undefined: it will be looked at again. */
  readonly outcome: Outcome | undefined;
}

export interface WatchOptions extends Search {
  /** How many milliseconds an upload is watched, from the moment it was found. */
  readonly timeout: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number | undefined;
}

const readyPatience = minute;
const lateFirstLooks = 5 * minute;
const lastRound = 2 * second;

interface Watched {
  readonly target: Target;
  /** Clock time; undefined: an id that has not been seen yet, or may still become newer. */
  foundAt: number | undefined;
  looked: boolean;
  absence: Failure | undefined;
  last: Snapshot | undefined;
  changedAt: number;
  /** The last look was a direct one, which has counters; a list has none. */
  counted: boolean;
  readySince: number | undefined;
}

/** Looks at all targets in rounds, one request at a time, until each has an outcome. Throws NoVerdictError if the whole step must end. */
export async function* watch(targets: readonly Target[], options: WatchOptions): AsyncGenerator<Look> {
  const { clock, signal } = options;
  const began = clock.now();
  const pace = new Pace(clock, signal);
  let open = targets.map((target) => startWatching(target, began));
  // Where all are running, the search was the first look: another one at once could only say the same.
  if (targets.every(({ found }) => found?.upload.state === 'running') && firstEnd(open, options) > began)
    await pace.next(firstEnd(open, options));
  while (open.length > 0) {
    const listed = await listUnended(open, options);
    const left = [];
    for (const watched of open) {
      const snapshot = listed.get(watched.target.id);
      const look = snapshot === undefined ? await lookAt(watched, began, options) : note(watched, snapshot, false, options);
      yield look;
      if (look.outcome === undefined) left.push(watched);
    }
    open = left;
    if (open.length > 0) await pace.next(firstEnd(open, options));
  }
}

function startWatching(target: Target, began: number): Watched {
  return {
    target,
    foundAt: target.found?.at,
    looked: false,
    absence: undefined,
    last: undefined,
    changedAt: began,
    counted: false,
    readySince: undefined,
  };
}

/**
 * Uploads found by name that a list shows as running or READY, by id: one request covers a hundred of them. For a single one, a direct look
 * is better. Lists have no counters: those of the last look stay.
 */
async function listUnended(open: readonly Watched[], options: WatchOptions): Promise<Map<string, Snapshot>> {
  const listed = open.filter(({ target, looked }) => target.matchedBy !== 'id' && looked);
  const unended = new Map<string, Snapshot>();
  if (listed.length < 2) return unended;
  const until = firstEnd(listed, options);
  for (let i = 0; i < listed.length; i += 100) {
    const chunk = new Map(listed.slice(i, i + 100).map((watched) => [watched.target.id, watched]));
    for (const upload of await listChunk([...chunk.keys()], { retries: Infinity, until }, options)) {
      const last = chunk.get(upload.id)?.last;
      if (last !== undefined && upload.state !== 'ended') unended.set(upload.id, { upload, counters: last.counters });
    }
  }
  return unended;
}

// If our deadline cut the list short, or it was not understood, each upload is looked at directly.
async function listChunk(ids: string[], patience: Patience, { client }: WatchOptions): Promise<readonly Upload[]> {
  try {
    return (await client.listUploads({ ids, pageSize: 100 }, patience)).uploads;
  } catch (error) {
    if (error instanceof UnreachableError && error.cutByDeadline) return [];
    if (error instanceof NoVerdictError && error.concerns === 'upload') return [];
    throw error;
  }
}

async function lookAt(watched: Watched, began: number, options: WatchOptions): Promise<Look> {
  const { clock, client } = options;
  const now = clock.now();
  const lastFirstLook = began + options.timeout + lateFirstLooks;
  if (!watched.looked && now >= lastFirstLook) return conclude(watched, { kind: 'not-looked' });
  const end = computeEnd(watched, options);
  // The last round has its own time, however many uploads are in it.
  if (now >= end + lastRound) {
    if (watched.last !== undefined) return conclude(watched, settle(watched, watched.last, 'deadline', now));
    if (watched.absence !== undefined) return conclude(watched, { kind: 'absent', failure: watched.absence });
  }
  const firstLook = { retries: 5, until: watched.looked ? now + minute : Math.min(now + minute, lastFirstLook) };
  const patience = watched.last === undefined ? firstLook : { retries: Infinity, until: end };
  watched.looked = true;
  let answer: Snapshot | 'absent';
  try {
    answer = await client.getUpload(watched.target.id, patience);
  } catch (error) {
    return conclude(watched, toOutcome(error, watched, clock.now()));
  }
  return answer === 'absent' ? await noteAbsence(watched, options) : note(watched, answer, true, options);
}

function toOutcome(error: unknown, watched: Watched, now: number): Outcome {
  if (error instanceof UnreachableError && error.cutByDeadline && watched.last !== undefined)
    return settle(watched, watched.last, 'deadline', now);
  if (error instanceof NoVerdictError && error.concerns === 'upload') return { kind: 'refused', failure: error.failure };
  throw error;
}

async function noteAbsence(watched: Watched, options: WatchOptions): Promise<Look> {
  const { target, last } = watched;
  if (last !== undefined || target.found !== undefined) return conclude(watched, { kind: 'deleted' });
  const { explainMissingId } = await import('../nomad/search/not-found.ts');
  watched.absence ??= await explainMissingId(target.id, options);
  if (options.clock.now() >= options.appearUntil) return conclude(watched, { kind: 'absent', failure: watched.absence });
  return { target, snapshot: undefined, unchangedFor: undefined, notYet: true, outcome: undefined };
}

function conclude({ target }: Watched, outcome: Outcome): Look {
  return { target, snapshot: undefined, unchangedFor: undefined, notYet: false, outcome };
}

/** READY may only be the gap between sending and processing: it counts if it lasts. */
function note(watched: Watched, snapshot: Snapshot, counted: boolean, options: WatchOptions): Look {
  const now = options.clock.now();
  const { target } = watched;
  const { state } = snapshot.upload;
  if (watched.last === undefined || fingerprint(watched.last) !== fingerprint(snapshot)) watched.changedAt = now;
  watched.readySince = state === 'ready' ? (watched.readySince ?? now) : undefined;
  watched.foundAt ??= now;
  watched.last = snapshot;
  watched.counted = counted;
  const look = { target, snapshot, unchangedFor: measureUnchanged(watched, now), notYet: false };
  if (state === 'ended') {
    if (!mayBecomeNewer(watched, snapshot, options)) return { ...look, outcome: settle(watched, snapshot, 'ended', now) };
    watched.foundAt = undefined;
    return { ...look, notYet: true, outcome: undefined };
  }
  if (watched.readySince !== undefined && now - watched.readySince >= readyPatience)
    return { ...look, outcome: settle(watched, snapshot, 'ready', now) };
  return { ...look, outcome: now < computeEnd(watched, options) ? undefined : settle(watched, snapshot, 'deadline', now) };
}

function mayBecomeNewer({ target }: Watched, { upload }: Snapshot, { notBefore, appearUntil, clock }: WatchOptions): boolean {
  return target.matchedBy === 'id' && endedBefore(upload, notBefore) && clock.now() < appearUntil;
}

function measureUnchanged({ counted, changedAt }: Watched, now: number): Span {
  return counted ? now - changedAt : undefined;
}

function fingerprint({ upload, counters }: Snapshot): string {
  return JSON.stringify([upload.state, upload.status, upload.process, upload.statusMessage, upload.name, counters]);
}

function firstEnd(open: readonly Watched[], options: WatchOptions): number {
  return open.reduce((first, watched) => Math.min(first, computeEnd(watched, options)), Infinity);
}

/** When the wait for an upload ends, counted from the moment it was found. */
function computeEnd({ foundAt }: Watched, { appearUntil, timeout }: WatchOptions): number {
  return foundAt === undefined ? appearUntil : foundAt + timeout;
}

function settle(watched: Watched, snapshot: Snapshot, because: 'ended' | 'ready' | 'deadline', now: number): Outcome {
  return { kind: 'settled', because, snapshot, unchangedFor: measureUnchanged(watched, now) };
}
