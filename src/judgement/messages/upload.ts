import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, lastLine, utc } from '../../core/wording.ts';
import type { Snapshot, Upload } from '../../nomad/answers/upload.ts';
import { capitalize, countFailures, describeEnd, nameUpload } from './wording.ts';

/** What an edit hides, and what to do about it. */
const editedAdvice =
  'After an upload is renamed or edited, NOMAD no longer shows how its last processing ended. Process the upload again, or send it again.';

/** It disappeared while the action was waiting. */
export function deleted(id: string): Failure {
  return {
    reason: 'deleted',
    message: `Upload ${id} was deleted before its processing ended.`,
    advice: 'Send it again, and make sure that no other job deletes it.',
  };
}

/** Its processing ended before not-before. */
export function stale(upload: Upload): Failure {
  return {
    reason: 'stale',
    message: `The last processing of ${nameUpload(upload)} is older than not-before: it ended at ${utc(upload.completedAt)}.`,
    advice: 'Check that the sending step ran, and that upload-id is the id that NOMAD returned to it.',
  };
}

/** It stayed READY: for a minute, or until the timeout. */
export function neverProcessed(upload: Upload, until: 'minute' | 'timeout'): Failure {
  const since = until === 'minute' ? 'has been READY for a minute' : 'was still READY when the timeout was reached';
  return {
    reason: 'not-processed',
    message: `NOMAD is not processing ${nameUpload(upload)}: it ${since}, so its current files were never processed.`,
    advice:
      'Most often, no file arrived: curl --data-binary without a content type loses it. Send the file with curl -X POST -T FILE. If the files are there, start the processing in NOMAD.',
  };
}

/** It has no entries, and its last process does not look for any. */
export function hiddenEnd(upload: Upload): Failure {
  const { process } = upload;
  const last = process === '' ? 'it does not name the last process' : `its last process was "${cut(process, 60)}"`;
  return {
    reason: 'not-processed',
    message: `${capitalize(nameUpload(upload))} has no entries, and NOMAD no longer says how its processing ended: ${last}.`,
    advice: editedAdvice,
  };
}

/** NOMAD says that the upload as a whole failed. */
export function processingFailed(upload: Upload): Failure {
  return {
    reason: 'processing-failed',
    message: `NOMAD failed to process ${nameUpload(upload)}: ${findReason(upload)}; ${describeEnd(upload)}.`,
    advice: 'Open the upload in NOMAD to see the processing logs, then fix the files and send them again.',
  };
}

/** `tolerated`: the input max-failed-entries as given. */
export function entriesFailed({ upload, counters }: Snapshot, tolerated: string): Failure {
  return {
    reason: 'entries-failed',
    message: `${countFailures(counters)} in ${nameUpload(upload)} (allowed: ${tolerated}); ${describeEnd(upload)}.`,
    advice:
      'Fix the files that failed and send them again. The reasons are listed with the files; NOMAD has the full processing logs.',
  };
}

/** Fewer than min-entries. */
export function tooFewEntries({ upload, counters }: Snapshot, minEntries: number): Failure {
  return {
    reason: 'too-few-entries',
    message: `NOMAD found ${count(counters.total, 'entry', 'entries')} in ${nameUpload(upload)}, but min-entries requires ${minEntries}; ${describeEnd(upload)}.`,
    advice: 'Check that all files were sent, and that this deployment has a parser that accepts them.',
  };
}

/** fail-on-warnings is set, and there are some. */
export function processedWithWarnings(upload: Upload): Failure {
  const { warnings } = upload;
  const first = cut(lastLine(warnings[0] ?? ''), 200);
  return {
    reason: 'warnings',
    message: `NOMAD processed ${nameUpload(upload)} with ${count(warnings.length, 'warning')} (the first: ${first}), and fail-on-warnings is set; ${describeEnd(upload)}.`,
    advice: 'Fix what the warning describes, or remove fail-on-warnings.',
  };
}

/** Follows the message of the worst of several uploads. */
export function othersFailed(others: number, uploads: number): string {
  return ` (${others} more of the ${uploads} uploads also failed)`;
}

/** NOMAD's own reason: the last line of the first error, without a traceback. */
export function findReason({ errors, statusMessage }: Pick<Upload, 'errors' | 'statusMessage'>): string {
  const text = lastLine(errors.find((error) => lastLine(error) !== '') ?? statusMessage);
  return text === '' ? 'it gave no reason' : `"${cut(text, 200)}"`;
}
