import type { InputReader } from '../step/inputs/reader.ts';
import { readTolerance, type Tolerance } from './tolerance.ts';

/** What an upload must fulfil to be green. */
export interface Demands {
  readonly maxFailedEntries: Tolerance;
  readonly minEntries: number;
  readonly failOnWarnings: boolean;
  /** Warnings of the upload that `failOnWarnings` does not count. */
  readonly expectedWarnings?: RegExp;
  /** Milliseconds since 1970: processing that ended before it is stale. */
  readonly notBefore: number | undefined;
}

/** The inputs that say it. */
export const demandNames = ['max-failed-entries', 'min-entries', 'fail-on-warnings'] as const;

/** Reads those inputs. undefined: there is a problem with one. */
export function readDemands(reader: InputReader, minEntriesByDefault = '0'): Omit<Demands, 'notBefore'> | undefined {
  const maxFailedEntries = reader.read(
    'max-failed-entries',
    '0',
    (text) => readTolerance(text) ?? 'It must be a number of entries, such as 3, or a share of at most 100%, such as 2.5%.',
  );
  const minEntries = reader.read(
    'min-entries',
    minEntriesByDefault,
    (text) => readWhole(text) ?? 'It must be a whole number of entries, such as 12.',
  );
  const failOnWarnings = reader.boolean('fail-on-warnings', false);
  return maxFailedEntries === undefined || minEntries === undefined
    ? undefined
    : { maxFailedEntries, minEntries, failOnWarnings };
}

function readWhole(text: string): number | undefined {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}
