import { matches } from './pattern.ts';
import { type Clock, minute } from '../../core/clock.ts';
import { allStale, duplicate, tooManyMatches } from '../messages/search.ts';
import { searchTooSlow } from '../messages/unreachable.ts';
import { NoVerdict } from '../../core/errors.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import { listAll, searchName } from './list.ts';
import type { Upload } from '../answers/schema.ts';
import { type Absences, explainAbsences } from './not-found.ts';
import { cut } from '../../core/wording.ts';
import type { GivenName, Search } from './search.ts';
import { poll } from '../../core/poll.ts';

/** How an upload was named. */
export type By = 'id' | 'name' | 'pattern';

/** An upload to follow. */
export interface Target {
  /** The line of the input that named it. */
  readonly line: string;
  readonly by: By;
  readonly id: string;
  /** '' for an id that has not been looked at yet, or an upload without a name. */
  readonly name: string;
  /** How many older uploads have the same name; they are not judged. */
  readonly older: number;
  /** Clock time; undefined for an id that has not been looked at yet. */
  readonly foundAt: number | undefined;
  /** true: the search has just shown that NOMAD is processing it. */
  readonly running?: boolean;
}

/** A line of an input that leads to no upload. */
export interface Miss {
  readonly line: string;
  readonly by: By;
  readonly failure: Failure;
}

export interface Wanted {
  readonly ids: readonly string[];
  readonly names: readonly GivenName[];
  /** Names that match one of `include` and none of `exclude`. */
  readonly patterns: { readonly include: readonly GivenName[]; readonly exclude: readonly string[] };
  readonly includeShared: boolean;
  readonly onDuplicate: 'latest' | 'fail';
  /** Milliseconds since 1970: processing that ended before it does not count. */
  readonly notBefore: number | undefined;
}

/** The uploads that a line leads to, newest first. */
interface Match {
  readonly line: GivenName;
  readonly by: 'name' | 'pattern';
  readonly uploads: readonly Upload[];
  /** For a name: how many there are, including those in `uploads`. */
  readonly total: number;
  /** The newest of all, whether it is newer than `notBefore` or not. */
  readonly newest: Upload | undefined;
  /** Clock time of the answer. */
  readonly at: number;
}

const mostMatches = 1000;

/**
 * Resolves names and patterns to uploads (`GET /uploads`, 1.3 and 2.0); ids are passed through. Waits until `search.appearUntil` for uploads that
 * are not there yet. Throws NoVerdict if NOMAD can't be reached, or a list can't be read completely.
 */
export async function find(wanted: Wanted, search: Search): Promise<{ targets: Target[]; misses: Miss[] }> {
  const { clock, signal } = search;
  let found: Match[] = [];
  let missing: Match[] = [];
  await poll(
    async () => {
      const before = new Set(found.map(keyOf));
      const matched = await matchAll(wanted, search, (line) => !before.has(keyOf(line)));
      found = [...found, ...matched.filter(({ uploads }) => uploads.length > 0)];
      missing = matched.filter(({ uploads }) => uploads.length === 0);
      if (missing.length === 0 || clock.now() >= search.appearUntil) return undefined;
      search.notYet(missing.map(({ line }) => `"${cut(line.display, 100)}"`));
      return search.appearUntil;
    },
    clock,
    signal,
  );
  const duplicates = found.filter(({ by, total }) => by === 'name' && total > 1 && wanted.onDuplicate === 'fail');
  const misses: Miss[] = duplicates.map((match) => missOf(match, duplicate(match.line.display, match.total)));
  const absence = explainAbsences(wanted, search);
  for (const match of missing) misses.push(missOf(match, await explain(match, absence, clock)));
  const targets = [
    ...wanted.ids.map((id): Target => ({ line: id, by: 'id', id, name: '', older: 0, foundAt: undefined })),
    ...found.filter((match) => !duplicates.includes(match)).flatMap(targetsOf),
  ];
  // An upload that several lines name is judged once.
  return { targets: [...new Map(targets.toReversed().map((target) => [target.id, target])).values()].reverse(), misses };
}

function keyOf({ by, line }: Pick<Match, 'by' | 'line'>): string {
  return `${by} ${line.raw}`;
}

async function matchAll(wanted: Wanted, search: Search, isOpen: (line: Pick<Match, 'by' | 'line'>) => boolean): Promise<Match[]> {
  const { clock, appearUntil: until } = search;
  const own = !wanted.includeShared;
  const now = clock.now();
  const patience = { retries: until > now + minute ? Infinity : 5, until: Math.max(until, now + minute) };
  const matched: Match[] = [];
  for (const line of wanted.names.filter((name) => isOpen({ by: 'name', line: name }))) {
    if (clock.now() >= patience.until) throw new NoVerdict(searchTooSlow);
    const { uploads, total } = await searchName(line.raw, { own, whole: wanted.notBefore !== undefined }, search, patience);
    const fresh = uploads.filter((upload) => isFresh(upload, wanted.notBefore));
    matched.push({
      line,
      by: 'name',
      uploads: fresh,
      total: total - uploads.length + fresh.length,
      newest: uploads[0],
      at: clock.now(),
    });
  }
  const open = wanted.patterns.include.filter((line) => isOpen({ by: 'pattern', line }));
  if (open.length > 0) {
    const isAnyOf = (name: string): boolean => open.some((line) => isMeant(name, line.raw, wanted.patterns));
    const all = await listAll({ own }, isAnyOf, search, patience);
    for (const line of open) {
      const uploads = all.filter(({ exactName }) => isMeant(exactName, line.raw, wanted.patterns));
      const fresh = uploads.filter((upload) => isFresh(upload, wanted.notBefore));
      matched.push({ line, by: 'pattern', uploads: fresh, total: fresh.length, newest: uploads[0], at: clock.now() });
    }
  }
  checkNumber(matched);
  return matched;
}

function isMeant(name: string, pattern: string, { exclude }: Wanted['patterns']): boolean {
  return matches(pattern, name) && !exclude.some((one) => matches(one, name));
}

/** Running and READY uploads are never stale; if NOMAD gives no time, the judgement says so. */
function isFresh({ running, status, completedAt }: Upload, notBefore: number | undefined): boolean {
  if (notBefore === undefined || running || status === 'READY' || completedAt === '') return true;
  return Date.parse(completedAt) >= notBefore;
}

function checkNumber(matched: readonly Match[]): void {
  const ids = new Set(matched.filter(({ by }) => by === 'pattern').flatMap(({ uploads }) => uploads.map(({ id }) => id)));
  if (ids.size > mostMatches) throw new NoVerdict(tooManyMatches(ids.size, mostMatches));
}

function targetsOf({ line, by, uploads, total, at }: Match): Target[] {
  const judged = by === 'name' ? uploads.slice(0, 1) : uploads;
  return judged.map(({ id, name, running }) => ({
    line: line.display,
    by,
    id,
    name,
    older: by === 'name' ? total - 1 : 0,
    foundAt: at,
    ...(running && { running }),
  }));
}

function missOf({ line, by }: Match, failure: Failure): Miss {
  return { line: line.display, by, failure };
}

async function explain({ line, by, newest }: Match, absence: Absences, clock: Clock): Promise<Failure> {
  if (newest !== undefined) return allStale(line.display, by, newest.id, clock.now() - Date.parse(newest.completedAt));
  return by === 'name' ? await absence.ofName(line) : await absence.ofPattern(line);
}
