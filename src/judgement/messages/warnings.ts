import type { Snapshot } from '../../nomad/answers/schema.ts';
import { ago } from '../../core/wording.ts';
import { badEntries, called } from './called.ts';
import { editedAdvice } from './upload.ts';

/** A name led to the upload. `age`: milliseconds since its processing ended. */
export function mayBeFormerRun({ upload }: Pick<Snapshot, 'upload'>, age: number): string {
  return `The processing of ${called({ upload })} ended ${ago(age)}: it may be the upload of a former run. Give upload-id, taken from the step that sends, to be sure.`;
}

/** A success without any entry. */
export function noEntries(seen: Snapshot): string {
  return `NOMAD found no entry in ${called(seen)}: no parser took any of its files. Set min-entries to make this a failure.`;
}

/** `tolerated`: the input max-failed-entries as given. */
export function toleratedEntries(seen: Snapshot, tolerated: string): string {
  return `${badEntries(seen.counters)} in ${called(seen)}: max-failed-entries (${tolerated}) tolerates that.`;
}

/** An edit came after the processing. */
export function edited(seen: Snapshot): string {
  return `The last thing that NOMAD did with ${called(seen)} was "${seen.upload.process}": it no longer says how the processing before that ended. ${editedAdvice}`;
}
