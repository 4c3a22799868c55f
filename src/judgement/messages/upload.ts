import type { Failure } from '../../core/failure-reasons.ts';
import type { Snapshot } from '../../nomad/answers/schema.ts';
import { ago, count, cut, lastLine } from '../../core/wording.ts';
import { badEntries, called, endedWhen } from './called.ts';

/** What an edit hides, and what to do about it. */
export const editedAdvice =
  'A rename or an edit hides how the processing before it ended. Process the upload again, or send it again.';

/** It was there while it was watched. */
export function deleted(id: string): Failure {
  return {
    reason: 'deleted',
    message: `The upload ${id} was there and vanished before its processing ended.`,
    advice: 'Somebody deleted it: send it again.',
  };
}

/** Its processing ended before not-before. `now` in milliseconds since 1970, here and below. */
export function stale(seen: Snapshot, now: number): Failure {
  return {
    reason: 'stale',
    message: `The processing of ${called(seen)} is older than not-before: it ended ${ago(now - Date.parse(seen.upload.completedAt))}.`,
    advice: 'Did the step that sends run, and is the id the one that it got?',
  };
}

/** It stayed READY: for a minute, or until the timeout. */
export function neverProcessed(seen: Snapshot, until: 'minute' | 'timeout'): Failure {
  const when = until === 'minute' ? 'for a minute' : 'when the timeout was reached';
  return {
    reason: 'not-processed',
    message: `Nothing processes ${called(seen)}: it was READY ${when}, so its present files were never processed.`,
    advice:
      'Most often no file arrived: curl --data-binary without a content type loses it. Send it with curl -X POST -T FILE. If the files are there, start the processing in NOMAD.',
  };
}

/** No entries, and a last process that looks for none. */
export function hiddenEnd(seen: Snapshot): Failure {
  const { process } = seen.upload;
  const last = process === '' ? 'it names no last process' : `its last process was "${cut(process, 60)}"`;
  return {
    reason: 'not-processed',
    message: `${capital(called(seen))} has no entries, and NOMAD no longer says how its processing ended: ${last}.`,
    advice: editedAdvice,
  };
}

/** NOMAD calls the upload as a whole failed. */
export function processingFailed(seen: Snapshot, now: number): Failure {
  return {
    reason: 'processing-failed',
    message: `NOMAD failed to process ${called(seen)}: ${reasonOf(seen)}; ${endedWhen(seen, now)}.`,
    advice: 'Open the upload in NOMAD to see the processing logs, mend the files and send them again.',
  };
}

/** `tolerated`: the input max-failed-entries as given. */
export function entriesFailed(seen: Snapshot, tolerated: string, now: number): Failure {
  return {
    reason: 'entries-failed',
    message: `${badEntries(seen.counters)} in ${called(seen)} (tolerated: ${tolerated}); ${endedWhen(seen, now)}.`,
    advice:
      'Mend the files that failed and send them again. The reasons are listed with them; the whole processing logs are in NOMAD.',
  };
}

/** Fewer than min-entries. */
export function tooFewEntries(seen: Snapshot, minEntries: number, now: number): Failure {
  return {
    reason: 'too-few-entries',
    message: `NOMAD found ${count(seen.counters.total, 'entry', 'entries')} in ${called(seen)}, and min-entries asks for ${minEntries}; ${endedWhen(seen, now)}.`,
    advice: 'Check that the files are of a kind that a parser of this deployment takes, and that all of them were sent.',
  };
}

/** fail-on-warnings is set, and there are some. */
export function processedWithWarnings(seen: Snapshot, now: number): Failure {
  const { warnings } = seen.upload;
  const first = cut(lastLine(warnings[0] ?? ''), 200);
  return {
    reason: 'warnings',
    message: `NOMAD processed ${called(seen)} with ${count(warnings.length, 'warning')} (the first: ${first}), and fail-on-warnings is set; ${endedWhen(seen, now)}.`,
    advice: 'Mend what the warning is about, or leave fail-on-warnings out.',
  };
}

/** What stands behind the message of the worst of several uploads. */
export function othersFailed(others: number, uploads: number): string {
  return ` (${others} more of ${uploads} uploads failed)`;
}

/** NOMAD's own reason: the last line of the first error, without a traceback. */
function reasonOf({ upload }: Snapshot): string {
  const text = lastLine(upload.errors.find((error) => lastLine(error) !== '') ?? upload.statusMessage);
  return text === '' ? 'it gave no reason' : `"${cut(text, 200)}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
