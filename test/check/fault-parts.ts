import type { LoggedRequest } from '../nomad-server/server.ts';

/** The requests that a check by name makes, in their order. */
export const parts = ['login', 'search', 'first look', 'later look', 'failed entries'] as const;

export type Part = (typeof parts)[number];

/** Asked for after all of them; what comes of it only makes the report say more. */
export const logOfEntry = 'log of an entry';

export const allParts = [...parts, logOfEntry] as const;

export type AnyPart = (typeof allParts)[number];

/** A first look that failed is asked again, and is still the first. */
export function partOf({ method, path, query }: Pick<LoggedRequest, 'method' | 'path' | 'query'>, looked: boolean): AnyPart {
  if (method === 'POST') return 'login';
  if (path.includes('/archive/')) return logOfEntry;
  if (!path.endsWith('/entries')) return 'search';
  if (query.includes('order_by')) return 'failed entries';
  return looked ? 'later look' : 'first look';
}
