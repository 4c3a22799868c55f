import type { Clock } from './clock.ts';
import { type Failure, NoSuchUpload, NoVerdict, Unreachable } from './errors.ts';
import type { Target } from './find.ts';
import type { NomadClient } from './nomad/client.ts';
import type { Patience } from './nomad/retry.ts';
import type { Sighting, Upload } from './nomad/schema.ts';
import { type Round, poll } from './wait.ts';
import type { Observation, Settled } from './verdict.ts';

/** How the watch over one upload ended. */
export type Outcome =
  | { readonly kind: 'seen'; readonly seen: Observation }
  /** An id that NOMAD does not have. */
  | { readonly kind: 'absent'; readonly failure: Failure }
  /** It was there, and is no more. */
  | { readonly kind: 'deleted' }
  /** The time for first looks was up before its turn came. */
  | { readonly kind: 'not-looked' }
  /** NOMAD's answer to this upload gives no verdict; other uploads are not concerned. */
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface Watch {
  readonly client: NomadClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds that an upload is watched, from the moment it was found. */
  readonly timeout: number;
  /** Milliseconds that an id may take to appear, or to become newer than `notBefore`. */
  readonly waitForUpload: number;
  /** Milliseconds since 1970. */
  readonly notBefore: number | undefined;
  /** Each whole look. `still`: milliseconds since something changed, 0 when it just did. */
  readonly onLook: (target: Target, sighting: Sighting, still: number) => void;
  readonly onOutcome: (target: Target, outcome: Outcome) => void;
  /** Called when an id is not there at the first look: says why, or throws if the login is the reason. */
  readonly explainAbsence: (target: Target) => Promise<Failure>;
  /** An id is not there yet, or only in an older state. */
  readonly onNotYet: (target: Target) => void;
}

const minute = 60_000;
const readyPatience = minute;
const lateFirstLooks = 5 * minute;

interface Watched {
  readonly target: Target;
  /** Clock time; undefined: an id that was not seen yet, or may still become newer. */
  foundAt: number | undefined;
  looked: boolean;
  absence: Failure | undefined;
  last: Sighting | undefined;
  changedAt: number;
  readySince: number | undefined;
}

/** Looks at all targets in rounds, one request at a time, until each has an outcome. Throws NoVerdict for what ends the whole step. */
export async function watch(targets: readonly Target[], means: Watch): Promise<void> {
  const began = means.clock.now();
  const all = targets.map((target) => newWatched(target, began));
  let open = all;
  await poll<undefined>(
    async () => {
      const listed = await listUnended(open, began, means);
      const left = [];
      for (const watched of open) {
        const sighting = listed.get(watched.target.id);
        const outcome = sighting === undefined ? await lookAt(watched, began, means) : settle(watched, sighting, began, means);
        if (outcome === undefined) left.push(watched);
        else means.onOutcome(watched.target, outcome);
      }
      open = left;
      return open.length === 0 ? { settled: true, value: undefined } : nextRound(open, began, means);
    },
    means.clock,
    means.signal,
  );
}

function newWatched(target: Target, began: number): Watched {
  return {
    target,
    foundAt: target.by === 'id' ? undefined : began,
    looked: false,
    absence: undefined,
    last: undefined,
    changedAt: began,
    readySince: undefined,
  };
}

function nextRound(open: readonly Watched[], began: number, means: Watch): Round<undefined> {
  return { settled: false, next: Math.min(...open.map((watched) => endOf(watched, began, means))) };
}

/**
 * Uploads found by name that a list shows as running or READY, by id: one request for a hundred of them. A single one is asked directly.
 * A list has no counters: those of the last look stay.
 */
async function listUnended(open: readonly Watched[], began: number, means: Watch): Promise<Map<string, Sighting>> {
  const listed = open.filter(({ target, looked }) => target.by !== 'id' && looked);
  const unended = new Map<string, Sighting>();
  if (listed.length < 2) return unended;
  const until = Math.min(...listed.map((watched) => endOf(watched, began, means)));
  for (let i = 0; i < listed.length; i += 100) {
    const chunk = new Map(listed.slice(i, i + 100).map((watched) => [watched.target.id, watched]));
    for (const upload of await listChunk([...chunk.keys()], { retries: Infinity, until }, means)) {
      const watched = chunk.get(upload.id);
      if (watched?.last === undefined || !(upload.running || upload.status === 'READY')) continue;
      const sighting = { upload, counters: watched.last.counters };
      unended.set(upload.id, sighting);
      note(watched, sighting, means);
    }
  }
  return unended;
}

