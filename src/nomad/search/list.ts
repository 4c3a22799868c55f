import { NoVerdictError } from '../../core/errors.ts';
import type { Upload } from '../answers/upload.ts';
import type { UploadQuery } from '../client.ts';
import { unreadableList } from '../messages/unexpected-answer.ts';
import type { Patience } from '../transport/retry.ts';
import { Matches } from './matches.ts';
import type { Search } from './search.ts';

export const pageSize = 100;

/** Takes what is meant of a list. */
export interface Collector {
  /** Whether uploads of this name are meant. */
  accepts(name: string): boolean | Promise<boolean>;
  add(upload: Upload): void | Promise<void>;
}

type Asking = Pick<Search, 'client' | 'clock'>;

interface NameQuery {
  readonly own: boolean;
  /** See `UploadSelection`. */
  readonly notBefore: number | undefined;
}

/** Uploads of exactly this name. Without `notBefore`, of more than a page only those of the first are kept. */
export async function searchName(
  name: string,
  { own, notBefore }: NameQuery,
  search: Asking,
  patience: Patience,
): Promise<Matches> {
  const isExact = (other: string): boolean => other === name;
  // 2.0 reads a name that is a JSON object as a filter, 1.3 does not.
  if (!name.startsWith('{')) {
    const first = await search.client.listUploads({ names: [name], own, pageSize }, patience, isExact);
    const exact = [...first.names.values()].every(isExact);
    // NOMAD reads rows and total one after the other: an upload may have been added in between.
    const whole = first.names.size === Math.min(first.total, pageSize);
    if (exact && whole && (notBefore === undefined || first.uploads.length === first.total)) {
      const matches = new Matches(notBefore);
      for (const upload of first.uploads) matches.add(upload);
      matches.total += first.total - first.uploads.length;
      return matches;
    }
  }
  const query = name.startsWith('{') ? { own } : { own, names: [name] };
  const start = (): { matches: Matches } & Collector => {
    const matches = new Matches(notBefore);
    return {
      matches,
      accepts: isExact,
      add: (upload) => {
        matches.add(upload);
      },
    };
  };
  return (await collectAll(query, start, search, patience)).matches;
}

/**
 * Reads a whole list of uploads into a collector, or throws: pages that shift while they are read are read again, by a new collector.
 * Apart from these uploads, only ids stay in memory.
 */
export async function collectAll<C extends Collector>(
  query: Omit<UploadQuery, 'pageSize'>,
  start: () => C,
  search: Asking,
  patience: Patience,
): Promise<C> {
  for (let tries = 0; tries < 3; tries++) {
    const collector = start();
    if (await readPages({ ...query, pageSize }, collector, search, patience)) return collector;
  }
  throw new NoVerdictError(unreadableList('changing'));
}

/** False: the pages do not fit together. */
async function readPages(
  query: UploadQuery,
  collector: Collector,
  { client, clock }: Asking,
  patience: Patience,
): Promise<boolean> {
  const accepts = (name: string): boolean | Promise<boolean> => collector.accepts(name);
  const first = await client.listUploads(query, patience, accepts);
  const ids = new Set(first.names.keys());
  for (const upload of first.uploads) await collector.add(upload);
  for (let page = 2; page <= Math.ceil(first.total / pageSize); page++) {
    // However many pages the server claims to have, the search has a time limit.
    if (clock.now() >= patience.until) throw new NoVerdictError(unreadableList('slow'));
    const next = await client.listUploads({ ...query, page }, patience, accepts);
    if (next.total !== first.total) return false;
    if (next.names.size < Math.min(pageSize, first.total - (page - 1) * pageSize)) return false;
    for (const id of next.names.keys()) ids.add(id);
    for (const upload of next.uploads) await collector.add(upload);
  }
  // Each id counts once: if an upload was created or deleted meanwhile, another one came twice or not at all.
  return ids.size === first.total;
}
