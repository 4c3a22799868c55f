import { hour } from '../core/clock.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { endedBefore, type Snapshot } from '../nomad/answers/upload.ts';
import type { Target } from '../nomad/search/find.ts';
import { processed } from './messages/success.ts';
import { notLooked, stillProcessing } from './messages/timeout.ts';
import { noEndTime, successWithErrors, tooManyProcessed, unknownStatus } from './messages/unexpected-answer.ts';
import {
  deleted,
  entriesFailed,
  hiddenEnd,
  neverProcessed,
  processedWithWarnings,
  processingFailed,
  stale,
  tooFewEntries,
} from './messages/upload.ts';
import { maybeEarlierEntries, maybeEarlierRun, noEntries, toleratedEntries } from './messages/warnings.ts';
import type { Demands } from './demands.ts';
import type { Outcome } from './watch.ts';

export type Verdict =
  | { readonly conclusion: 'success'; readonly message: string; readonly warnings: readonly string[] }
  | { readonly conclusion: 'failure'; readonly failure: Failure; readonly warnings: readonly string[] };

/** Judges how the watch over one upload ended. `now` in milliseconds since 1970. Only one path ends in `success`. */
export function judge(outcome: Outcome, target: Target, demands: Demands, now: number): Verdict {
  switch (outcome.kind) {
    case 'settled':
      return addAge(judgeSnapshot(outcome, demands), outcome.snapshot, target, demands, now);
    case 'absent':
    case 'refused':
      return fail(outcome.failure);
    case 'deleted':
      return fail(deleted(target.id));
    case 'not-looked':
      return fail(notLooked(target.id));
  }
}

/** A name may lead to an upload from an earlier run. A pattern is an audit, and not-before says how old is too old. */
function addAge(verdict: Verdict, { upload }: Snapshot, { matchedBy }: Target, { notBefore }: Demands, now: number): Verdict {
  const isOld = now - Date.parse(upload.completedAt) > hour;
  if (verdict.conclusion === 'failure' || matchedBy !== 'name' || notBefore !== undefined || !isOld) return verdict;
  return { ...verdict, warnings: [...verdict.warnings, maybeEarlierRun(upload)] };
}

function judgeSnapshot({ snapshot, because, unchangedFor }: Outcome & { kind: 'settled' }, demands: Demands): Verdict {
  switch (snapshot.upload.state) {
    case 'running':
      return fail(stillProcessing(snapshot, unchangedFor));
    case 'ready':
      return fail(neverProcessed(snapshot.upload, because === 'ready' ? 'minute' : 'timeout'));
    case 'ended':
      return judgeEnded(snapshot, demands);
  }
}

function judgeEnded(snapshot: Snapshot, demands: Demands): Verdict {
  const { upload } = snapshot;
  const isSuccess = upload.status === 'SUCCESS';
  if (!isSuccess && upload.status !== 'FAILURE') return fail(unknownStatus(upload));
  if (isSuccess && upload.errors.length > 0) return fail(successWithErrors(upload), upload.warnings);
  if (demands.notBefore !== undefined && upload.completedAt === '') return fail(noEndTime(upload));
  if (endedBefore(upload, demands.notBefore)) return fail(stale(upload));
  return isSuccess ? judgeEntries(snapshot, demands) : fail(processingFailed(upload), upload.warnings);
}

/** NOMAD says that the upload was processed, so its entries decide. */
function judgeEntries(snapshot: Snapshot, demands: Demands): Verdict {
  const { upload, counters } = snapshot;
  const { total } = counters;
  const bad = counters.failed + counters.unfinished;
  if (counters.unfinished < 0) return fail(tooManyProcessed(upload));
  if (total === 0 && !looksForEntries(upload.process)) return fail(hiddenEnd(upload), upload.warnings);
  if (!isTolerated(bad, total, demands)) return fail(entriesFailed(snapshot, demands.maxFailedEntries.text), upload.warnings);
  if (total < demands.minEntries) return fail(tooFewEntries(snapshot, demands.minEntries), upload.warnings);
  const counted = upload.warnings.filter((warning) => demands.expectedWarnings?.test(warning) !== true);
  if (demands.failOnWarnings && counted.length > 0)
    return fail(processedWithWarnings({ ...upload, warnings: counted }), upload.warnings);
  const warnings = [...upload.warnings];
  if (total === 0) warnings.push(noEntries(upload));
  if (bad > 0) warnings.push(toleratedEntries(snapshot, demands.maxFailedEntries.text));
  // An edit ends with SUCCESS however the processing before it ended, and the entries may be from an earlier run (seen in 1.3 and 2.0).
  if (!looksForEntries(upload.process) && !isPublishing(upload.process)) warnings.push(maybeEarlierEntries(upload));
  return { conclusion: 'success', message: processed(snapshot), warnings };
}

function fail(failure: Failure, warnings: readonly string[] = []): Verdict {
  return { conclusion: 'failure', failure, warnings };
}

/** Exact for shares, too: 1 of 3 is not 33.33%. */
function isTolerated(bad: number, total: number, { maxFailedEntries: limit }: Demands): boolean {
  if (limit.kind === 'count') return bad <= limit.count;
  return BigInt(bad) * limit.ofHundred <= BigInt(total) * limit.share;
}

// Only these processes look for entries; after any other, SUCCESS says nothing about them (seen in 1.3 and 2.0: a failed upload that was renamed).
function looksForEntries(process: string): boolean {
  return ['process_upload', 'put_file_and_process_local', 'import_bundle'].includes(process);
}

function isPublishing(process: string): boolean {
  return ['publish_upload', 'publish_externally'].includes(process);
}