// A list that our deadline cut says nothing: each upload is then looked at directly, for the last time.
async function listChunk(ids: string[], patience: Patience, means: Watch): Promise<readonly Upload[]> {
  try {
    return (await means.client.uploads({ ids, pageSize: 100 }, patience)).uploads;
  } catch (error) {
    if (error instanceof Unreachable && error.cutByDeadline) return [];
    throw error;
  }
}

async function lookAt(watched: Watched, began: number, means: Watch): Promise<Outcome | undefined> {
  const { clock, client } = means;
  const now = clock.now();
  const lastFirstLook = began + means.timeout + lateFirstLooks;
  if (!watched.looked && now >= lastFirstLook) return { kind: 'not-looked' };
  const firstLook = { retries: 5, until: Math.min(now + minute, lastFirstLook) };
  const patience = watched.last === undefined ? firstLook : { retries: Infinity, until: endOf(watched, began, means) };
  watched.looked = true;
  try {
    const sighting = await client.look(watched.target.id, patience);
    note(watched, sighting, means);
    return settle(watched, sighting, began, means);
  } catch (error) {
    return await failedLook(error, watched, began, means);
  }
}

async function failedLook(error: unknown, watched: Watched, began: number, means: Watch): Promise<Outcome | undefined> {
  if (error instanceof NoSuchUpload) {
    if (watched.last !== undefined || watched.target.by !== 'id') return { kind: 'deleted' };
    watched.absence ??= await means.explainAbsence(watched.target);
    if (means.clock.now() >= began + means.waitForUpload) return { kind: 'absent', failure: watched.absence };
    means.onNotYet(watched.target);
    return undefined;
  }
  if (error instanceof Unreachable && error.cutByDeadline && watched.last !== undefined)
    return seen(watched, watched.last, 'deadline', means);
  if (error instanceof NoVerdict && error.concerns === 'upload') return { kind: 'refused', failure: error.failure };
  throw error;
}

function note(watched: Watched, sighting: Sighting, means: Watch): void {
  const now = means.clock.now();
  const changed = watched.last === undefined || fingerprint(watched.last) !== fingerprint(sighting);
  if (changed) watched.changedAt = now;
  if (sighting.upload.running) watched.readySince = undefined;
  watched.foundAt ??= now;
  watched.last = sighting;
  means.onLook(watched.target, sighting, now - watched.changedAt);
}

function fingerprint({ upload, counters }: Sighting): string {
  return JSON.stringify([upload.running, upload.status, upload.process, upload.statusMessage, upload.name, counters]);
}

/** READY may be the gap between sending and processing: it counts when it lasts. */
function settle(watched: Watched, sighting: Sighting, began: number, means: Watch): Outcome | undefined {
  const { running, status } = sighting.upload;
  if (!running && status !== 'READY') {
    if (!mayBecomeNewer(watched, sighting, began, means)) return seen(watched, sighting, 'ended', means);
    watched.foundAt = undefined;
    means.onNotYet(watched.target);
    return undefined;
  }
  const now = means.clock.now();
  watched.readySince = running ? undefined : (watched.readySince ?? now);
  if (watched.readySince !== undefined && now - watched.readySince >= readyPatience)
    return seen(watched, sighting, 'ready', means);
  return settleAtDeadline(watched, began, means);
}

function mayBecomeNewer(
  { target }: Watched,
  { upload }: Sighting,
  began: number,
  { notBefore, waitForUpload, clock }: Watch,
): boolean {
  if (target.by !== 'id' || notBefore === undefined || upload.completedAt === '') return false;
  return Date.parse(upload.completedAt) < notBefore && clock.now() < began + waitForUpload;
}

function settleAtDeadline(watched: Watched, began: number, means: Watch): Outcome | undefined {
  if (watched.last === undefined || means.clock.now() < endOf(watched, began, means)) return undefined;
  return seen(watched, watched.last, 'deadline', means);
}

/** When the wait for it ends: counted from the moment it was found. */
function endOf({ foundAt }: Watched, began: number, means: Watch): number {
  return foundAt === undefined ? began + means.waitForUpload : foundAt + means.timeout;
}

function seen(watched: Watched, sighting: Sighting, settled: Settled, means: Watch): Outcome {
  return { kind: 'seen', seen: { ...sighting, settled, still: means.clock.now() - watched.changedAt } };
}
