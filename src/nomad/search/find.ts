import { minute } from '../../core/clock.ts';
import { NoVerdictError } from '../../core/errors.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import { Pace } from '../../core/pace.ts';
import { cut } from '../../core/wording.ts';
import { allStale, duplicate, tooManyMatches } from '../messages/search.ts';
import { searchTooSlow } from '../messages/unreachable.ts';
import type { Patience } from '../transport/retry.ts';
import { collectAll, searchName } from './list.ts';
import { type FoundUpload, type Matches, maxMatches } from './matches.ts';
import type { Absences } from './not-found.ts';
import { PatternCollector } from './pattern-collector.ts';
import type { GivenName, Search, UploadSelection } from './search.ts';

export type MatchedBy = 'id' | 'name' | 'pattern';

/** An upload to follow. */
export interface Target {
  /** The id, name or pattern that led to it. */
  readonly given: string;
  readonly matchedBy: MatchedBy;
  readonly id: string;
  /** How many older uploads have the same name; they are not judged. */
  readonly older: number;
  /** What the search has shown of it, and when by the clock; undefined for an id, which the search does not look at. */
  readonly found: { readonly upload: FoundUpload; readonly at: number } | undefined;
}

/** A name or pattern that leads to no upload. */
export interface Miss {
  readonly given: string;
  readonly matchedBy: MatchedBy;
  readonly failure: Failure;
}

/** What a name or pattern leads to. */
interface SearchResult {
  readonly name: GivenName;
  readonly matchedBy: 'name' | 'pattern';
  readonly matches: Matches;
  /** Clock time of the answer. */
  readonly at: number;
}

/**
 * Resolves names and patterns to uploads (`GET /uploads`, 1.3 and 2.0); ids are passed through. Waits until `search.appearUntil` for uploads that
 * are not there yet. Throws NoVerdictError if NOMAD can't be reached, or a list can't be read completely.
 */
export async function find(selection: UploadSelection, search: Search): Promise<{ targets: Target[]; misses: Miss[] }> {
  const { clock } = search;
  const pace = new Pace(clock, search.signal);
  const found: SearchResult[] = [];
  let missing: SearchResult[];
  for (;;) {
    const results = await searchAll(withoutFound(selection, found), search);
    found.push(...results.filter(({ matches }) => matches.total > 0));
    missing = results.filter(({ matches }) => matches.total === 0);
    if (missing.length === 0 || clock.now() >= search.appearUntil) break;
    search.notYet(missing.map(({ name }) => `"${cut(name.display, 100)}"`));
    await pace.next(search.appearUntil);
  }
  const duplicates = found.filter(
    ({ matchedBy, matches }) => matchedBy === 'name' && matches.total > 1 && selection.onDuplicate === 'fail',
  );
  const misses = duplicates.map((result) => toMiss(result, duplicate(result.name.display, result.matches.total)));
  if (missing.length > 0) misses.push(...(await explainAll(missing, selection, search)));
  const targets = [
    ...selection.ids.map((id): Target => ({ given: id, matchedBy: 'id', id, older: 0, found: undefined })),
    ...found.filter((result) => !duplicates.includes(result)).flatMap(toTargets),
  ];
  // An upload that several lines name is judged once.
  return { targets: [...new Map(targets.toReversed().map((target) => [target.id, target])).values()].reverse(), misses };
}

function withoutFound(selection: UploadSelection, found: readonly SearchResult[]): UploadSelection {
  const isOpen = (matchedBy: MatchedBy) => (name: GivenName) =>
    !found.some((result) => result.matchedBy === matchedBy && result.name.raw === name.raw);
  const { include, exclude } = selection.patterns;
  return {
    ...selection,
    names: selection.names.filter(isOpen('name')),
    patterns: { include: include.filter(isOpen('pattern')), exclude },
  };
}

async function searchAll({ names, patterns, ...selection }: UploadSelection, search: Search): Promise<SearchResult[]> {
  const { clock, appearUntil } = search;
  const own = !selection.includeShared;
  const { notBefore } = selection;
  const now = clock.now();
  const patience: Patience = {
    retries: appearUntil > now + minute ? Infinity : 5,
    until: Math.max(appearUntil, now + minute),
  };
  const results: SearchResult[] = [];
  for (const name of names) {
    if (clock.now() >= patience.until) throw new NoVerdictError(searchTooSlow);
    const matches = await searchName(name.raw, { own, notBefore }, search, patience);
    results.push({ name, matchedBy: 'name', matches, at: clock.now() });
  }
  if (patterns.include.length > 0) {
    const start = (): PatternCollector => new PatternCollector(patterns, notBefore, search.signal);
    const collected = await collectAll({ own }, start, search, patience);
    if (collected.total > maxMatches) throw new NoVerdictError(tooManyMatches(collected.total, maxMatches));
    for (const { pattern, matches } of collected.results)
      results.push({ name: pattern, matchedBy: 'pattern', matches, at: clock.now() });
  }
  return results;
}

function toTargets({ name, matchedBy, matches, at }: SearchResult): Target[] {
  const judged = matchedBy === 'name' ? matches.uploads.slice(0, 1) : matches.uploads;
  const older = matchedBy === 'name' ? matches.total - 1 : 0;
  return judged.map((upload) => ({ given: name.display, matchedBy, id: upload.id, older, found: { upload, at } }));
}

function toMiss({ name, matchedBy }: SearchResult, failure: Failure): Miss {
  return { given: name.display, matchedBy, failure };
}

async function explainAll(missing: readonly SearchResult[], selection: UploadSelection, search: Search): Promise<Miss[]> {
  // Loaded here because most steps find all they search for.
  const { explainAbsences } = await import('./not-found.ts');
  const absences = explainAbsences(selection, search);
  const misses: Miss[] = [];
  for (const result of missing) misses.push(toMiss(result, await explain(result, absences)));
  return misses;
}

async function explain({ name, matchedBy, matches }: SearchResult, absences: Absences): Promise<Failure> {
  if (matches.newest !== undefined) return allStale(name.display, matchedBy, matches.newest);
  return matchedBy === 'name' ? await absences.explainName(name) : await absences.explainPattern(name);
}
