import { count } from '../../core/wording.ts';
import type { Counters, Snapshot } from '../../nomad/answers/upload.ts';
import { describeEnd, nameUpload } from './wording.ts';

/** Entries that failed or never finished are tolerated here. */
export function processed({ upload, counters }: Snapshot): string {
  return `NOMAD processed ${nameUpload(upload)}: ${countSuccesses(counters)}; ${describeEnd(upload)}.`;
}

/** Several uploads, with how many entries in all. */
export function allProcessed(uploads: number, entries: number): string {
  return `NOMAD processed all ${uploads} uploads: ${count(entries, 'entry', 'entries')} succeeded.`;
}

function countSuccesses({ total, successful }: Counters): string {
  if (total === 0) return 'it has no entries';
  if (successful < total) return `${successful} of ${total} entries succeeded`;
  return total === 1 ? 'its one entry succeeded' : `all ${total} entries succeeded`;
}
