import { count, cut, utc } from '../../core/wording.ts';
import type { Counters, Upload } from '../../nomad/answers/upload.ts';

/** An upload within a sentence: by its name, or by its id when it has none. */
export function nameUpload({ id, name }: Pick<Upload, 'id' | 'name'>): string {
  return name === '' ? `upload ${id}` : `upload "${cut(name, 100)}"`;
}

/** The end of a sentence about a processing that is over. */
export function describeEnd({ completedAt }: Upload): string {
  return completedAt === '' ? 'NOMAD does not say when the processing ended' : `the processing ended at ${utc(completedAt)}`;
}

/** `2 of 32 entries failed`, `1 of 4 entries failed and 2 never finished` */
export function countFailures({ total, failed, unfinished }: Counters): string {
  const of = `of ${count(total, 'entry', 'entries')}`;
  if (failed === 0) return `${unfinished} ${of} never finished`;
  return `${failed} ${of} failed${unfinished > 0 ? ` and ${unfinished} never finished` : ''}`;
}

/** At the beginning of a sentence. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
