import type { Fields } from '../core/record.ts';
import type { Failure } from '../core/failure-reasons.ts';
import type { Entry } from '../nomad/answers/entry.ts';
import type { Cause } from '../nomad/answers/processing-log.ts';
import type { Counters, Upload } from '../nomad/answers/upload.ts';
import type { MatchedBy } from '../nomad/search/find.ts';
import type { FoundUpload } from '../nomad/search/matches.ts';

/** How the step ends, for everything that shows it. */
export interface Ending {
  /** undefined: success */
  readonly failure: Failure | undefined;
  readonly message: string;
  /** Worst first. undefined: the step ended before the search. */
  readonly results: readonly Result[] | undefined;
  /** Warnings of the step. Those of uploads are with their results. */
  readonly warnings: readonly string[];
  /** What the step did beside judging. */
  readonly addition?: Addition;
}

/** What an action that does more than judge adds to each part of the report. */
export interface Addition {
  readonly outputs: Readonly<Record<string, string>>;
  /** Blocks of Markdown in the summary. */
  readonly blocks: readonly string[];
  /** Further fields of the JSON report. */
  readonly fields: Fields;
}

/** One upload, or one name or pattern that led to none, with how it ended. */
export interface Result {
  /** The id, name or pattern as it was given. */
  readonly given: string;
  readonly matchedBy: MatchedBy;
  /** '' if a name led to no upload. */
  readonly id: string;
  readonly name: string;
  /** Older uploads of the same name, which were not judged. */
  readonly older: number;
  /** undefined: success */
  readonly failure: Failure | undefined;
  readonly message: string;
  readonly warnings: readonly string[];
  /** As NOMAD showed it last; undefined: never. */
  readonly upload: KnownUpload | undefined;
  /** Of the present files; undefined where no look has shown them. */
  readonly counters: Counters | undefined;
  /** For how many milliseconds this step has seen it being processed, without a break; 0: not, or only once. */
  readonly seenRunning: number;
  readonly entries: FailedEntries;
}

/** What the search has shown of an upload is known; its errors and warnings are known only from a look. */
export type KnownUpload = FoundUpload & Pick<Upload, 'errors' | 'warnings'>;

/** The entries of one upload that failed or never finished. */
export interface FailedEntries {
  readonly listed: readonly FailedEntry[];
  /** How many more there are. */
  readonly more: number;
}

export interface FailedEntry extends Entry {
  /** What its processing log says, if that could be read. */
  readonly cause: Cause | undefined;
}

/** How many of several uploads failed. */
export function countRed(results: readonly Result[]): number {
  return results.filter(({ failure }) => failure !== undefined).length;
}
