import type { FoundUpload } from '../nomad/search/matches.ts';
import { searchName } from '../nomad/search/list.ts';
import type { SendDeps } from './send-deps.ts';

/** The account's own unpublished uploads of exactly this name, oldest first: by create time, then by id, so that every job has the same order. */
export async function listUnpublished(
  name: string,
  { client, clock, until }: Pick<SendDeps, 'client' | 'clock' | 'until'>,
): Promise<FoundUpload[]> {
  // With a time, however early, all of a long list are kept.
  const matches = await searchName(name, { own: true, notBefore: 0 }, { client, clock }, { retries: 5, until });
  return matches.uploads.filter(({ published }) => !published).sort(byAge);
}

function byAge(a: FoundUpload, b: FoundUpload): number {
  return compare(a.createdAt, b.createdAt) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
