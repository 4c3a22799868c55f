import { Workload } from '../../core/workload.ts';
import type { Upload } from '../answers/upload.ts';
import type { Collector } from './list.ts';
import { Matches } from './matches.ts';
import { matchesPattern } from './pattern.ts';
import type { GivenName, UploadSelection } from './search.ts';

/** Sorts the uploads of a list by the patterns that they match. */
export class PatternCollector implements Collector {
  /** Uploads that some pattern matches and whose processing counts, each once. */
  total = 0;
  readonly results: readonly { readonly pattern: GivenName; readonly matches: Matches }[];
  readonly #exclude: readonly string[];
  readonly #workload: Workload;

  constructor({ include, exclude }: UploadSelection['patterns'], notBefore: number | undefined, signal: AbortSignal) {
    this.results = include.map((pattern) => ({ pattern, matches: new Matches(notBefore) }));
    this.#exclude = exclude;
    this.#workload = new Workload(signal);
  }

  async accepts(name: string): Promise<boolean> {
    return (await this.#matching(name)).length > 0;
  }

  async add(upload: Upload): Promise<void> {
    const counts = (await this.#matching(upload.exactName)).map((matches) => matches.add(upload));
    if (counts.includes(true)) this.total += 1;
  }

  async #matching(name: string): Promise<Matches[]> {
    for (const pattern of this.#exclude) if (await this.#isMatch(pattern, name)) return [];
    const matching = [];
    for (const { pattern, matches } of this.results) if (await this.#isMatch(pattern.raw, name)) matching.push(matches);
    return matching;
  }

  async #isMatch(pattern: string, name: string): Promise<boolean> {
    await this.#workload.add((pattern.length + 1) * (name.length + 1) + 100);
    return matchesPattern(pattern, name);
  }
}
