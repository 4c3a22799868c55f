import { minute } from '../core/clock.ts';
import { NoSuchUpload, NoVerdict, Unreachable } from '../core/errors.ts';
import type { Failure } from '../core/failure-reasons.ts';
import type { Target } from '../nomad/search/find.ts';
import type { Patience } from '../nomad/transport/retry.ts';
import type { Sighting, Upload } from '../nomad/answers/schema.ts';
import type { Search } from '../nomad/search/search.ts';
import { poll } from '../core/poll.ts';

/** Why the watch ended: the processing ended, the upload was READY for a minute, or time ran out. */
export type Settled = 'ended' | 'ready' | 'deadline';

/** The last complete look at an upload. */
export interface Observation extends Sighting {
  readonly settled: Settled;
  /** Milliseconds since anything about the upload changed; undefined if it was last seen in a list, which can't show that. */
  readonly still: number | undefined;
}

/** How the watch over one upload ended. */
export type Outcome =
  | { readonly kind: 'seen'; readonly seen: Observation }
  /** An id that NOMAD does not have. */
  | { readonly kind: 'absent'; readonly failure: Failure }
  /** It existed, but no longer does. */
  | { readonly kind: 'deleted' }
  /** The time for first looks ran out before its turn came. */
  | { readonly kind: 'not-looked' }
  /** NOMAD's answer allows no verdict on this upload; other uploads are not affected. */
  | { readonly kind: 'refused'; readonly failure: Failure };

interface Watch extends Pick<Search, 'client' | 'clock' | 'signal' | 'appearUntil' | 'notYet'> {
  /** How many milliseconds an upload is watched, from the moment it was found. */
  readonly timeout: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number | undefined;
  /** Called for each complete look. `still`: milliseconds since something changed; undefined for a list, which can't show that. */
  readonly onLook: (target: Target, sighting: Sighting, still: number | undefined) => void;
  readonly onOutcome: (target: Target, outcome: Outcome) => void;
  /** Called if an id does not exist at the first look: says why, or throws if the login is the reason. */
  readonly explainAbsence: (target: Target) => Promise<Failure>;
}

const readyPatience = minute;
const lateFirstLooks = 5 * minute;
const lastRound = 2000;

interface Watched {
  readonly target: Target;
  /** Clock time; undefined: an id that has not been seen yet, or may still become newer. */
  foundAt: number | undefined;
  looked: boolean;
  absence: Failure | undefined;
  last: Sighting | undefined;
  changedAt: number;
  /** The last look was a direct one, which has counters; a list has none. */
  counted: boolean;
  readySince: number | undefined;
}

/** Looks at all targets in rounds, one request at a time, until each has an outcome. Throws NoVerdict if the whole step must end. */
export async function watch(targets: readonly Target[], means: Watch): Promise<void> {
  const began = means.clock.now();
  const all = targets.map((target) => newWatched(target, began));
  let open = all;
  // In this case the search was the first look: another one at once could only say the same.
  let justSeen = targets.every(({ running }) => running === true) && earliestEnd(all, means) > began;
  await poll(
    async () => {
      if (justSeen) {
        justSeen = false;
        return earliestEnd(open, means);
      }
      const listed = await listUnended(open, means);
      const left = [];
      for (const watched of open) {
        const sighting = listed.get(watched.target.id);
        const outcome = sighting === undefined ? await lookAt(watched, began, means) : settle(watched, sighting, means);
        if (outcome === undefined) left.push(watched);
        else means.onOutcome(watched.target, outcome);
      }
      open = left;
      return open.length === 0 ? undefined : earliestEnd(open, means);
    },
    means.clock,
    means.signal,
  );
}

