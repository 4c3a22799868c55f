import { unreadableList } from '../messages/unexpected-answer.ts';
import { NoVerdict, PageOutOfRange } from '../../core/errors.ts';
import type { UploadQuery } from '../client.ts';
import type { Patience } from '../transport/retry.ts';
import type { Upload } from '../answers/schema.ts';
import type { Search } from './search.ts';

export const pageSize = 100;

type Asking = Pick<Search, 'client' | 'clock'>;

/** Uploads, newest first, and how many there are; the list has all of them, or only the first page. */
interface Listing {
  readonly uploads: readonly Upload[];
  readonly total: number;
}

/** Uploads with exactly this name. `whole`: not only the first page. */
export async function searchName(
  name: string,
  { own, whole }: { own: boolean; whole: boolean },
  search: Asking,
  patience: Patience,
): Promise<Listing> {
  const isExact = (other: string): boolean => other === name;
  // 2.0 reads a name that is a JSON object as a filter, 1.3 does not.
  if (!name.startsWith('{')) {
    const first = await search.client.uploads({ names: [name], own, pageSize }, patience, isExact);
    const exact = [...first.names.values()].every(isExact);
    // NOMAD reads rows and total one after the other: an upload may have been added in between.
    if (exact && first.names.size === Math.min(first.total, pageSize) && (!whole || first.uploads.length === first.total))
      return { uploads: newestFirst(first.uploads), total: first.total };
  }
  const query = name.startsWith('{') ? { own } : { own, names: [name] };
  const uploads = await listAll(query, isExact, search, patience);
  return { uploads, total: uploads.length };
}

/**
 * The uploads of a list that `keep` accepts, newest first, never only some of them: pages that shift while being read are read again.
 * Apart from these uploads, only ids stay in memory.
 */
export async function listAll(
  query: Omit<UploadQuery, 'pageSize'>,
  keep: (name: string) => boolean,
  search: Asking,
  patience: Patience,
): Promise<Upload[]> {
  for (let tries = 0; tries < 3; tries++) {
    const uploads = await readPages({ ...query, pageSize }, keep, search, patience);
    if (uploads !== undefined) return newestFirst(uploads);
  }
  throw new NoVerdict(unreadableList('changing'));
}

/** undefined: the pages do not match. */
async function readPages(
  query: UploadQuery,
  keep: (name: string) => boolean,
  { client, clock }: Asking,
  patience: Patience,
): Promise<Upload[] | undefined> {
  const first = await client.uploads(query, patience, keep);
  const ids = new Set(first.names.keys());
  const kept = [...first.uploads];
  try {
    for (let page = 2; page <= Math.ceil(first.total / pageSize); page++) {
      // However many pages the server claims to have, the search has a time limit.
      if (clock.now() >= patience.until) throw new NoVerdict(unreadableList('slow'));
      const next = await client.uploads({ ...query, page }, patience, keep);
      if (next.total !== first.total) return undefined;
      for (const id of next.names.keys()) ids.add(id);
      kept.push(...next.uploads);
    }
  } catch (error) {
    if (error instanceof PageOutOfRange) return undefined;
    throw error;
  }
  // Each id counts once: if an upload was created or deleted meanwhile, another one came twice or not at all.
  return ids.size === first.total ? kept : undefined;
}

function newestFirst(uploads: readonly Upload[]): Upload[] {
  return uploads.toSorted((a, b) => Number(a.createdAt < b.createdAt) - Number(a.createdAt > b.createdAt));
}
