import type { Failure } from '../../core/failure-reasons.ts';
import type { Sighting } from '../../nomad/answers/schema.ts';
import { ago, count, cut, lastLine } from '../../core/wording.ts';
import { badEntries, called, endedWhen } from './called.ts';

/** What an edit hides, and what to do about it. */
export const editedAdvice =
  'Renaming or editing an upload hides how the processing before that ended. Process the upload again, or send it again.';

/** It disappeared while the action was waiting. */
export function deleted(id: string): Failure {
  return {
    reason: 'deleted',
    message: `Upload ${id} was deleted before its processing ended.`,
    advice: 'Send it again, and make sure that no other job deletes it.',
  };
}

/** Its processing ended before not-before. `now` in milliseconds since 1970, here and below. */
export function stale(seen: Sighting, now: number): Failure {
  return {
    reason: 'stale',
    message: `The last processing of ${called(seen)} is older than not-before: it ended ${ago(now - Date.parse(seen.upload.completedAt))}.`,
    advice: 'Check that the sending step ran, and that upload-id is the id that it got.',
  };
}

/** It stayed READY: for a minute, or until the timeout. */
export function neverProcessed(seen: Sighting, until: 'minute' | 'timeout'): Failure {
  const when = until === 'minute' ? 'has been READY for a minute' : 'was still READY when the timeout was reached';
  return {
    reason: 'not-processed',
    message: `NOMAD is not processing ${called(seen)}: it ${when}, so its current files were never processed.`,
    advice:
      'Most often, no file arrived: curl --data-binary without a content type loses it. Send the file with curl -X POST -T FILE. If the files are there, start the processing in NOMAD.',
  };
}

/** It has no entries, and its last process does not look for any. */
export function hiddenEnd(seen: Sighting): Failure {
  const { process } = seen.upload;
  const last = process === '' ? 'it does not name the last process' : `its last process was "${cut(process, 60)}"`;
  return {
    reason: 'not-processed',
    message: `${capital(called(seen))} has no entries, and NOMAD no longer says how its processing ended: ${last}.`,
    advice: editedAdvice,
  };
}

/** NOMAD says that the upload as a whole failed. */
export function processingFailed(seen: Sighting, now: number): Failure {
  return {
    reason: 'processing-failed',
    message: `NOMAD failed to process ${called(seen)}: ${reasonOf(seen)}; ${endedWhen(seen, now)}.`,
    advice: 'Open the upload in NOMAD to see the processing logs, then fix the files and send them again.',
  };
}

/** `tolerated`: the input max-failed-entries as given. */
export function entriesFailed(seen: Sighting, tolerated: string, now: number): Failure {
  return {
    reason: 'entries-failed',
    message: `${badEntries(seen.counters)} in ${called(seen)} (allowed: ${tolerated}); ${endedWhen(seen, now)}.`,
    advice:
      'Fix the files that failed and send them again. The reasons are listed with the files; NOMAD has the full processing logs.',
  };
}

/** Fewer than min-entries. */
export function tooFewEntries(seen: Sighting, minEntries: number, now: number): Failure {
  return {
    reason: 'too-few-entries',
    message: `NOMAD found ${count(seen.counters.total, 'entry', 'entries')} in ${called(seen)}, but min-entries requires ${minEntries}; ${endedWhen(seen, now)}.`,
    advice: 'Check that all files were sent, and that this deployment has a parser that accepts them.',
  };
}

/** fail-on-warnings is set, and there are some. */
export function processedWithWarnings(seen: Sighting, now: number): Failure {
  const { warnings } = seen.upload;
  const first = cut(lastLine(warnings[0] ?? ''), 200);
  return {
    reason: 'warnings',
    message: `NOMAD processed ${called(seen)} with ${count(warnings.length, 'warning')} (the first: ${first}), and fail-on-warnings is set; ${endedWhen(seen, now)}.`,
    advice: 'Fix what the warning describes, or remove fail-on-warnings.',
  };
}

/** Follows the message of the worst of several uploads. */
export function othersFailed(others: number, uploads: number): string {
  return ` (${others} more of the ${uploads} uploads also failed)`;
}

/** NOMAD's own reason: the last line of the first error, without a traceback. */
function reasonOf({ upload }: Sighting): string {
  const text = lastLine(upload.errors.find((error) => lastLine(error) !== '') ?? upload.statusMessage);
  return text === '' ? 'it gave no reason' : `"${cut(text, 200)}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
