import type { Sighting } from '../../nomad/answers/schema.ts';
import { ago } from '../../core/wording.ts';
import { badEntries, called } from './called.ts';
import { editedAdvice } from './upload.ts';

/** The upload was found by its name. `age`: milliseconds since its processing ended. */
export function mayBeFormerRun({ upload }: Pick<Sighting, 'upload'>, age: number): string {
  return `The processing of ${called({ upload })} ended ${ago(age)}, so this may be an upload from an earlier run. To be sure, set upload-id to the id from the sending step.`;
}

/** A success without any entry. */
export function noEntries(seen: Sighting): string {
  return `NOMAD found no entries in ${called(seen)}: no parser accepted any of its files. Set min-entries to make this a failure.`;
}

/** `tolerated`: the input max-failed-entries as given. */
export function toleratedEntries(seen: Sighting, tolerated: string): string {
  return `${badEntries(seen.counters)} in ${called(seen)}, which max-failed-entries (${tolerated}) allows.`;
}

/** An edit came after the processing. */
export function edited(seen: Sighting): string {
  return `The last process that NOMAD ran on ${called(seen)} was "${seen.upload.process}", so it no longer says how the processing before that ended. ${editedAdvice}`;
}
