import { cut, span, utc } from '../../core/wording.ts';
import type { Snapshot, Upload } from '../../nomad/answers/upload.ts';
import { editedAdvice } from './upload.ts';
import { countFailures, nameUpload } from './wording.ts';

/** A name led to the upload, and its processing ended long ago. */
export function maybeEarlierRun(upload: Upload): string {
  return `The processing of ${nameUpload(upload)} ended at ${utc(upload.completedAt)}: it may be the upload of an earlier run. To be sure, give upload-id, taken from the step that sends.`;
}

/** A success without any entry. */
export function noEntries(upload: Upload): string {
  return `NOMAD found no entries in ${nameUpload(upload)}: no parser took any of its files. Set min-entries to make this a failure.`;
}

/** `tolerated`: the input max-failed-entries as given. */
export function toleratedEntries({ upload, counters }: Snapshot, tolerated: string): string {
  return `${countFailures(counters)} in ${nameUpload(upload)}: max-failed-entries (${tolerated}) tolerates that.`;
}

/** The last process of the upload was not its processing. */
export function maybeEarlierEntries(upload: Upload): string {
  const last =
    upload.process === ''
      ? `NOMAD names no last process of ${nameUpload(upload)}`
      : `The last thing that NOMAD did with ${nameUpload(upload)} was "${cut(upload.process, 60)}"`;
  return `${last}: it no longer says how the processing before that ended. ${editedAdvice}`;
}

/** Each while the upload at `link` is running; they do not change, so each is told once. */
export function unknownRunningStatus(status: string, link: string): string {
  return `NOMAD shows the status "${cut(status, 60)}" for ${link}, which this action does not know. The action keeps waiting.`;
}

/** `time`: milliseconds. */
export function nothingMoves(time: number, link: string): string {
  return `Nothing has changed for ${span(time)} while NOMAD processes ${link}: its workers may be busy or down.`;
}

/** The verdict stands without it. */
export const incompleteEntryList =
  'NOMAD did not give the whole list of failed entries: open the upload in NOMAD to see them. The verdict does not depend on it.';

/** The environment variable that turns off the check of certificates. */
export const uncheckedTls =
  'NODE_TLS_REJECT_UNAUTHORIZED is 0: nobody checks that the server is NOMAD, so the token or password can be stolen. Use NODE_EXTRA_CA_CERTS with the certificate of your authority.';
