import type { Failure, FailureReason } from './errors.ts';
import type { Target } from './find.ts';
import type { Demands } from './inputs.ts';
import type { Counters, Sighting } from './nomad/schema.ts';
import { ago, count, cut, lastLine, span } from './phrases.ts';
import type { Outcome } from './watch.ts';

/** Why no more looks are taken: the processing ended, the upload was READY for a minute, or the time was up. */
export type Settled = 'ended' | 'ready' | 'deadline';

/** The last whole look at an upload. */
export interface Observation extends Sighting {
  readonly settled: Settled;
  /** Milliseconds since anything about the upload changed; undefined where a list could not show that. */
  readonly still: number | undefined;
}

export type Judgement =
  | { readonly conclusion: 'success'; readonly message: string; readonly warnings: readonly string[] }
  | { readonly conclusion: 'failure'; readonly failure: Failure; readonly warnings: readonly string[] };

/** Judges how the watch over one upload ended. `now` in milliseconds since 1970. Green only by the one path that ends in `success`. */
export function judge(outcome: Outcome, target: Target, demands: Demands, now: number): Judgement {
  switch (outcome.kind) {
    case 'seen':
      return isUndated(target, demands)
        ? withAge(judgeSeen(outcome.seen, demands, now), outcome.seen, now)
        : judgeSeen(outcome.seen, demands, now);
    case 'absent':
    case 'refused':
      return { conclusion: 'failure', failure: outcome.failure, warnings: [] };
    case 'deleted':
      return red(
        'deleted',
        `The upload ${target.id} was there and vanished before its processing ended.`,
        'Somebody deleted it: send it again.',
      );
    case 'not-looked':
      return red(
        'timeout',
        `There was no time left to look at the upload ${target.id}.`,
        'Check fewer uploads in one step, or raise timeout.',
      );
  }
}

const hour = 3_600_000;

/** A name may lead to the upload of a former run. A pattern is an audit, and not-before says how old is too old. */
function isUndated(target: Target, { notBefore }: Demands): boolean {
  return target.by === 'name' && notBefore === undefined;
}

function withAge(judgement: Judgement, { upload }: Observation, now: number): Judgement {
  const age = now - Date.parse(upload.completedAt);
  if (judgement.conclusion === 'failure' || !(age > hour)) return judgement;
  const warning = `The processing of ${called({ upload })} ended ${ago(age)}: it may be the upload of a former run. Give upload-id, taken from the step that sends, to be sure.`;
  return { ...judgement, warnings: [...judgement.warnings, warning] };
}

function judgeSeen(seen: Observation, demands: Demands, now: number): Judgement {
  const { upload } = seen;
  if (!upload.running && isEnd(upload.status) && demands.notBefore !== undefined) {
    if (upload.completedAt === '')
      return red(
        'unexpected-answer',
        `NOMAD does not say when the processing of ${called(seen)} ended, and not-before is set.`,
        noTimeAdvice,
      );
    if (Date.parse(upload.completedAt) < demands.notBefore)
      return red(
        'stale',
        `The processing of ${called(seen)} is older than not-before: it ended ${ago(now - Date.parse(upload.completedAt))}.`,
        staleAdvice,
      );
  }
  if (upload.running) return red('timeout', stillProcessing(seen), stuckAdvice);
  switch (upload.status) {
    case 'READY':
      return red('not-processed', neverProcessed(seen), notSentAdvice);
    case 'FAILURE':
      return red(
        'processing-failed',
        `NOMAD failed to process ${called(seen)}: ${reasonOf(seen)}; ${endedWhen(seen, now)}.`,
        failedAdvice,
        upload.warnings,
      );
    case 'SUCCESS':
      return judgeEntries(seen, demands, now);
    default:
      return red(
        'unexpected-answer',
        `NOMAD says that ${called(seen)} has the status "${cut(upload.status, 60)}", which this action does not know.`,
        newerAdvice,
      );
  }
}

function isEnd(status: string): boolean {
  return status === 'SUCCESS' || status === 'FAILURE';
}

/** An upload that NOMAD called processed: its entries decide. */
function judgeEntries(seen: Observation, demands: Demands, now: number): Judgement {
  const { upload, counters } = seen;
  const { total } = counters;
  const unfinished = total - counters.successful - counters.failed;
  const bad = counters.failed + unfinished;
  if (unfinished < 0)
    return red('unexpected-answer', `NOMAD counts more processed entries in ${called(seen)} than it has.`, newerAdvice);
  if (total === 0 && !isProcessing(upload.process)) return red('not-processed', hiddenEnd(seen), hiddenAdvice, upload.warnings);
  if (!tolerated(bad, total, demands)) {
    const message = `${badEntries(counters)} in ${called(seen)} (tolerated: ${demands.maxFailedEntriesText}); ${endedWhen(seen, now)}.`;
    return red('entries-failed', message, entriesAdvice, upload.warnings);
  }
  if (total < demands.minEntries) {
    const message = `NOMAD found ${count(total, 'entry', 'entries')} in ${called(seen)}, and min-entries asks for ${demands.minEntries}; ${endedWhen(seen, now)}.`;
    return red(
      'too-few-entries',
      message,
      'Check that the files are of a kind that a parser of this deployment takes, and that all of them were sent.',
      upload.warnings,
    );
  }
  if (demands.failOnWarnings && upload.warnings.length > 0) {
    const first = cut(lastLine(upload.warnings[0] ?? ''), 200);
    const message = `NOMAD processed ${called(seen)} with ${count(upload.warnings.length, 'warning')}, and fail-on-warnings is set: ${first}; ${endedWhen(seen, now)}.`;
    return red('warnings', message, 'Mend what the warning says, or leave fail-on-warnings out.', upload.warnings);
  }
  const warnings = [...upload.warnings];
  if (total === 0)
    warnings.push(
      `NOMAD found no entry in ${called(seen)}: no parser took any of its files. Set min-entries to make this a failure.`,
    );
  if (bad > 0)
    warnings.push(
      `${badEntries(counters)} in ${called(seen)}: max-failed-entries (${demands.maxFailedEntriesText}) tolerates that.`,
    );
  // An edit ends with SUCCESS whatever the processing before it ended with, and its entries may be a former run's (seen in 1.3 and 2.0).
  if (upload.process.startsWith('edit_'))
    warnings.push(
      `The last thing that NOMAD did with ${called(seen)} was "${upload.process}": it no longer says how the processing before that ended. ${hiddenAdvice}`,
    );
  return {
    conclusion: 'success',
    message: `NOMAD processed ${called(seen)}: ${goodEntries(total, bad)}; ${endedWhen(seen, now)}.`,
    warnings,
  };
}