function newWatched(target: Target, began: number): Watched {
  return {
    target,
    foundAt: target.foundAt,
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
async function listUnended(open: readonly Watched[], means: Watch): Promise<Map<string, Sighting>> {
  const listed = open.filter(({ target, looked }) => target.by !== 'id' && looked);
  const unended = new Map<string, Sighting>();
  if (listed.length < 2) return unended;
  const until = earliestEnd(listed, means);
  for (let i = 0; i < listed.length; i += 100) {
    const chunk = new Map(listed.slice(i, i + 100).map((watched) => [watched.target.id, watched]));
    for (const upload of await listChunk([...chunk.keys()], { retries: Infinity, until }, means)) {
      const watched = chunk.get(upload.id);
      if (watched?.last === undefined || !(upload.running || upload.status === 'READY')) continue;
      const sighting = { upload, counters: watched.last.counters };
      unended.set(upload.id, sighting);
      note(watched, sighting, false, means);
    }
  }
  return unended;
}

// If our deadline cut the list short, or it was not understood, each upload is looked at directly.
async function listChunk(ids: string[], patience: Patience, means: Watch): Promise<readonly Upload[]> {
  try {
    return (await means.client.uploads({ ids, pageSize: 100 }, patience)).uploads;
  } catch (error) {
    if (error instanceof Unreachable && error.cutByDeadline) return [];
    if (error instanceof NoVerdict && error.concerns === 'upload') return [];
    throw error;
  }
}

async function lookAt(watched: Watched, began: number, means: Watch): Promise<Outcome | undefined> {
  const { clock, client } = means;
  const now = clock.now();
  const lastFirstLook = began + means.timeout + lateFirstLooks;
  if (!watched.looked && now >= lastFirstLook) return { kind: 'not-looked' };
  const end = endOf(watched, means);
  // The last round has its own time, however many uploads are in it.
  if (now >= end + lastRound) {
    if (watched.last !== undefined) return seen(watched, watched.last, 'deadline', means);
    if (watched.absence !== undefined) return { kind: 'absent', failure: watched.absence };
  }
  const firstLook = { retries: 5, until: Math.min(now + minute, lastFirstLook) };
  const patience = watched.last === undefined ? firstLook : { retries: Infinity, until: end };
  watched.looked = true;
  try {
    const sighting = await client.look(watched.target.id, patience);
    note(watched, sighting, true, means);
    return settle(watched, sighting, means);
  } catch (error) {
    return await failedLook(error, watched, means);
  }
}

async function failedLook(error: unknown, watched: Watched, means: Watch): Promise<Outcome | undefined> {
  if (error instanceof NoSuchUpload) {
    if (watched.last !== undefined || watched.target.by !== 'id') return { kind: 'deleted' };
    watched.absence ??= await means.explainAbsence(watched.target);
    if (means.clock.now() >= means.appearUntil) return { kind: 'absent', failure: watched.absence };
    means.notYet([watched.target.id]);
    return undefined;
  }
  if (error instanceof Unreachable && error.cutByDeadline && watched.last !== undefined)
    return seen(watched, watched.last, 'deadline', means);
  if (error instanceof NoVerdict && error.concerns === 'upload') return { kind: 'refused', failure: error.failure };
  throw error;
}

function note(watched: Watched, sighting: Sighting, counted: boolean, means: Watch): void {
  const now = means.clock.now();
  const changed = watched.last === undefined || fingerprint(watched.last) !== fingerprint(sighting);
  if (changed) watched.changedAt = now;
  if (sighting.upload.running) watched.readySince = undefined;
  watched.foundAt ??= now;
  watched.last = sighting;
  watched.counted = counted;
  means.onLook(watched.target, sighting, stillOf(watched, now));
}

function stillOf({ counted, changedAt }: Watched, now: number): number | undefined {
  return counted ? now - changedAt : undefined;
}

function fingerprint({ upload, counters }: Sighting): string {
  return JSON.stringify([upload.running, upload.status, upload.process, upload.statusMessage, upload.name, counters]);
}

/** READY may only be the gap between sending and processing: it counts if it lasts. */
function settle(watched: Watched, sighting: Sighting, means: Watch): Outcome | undefined {
  const { running, status } = sighting.upload;
  if (!running && status !== 'READY') {
    if (!mayBecomeNewer(watched, sighting, means)) return seen(watched, sighting, 'ended', means);
    watched.foundAt = undefined;
    means.notYet([watched.target.id]);
    return undefined;
  }
  const now = means.clock.now();
  watched.readySince = running ? undefined : (watched.readySince ?? now);
  if (watched.readySince !== undefined && now - watched.readySince >= readyPatience)
    return seen(watched, sighting, 'ready', means);
  return now < endOf(watched, means) ? undefined : seen(watched, sighting, 'deadline', means);
}

function mayBecomeNewer({ target }: Watched, { upload }: Sighting, { notBefore, appearUntil, clock }: Watch): boolean {
  if (target.by !== 'id' || notBefore === undefined || upload.completedAt === '') return false;
  return Date.parse(upload.completedAt) < notBefore && clock.now() < appearUntil;
}

function earliestEnd(open: readonly Watched[], means: Watch): number {
  return open.reduce((earliest, watched) => Math.min(earliest, endOf(watched, means)), Infinity);
}

/** When the wait for an upload ends, counted from the moment it was found. */
function endOf({ foundAt }: Watched, means: Watch): number {
  return foundAt === undefined ? means.appearUntil : foundAt + means.timeout;
}

function seen(watched: Watched, sighting: Sighting, settled: Settled, means: Watch): Outcome {
  return { kind: 'seen', seen: { ...sighting, settled, still: stillOf(watched, means.clock.now()) } };
}
