import { minute } from '../../core/clock.ts';
import { noSuchId, noSuchName, noSuchPattern, type Searched } from '../messages/search.ts';
import { PageOutOfRange } from '../../core/errors.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import { pageSize, searchName } from './list.ts';
import type { Patience } from '../transport/retry.ts';
import { nearest } from './nearest.ts';
import type { GivenName, Search } from './search.ts';

const mostPages = 10;

interface Scope {
  readonly includeShared: boolean;
}

/** Explains why names and patterns lead to no upload: where the search was, how many uploads there are, and which names are similar. */
export interface Absences {
  ofName(name: GivenName): Promise<Failure>;
  ofPattern(pattern: GivenName): Promise<Failure>;
}

/** Lists the newest names only once; everything together takes at most a minute. */
export function explainAbsences(scope: Scope, search: Search): Absences {
  const { clock, redact } = search;
  const patience = { retries: 5, until: clock.now() + minute };
  let listed: Promise<Newest> | undefined;
  const newest = (): Promise<Newest> => (listed ??= newestNames(scope, patience, search));

  async function isShared(name: string): Promise<boolean> {
    if (scope.includeShared || name.startsWith('{') || clock.now() >= patience.until) return false;
    const { uploads } = await searchName(name, { own: false, whole: false }, search, patience);
    return uploads.length > 0;
  }

  return {
    ofName: async ({ raw, display }) => {
      const shared = await isShared(raw);
      const { names, total } = await newest();
      return noSuchName(display, searched(total, scope, search), shared, nearest(raw, names).map(redact));
    },

    ofPattern: async ({ display }) => {
      const { names, total } = await newest();
      return noSuchPattern(display, searched(total, scope, search), names.slice(0, 3).map(redact));
    },
  };
}

/** Explains why an id leads to no upload. Requesting the list also reveals a dead personal access token, which 2.0 treats as no login (401). */
export async function explainMissingId(id: string, { client, api, clock }: Search): Promise<Failure> {
  const { total } = await client.uploads({ own: true, pageSize: 0 }, { retries: 5, until: clock.now() + minute });
  return noSuchId(id, { api, total });
}

function searched(total: number, { includeShared }: Scope, { api, waited }: Search): Searched {
  return { api, total, includeShared, waited };
}

interface Newest {
  readonly names: readonly string[];
  readonly total: number;
}

/** Distinct names among the newest thousand uploads. */
async function newestNames({ includeShared }: Scope, patience: Patience, { client, clock }: Search): Promise<Newest> {
  const names = new Set<string>();
  let total = 0;
  try {
    for (let page = 1; page === 1 || (page <= mostPages && (page - 1) * pageSize < total); page++) {
      if (page > 1 && clock.now() >= patience.until) break;
      const answer = await client.uploads({ own: !includeShared, page, pageSize }, patience, () => false);
      total = answer.total;
      for (const name of answer.names.values()) if (name !== '') names.add(name);
    }
  } catch (error) {
    // The list became shorter meanwhile: what has been read is enough.
    if (!(error instanceof PageOutOfRange)) throw error;
  }
  return { names: [...names], total };
}
