import { cut, span, utc } from '../../core/wording.ts';
import type { Snapshot, Upload } from '../../nomad/answers/upload.ts';
import { countFailures, nameUpload } from './wording.ts';

/** A name led to the upload, and its processing ended long ago. */
export function maybeEarlierRun(upload: Upload): string {
  return `The processing of ${nameUpload(upload)} ended at ${utc(upload.completedAt)}, so this may be an upload from an earlier run. To be sure, set upload-id to the id from the sending step.`;
}

/** A success without any entry. */
export function noEntries(upload: Pick<Upload, 'id' | 'name'>): string {
  return `NOMAD found no entries in ${nameUpload(upload)}: no parser accepted any of its files. Set min-entries to make this a failure.`;
}

/** `tolerated`: the input max-failed-entries as given. */
export function toleratedEntries({ upload, counters }: Snapshot, tolerated: string): string {
  return `${countFailures(counters)} in ${nameUpload(upload)}, which max-failed-entries (${tolerated}) allows.`;
}

/** The last process of the upload was not its processing. */
export function maybeEarlierEntries(upload: Upload): string {
  const last =
    upload.process === ''
      ? `NOMAD does not name the last process that it ran on ${nameUpload(upload)}`
      : `The last process that NOMAD ran on ${nameUpload(upload)} was "${cut(upload.process, 60)}"`;
  return `${last}, so it no longer says how the processing before that ended, and the entries may be from an earlier run. To be sure, process the upload again, or send it again.`;
}

/** Each while the upload at `link` is running; they do not change, so each is told once. */
export function unknownRunningStatus(status: string, link: string): string {
  return `NOMAD shows a status that this action does not know, "${cut(status, 60)}", for ${link}. The action keeps waiting.`;
}

/** `time`: milliseconds. */
export function nothingMoves(time: number, link: string): string {
  return `Nothing has changed for ${span(time)} while NOMAD has been processing ${link}: its workers may be busy or down.`;
}

/** The verdict stands without it. */
export const incompleteEntryList =
  'NOMAD did not return the full list of failed entries: open the upload in NOMAD to see them all. The verdict does not depend on it.';

/** The environment variable that turns off the check of certificates. */
export const uncheckedTls =
  'NODE_TLS_REJECT_UNAUTHORIZED is 0, so nothing checks that the server is NOMAD, and the token or password could be stolen. Remove it, and set NODE_EXTRA_CA_CERTS to the certificate file of your authority.';

/** `what`: the job summary or the report. */
export function notCreated(what: string): string {
  return `The ${what} could not be created. This is a bug in the action: please report it.`;
}