function red(reason: FailureReason, message: string, advice: string, warnings: readonly string[] = []): Judgement {
  return { conclusion: 'failure', failure: { reason, message, advice }, warnings };
}

/** Exact also for shares: 1 of 3 is not 33.33%. */
function tolerated(bad: number, total: number, { maxFailedEntries: limit }: Demands): boolean {
  if (limit.kind === 'count') return bad <= limit.count;
  return BigInt(bad) * limit.ofHundred <= BigInt(total) * limit.share;
}

// Only these processes look for entries; after any other one a SUCCESS says nothing of them (seen in 1.3 and 2.0: a failed upload that was renamed).
function isProcessing(process: string): boolean {
  return ['process_upload', 'put_file_and_process_local', 'import_bundle'].includes(process);
}

function called({ upload }: Pick<Sighting, 'upload'>): string {
  return upload.name === '' ? `upload ${upload.id}` : `upload "${cut(upload.name, 100)}"`;
}

/** NOMAD's own reason: the last line of the first error, without a traceback. */
function reasonOf({ upload }: Observation): string {
  const text = lastLine(upload.errors.find((error) => lastLine(error) !== '') ?? upload.statusMessage);
  return text === '' ? 'it gave no reason' : `"${cut(text, 200)}"`;
}

function endedWhen({ upload }: Observation, now: number): string {
  return upload.completedAt === ''
    ? 'NOMAD does not say when the processing ended'
    : `the processing ended ${ago(now - Date.parse(upload.completedAt))}`;
}

/** `2 of 32 entries failed`, `1 of 4 entries failed and 2 never finished` */
function badEntries({ total, successful, failed }: Counters): string {
  const unfinished = total - successful - failed;
  const of = `of ${count(total, 'entry', 'entries')}`;
  if (failed === 0) return `${unfinished} ${of} never finished`;
  return `${failed} ${of} failed${unfinished > 0 ? ` and ${unfinished} never finished` : ''}`;
}

function goodEntries(total: number, bad: number): string {
  if (total === 0) return 'it has no entries';
  if (bad > 0) return `${total - bad} of ${total} entries succeeded`;
  return total === 1 ? 'its one entry succeeded' : `all ${total} entries succeeded`;
}

function stillProcessing(seen: Observation): string {
  const { upload, counters } = seen;
  const said = upload.statusMessage === '' ? '' : `, "${cut(lastLine(upload.statusMessage), 120)}"`;
  const { total, successful, failed } = counters;
  const progress =
    total === 0 ? 'no entries yet' : `${successful + failed} of ${count(total, 'entry', 'entries')} done, ${failed} failed`;
  const still = seen.still === undefined ? '' : `; nothing has changed for ${span(seen.still)}`;
  return `The timeout was reached while NOMAD still processes ${called(seen)} (${upload.status}${said}; ${progress})${still}.`;
}

function neverProcessed(seen: Observation): string {
  const when = seen.settled === 'ready' ? 'for a minute' : 'when the timeout was reached';
  return `Nothing processes ${called(seen)}: it was READY ${when}, so its present files were never processed.`;
}

function hiddenEnd(seen: Observation): string {
  const process = seen.upload.process === '' ? 'no process that NOMAD names' : `"${cut(seen.upload.process, 60)}"`;
  return `${capital(called(seen))} has no entries, and NOMAD no longer says how its processing ended: its last process was ${process}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const stuckAdvice =
  'If it goes on moving, raise timeout (and the job’s timeout-minutes). If nothing moves, the deployment’s workers may be down: look at the upload in NOMAD or ask the people who run it.';
const notSentAdvice =
  'Most often no file arrived: curl --data-binary without a content type loses it. Send it with curl -X POST -T FILE. If the files are there, start the processing in NOMAD.';
const entriesAdvice =
  'Mend the files that failed and send them again. The reasons are listed with them; the whole processing logs are in NOMAD.';
const failedAdvice = 'Open the upload in NOMAD to see the processing logs, mend the files and send them again.';
const noTimeAdvice = 'Process the upload again, or leave not-before out.';
const staleAdvice = 'Did the step that sends run, and is the id the one that it got?';
const hiddenAdvice = 'A rename or an edit hides how the processing before it ended. Process the upload again, or send it again.';
const newerAdvice = 'The deployment may be newer than this action: look for a newer version of the action.';
