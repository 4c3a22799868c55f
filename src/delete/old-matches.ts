import { Workload } from '../core/workload.ts';
import type { Upload } from '../nomad/answers/upload.ts';
import { type Collector, collectAll } from '../nomad/search/list.ts';
import { matchesPattern } from '../nomad/search/pattern.ts';
import type { Search } from '../nomad/search/search.ts';
import type { Patience } from '../nomad/transport/retry.ts';

/** Names that match one of `include` and none of `exclude`, of uploads that are older than so many milliseconds. */
export interface Aged {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly olderThan: number;
}

/** An upload that may be deleted. */
export type OldMatch = Pick<Upload, 'id' | 'name' | 'exactName' | 'createdAt'>;

/** The unpublished uploads of the account that the patterns and the age allow to delete; at most `max` are kept, all are counted. */
export async function listOldMatches(
  aged: Aged,
  max: number,
  search: Pick<Search, 'client' | 'clock' | 'signal'>,
  patience: Patience,
): Promise<{ readonly matches: readonly OldMatch[]; readonly total: number }> {
  const { clock, signal } = search;
  const start = (): OldMatches => new OldMatches(aged, max, clock.now(), signal);
  return await collectAll({ own: true }, start, search, patience);
}

/** Whether an upload may be deleted for its age. `now`: milliseconds since 1970. Where NOMAD gives no time, it may not. */
export function isOld({ published, state, createdAt, completedAt }: Upload, olderThan: number, now: number): boolean {
  if (published || state === 'running') return false;
  const isOlder = (time: string): boolean => now - Date.parse(time) > olderThan;
  return isOlder(createdAt) && (state === 'ready' || isOlder(completedAt));
}

class OldMatches implements Collector {
  readonly matches: OldMatch[] = [];
  total = 0;
  readonly #aged: Aged;
  readonly #max: number;
  readonly #now: number;
  readonly #workload: Workload;

  constructor(aged: Aged, max: number, now: number, signal: AbortSignal) {
    this.#aged = aged;
    this.#max = max;
    this.#now = now;
    this.#workload = new Workload(signal);
  }

  async accepts(name: string): Promise<boolean> {
    const { include, exclude } = this.#aged;
    return (await this.#matchesAny(include, name)) && !(await this.#matchesAny(exclude, name));
  }

  add(upload: Upload): void {
    if (!isOld(upload, this.#aged.olderThan, this.#now)) return;
    this.total += 1;
    const { id, name, exactName, createdAt } = upload;
    if (this.matches.length < this.#max) this.matches.push({ id, name, exactName, createdAt });
  }

  async #matchesAny(patterns: readonly string[], name: string): Promise<boolean> {
    for (const pattern of patterns) {
      await this.#workload.add((pattern.length + 1) * (name.length + 1) + 100);
      if (matchesPattern(pattern, name)) return true;
    }
    return false;
  }
}
