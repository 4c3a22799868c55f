import { endedBefore, type Upload } from '../answers/upload.ts';

/** What the search keeps of an upload: an account can have very many, and their errors and warnings are long. */
export type FoundUpload = Pick<Upload, 'id' | 'name' | 'state' | 'status' | 'published' | 'createdAt' | 'completedAt'>;

/** Uploads that may be judged in one step. */
export const maxMatches = 1000;

/** The uploads that one name or pattern leads to. */
export class Matches {
  /** Newest first, at most so many as can be judged. */
  readonly #kept: FoundUpload[] = [];
  /** How many there are, those that are not kept included. */
  total = 0;
  /** The newest of all, whether its processing counts or not. */
  newest: FoundUpload | undefined;
  readonly #notBefore: number | undefined;

  /** Processing that ended before `notBefore` does not count. */
  constructor(notBefore: number | undefined) {
    this.#notBefore = notBefore;
  }

  /** Whether its processing counts. */
  add(upload: Upload): boolean {
    const { id, name, state, status, published, createdAt, completedAt } = upload;
    const found = { id, name, state, status, published, createdAt, completedAt };
    if (this.newest === undefined || isNewer(found, this.newest)) this.newest = found;
    if (endedBefore(upload, this.#notBefore)) return false;
    this.total += 1;
    if (this.#kept.length < maxMatches) this.#kept.push(found);
    return true;
  }

  get uploads(): readonly FoundUpload[] {
    return this.#kept.toSorted((a, b) => Number(isNewer(b, a)) - Number(isNewer(a, b)));
  }
}

function isNewer(a: FoundUpload, b: FoundUpload): boolean {
  return a.createdAt > b.createdAt;
}
