import type { Sighting } from '../../nomad/answers/schema.ts';
import { count } from '../../core/wording.ts';
import { called, endedWhen } from './called.ts';

/** `bad`: how many entries failed or never finished, which is tolerated. `now` in milliseconds since 1970. */
export function processed(seen: Sighting, bad: number, now: number): string {
  return `NOMAD processed ${called(seen)}: ${goodEntries(seen.counters.total, bad)}; ${endedWhen(seen, now)}.`;
}

/** Several uploads, with the number of entries in all of them. */
export function allProcessed(uploads: number, entries: number): string {
  return `NOMAD processed all ${uploads} uploads: ${count(entries, 'entry', 'entries')} succeeded.`;
}

function goodEntries(total: number, bad: number): string {
  if (total === 0) return 'it has no entries';
  if (bad > 0) return `${total - bad} of ${total} entries succeeded`;
  return total === 1 ? 'its only entry succeeded' : `all ${total} entries succeeded`;
}
