import type { Counters, Sighting } from '../../nomad/answers/schema.ts';
import { ago, count, cut } from '../../core/wording.ts';

/** How a sentence refers to an upload: by its name, or by its id if it has no name. */
export function called({ upload }: Pick<Sighting, 'upload'>): string {
  return upload.name === '' ? `upload ${upload.id}` : `upload "${cut(upload.name, 100)}"`;
}

/** Ends a sentence about processing that is over. `now` in milliseconds since 1970. */
export function endedWhen({ upload }: Sighting, now: number): string {
  return upload.completedAt === ''
    ? 'NOMAD does not say when the processing ended'
    : `the processing ended ${ago(now - Date.parse(upload.completedAt))}`;
}

/** `2 of 32 entries failed`, `1 of 4 entries failed and 2 never finished` */
export function badEntries({ total, successful, failed }: Counters): string {
  const unfinished = total - successful - failed;
  const of = `of ${count(total, 'entry', 'entries')}`;
  if (failed === 0) return `${unfinished} ${of} never finished`;
  return `${failed} ${of} failed${unfinished > 0 ? ` and ${unfinished} never finished` : ''}`;
}
