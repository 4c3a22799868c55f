import type { Clock } from './clock.ts';
import { NoVerdict } from './errors.ts';
import type { EntryFailures } from './ledger.ts';
import type { NomadClient } from './nomad/client.ts';
import type { Entry, Sighting } from './nomad/schema.ts';

/** What the job summary lists in all. */
export const mostListed = 200;
const pageSize = 50;
const patience = 15_000;

/**
 * The entries that failed or never finished, of several uploads, worst upload first: 200 in all, within 15 s. Gives up quietly: what
 * could not be read is counted in `more`; `complete` is false then. Only what ends everything (cancellation) is thrown.
 */
export async function listFailures<T extends { id: string; sighting: Sighting }>(
  uploads: readonly T[],
  client: NomadClient,
  clock: Clock,
  onListed: (upload: T, failures: EntryFailures) => void,
): Promise<{ complete: boolean }> {
  const until = clock.now() + patience;
  let left = mostListed;
  let complete = true;
  for (const upload of uploads) {
    const { total, successful } = upload.sighting.counters;
    const wanted = Math.min(left, total - successful);
    const listed: Entry[] = [];
    try {
      await readRows(upload.id, wanted, listed, client, until, clock);
    } catch (error) {
      if (!(error instanceof NoVerdict) || error.failure.reason === 'cancelled') throw error;
      complete = false;
    }
    left -= listed.length;
    onListed(upload, { listed, more: total - successful - listed.length });
  }
  return { complete };
}

/** Adds rows to `listed`, page by page, until enough are there or the first SUCCESS row comes. */
async function readRows(
  id: string,
  wanted: number,
  listed: Entry[],
  client: NomadClient,
  until: number,
  clock: Clock,
): Promise<void> {
  const size = Math.min(pageSize, wanted);
  for (let page = 1; listed.length < wanted; page++) {
    if (clock.now() >= until)
      throw new NoVerdict({ reason: 'timeout', message: 'no time left for the list of entries', advice: '' });
    const rows = await client.unsuccessful(id, page, size, { retries: Infinity, until });
    const good = rows.findIndex(({ status }) => status === 'SUCCESS');
    listed.push(...(good < 0 ? rows : rows.slice(0, good)).slice(0, wanted - listed.length));
    if (good >= 0 || rows.length < size) return;
  }
}
