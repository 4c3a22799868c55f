import { minute } from '../../core/clock.ts';
import { Workload } from '../../core/workload.ts';
import { noSuchId, noSuchName, noSuchPattern, type Searched } from '../messages/not-found.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import { pageSize, searchName } from './list.ts';
import type { Patience } from '../transport/retry.ts';
import { findNearest } from './nearest.ts';
import type { GivenName, Search } from './search.ts';

const maxPages = 10;
/** Missing names that get suggestions. */
const maxSuggested = 20;

interface Scope {
  readonly includeShared: boolean;
}

/** Explains why names and patterns lead to no upload: where the search was, how many uploads there are, and which names are similar. */
export interface Absences {
  explainName(name: GivenName): Promise<Failure>;
  explainPattern(pattern: GivenName): Promise<Failure>;
}

/** Lists the newest names only once; everything together takes at most a minute. */
export function explainAbsences(scope: Scope, search: Search): Absences {
  const { clock, redact } = search;
  const patience = { retries: 5, until: clock.now() + minute };
  const workload = new Workload(search.signal);
  let suggested = 0;
  let listed: Promise<Newest> | undefined;
  const listNewest = (): Promise<Newest> => (listed ??= listNewestNames(scope, patience, search));

  async function isShared(name: string): Promise<boolean> {
    if (scope.includeShared || name.startsWith('{') || clock.now() >= patience.until) return false;
    return (await searchName(name, { own: false, notBefore: undefined }, search, patience)).total > 0;
  }

  // More suggestions than anybody reads would only cost time.
  async function suggest(name: string, names: readonly string[]): Promise<string[]> {
    suggested += 1;
    if (suggested > maxSuggested || clock.now() >= patience.until) return [];
    return (await findNearest(name, names, workload)).map(redact);
  }

  return {
    explainName: async ({ raw, display }) => {
      const shared = await isShared(raw);
      const { names, total } = await listNewest();
      return noSuchName(display, describeSearch(total, scope, search), shared, await suggest(raw, names));
    },

    explainPattern: async ({ display }) => {
      const { names, total } = await listNewest();
      return noSuchPattern(display, describeSearch(total, scope, search), names.slice(0, 3).map(redact));
    },
  };
}

/** Explains why an id leads to no upload. Requesting the list also reveals a dead personal access token, which 2.0 treats as no login (401). */
export async function explainMissingId(id: string, { client, api, clock }: Search): Promise<Failure> {
  const { total } = await client.listUploads({ own: true, pageSize: 0 }, { retries: 5, until: clock.now() + minute });
  return noSuchId(id, { api, total });
}

function describeSearch(total: number, { includeShared }: Scope, { api, waited }: Search): Searched {
  return { api, total, includeShared, waited };
}

interface Newest {
  readonly names: readonly string[];
  readonly total: number;
}

/** Distinct names among the newest thousand uploads. */
async function listNewestNames({ includeShared }: Scope, patience: Patience, { client, clock }: Search): Promise<Newest> {
  const names = new Set<string>();
  let total = 0;
  for (let page = 1; page === 1 || (page <= maxPages && (page - 1) * pageSize < total); page++) {
    if (page > 1 && clock.now() >= patience.until) break;
    const answer = await client.listUploads({ own: !includeShared, page, pageSize }, patience, () => false);
    // Where the list has become shorter meanwhile, what was read will do.
    if (page === 1) total = answer.total;
    if (answer.names.size === 0) break;
    for (const name of answer.names.values()) if (name !== '') names.add(name);
  }
  return { names: [...names], total };
}
