import { hour } from '../core/clock.ts';
import { processed } from './messages/success.ts';
import { notLooked, stillProcessing } from './messages/timeout.ts';
import { noEndTime, tooManyProcessed, unknownStatus } from './messages/unexpected-answer.ts';
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
import { edited, mayBeFormerRun, noEntries, toleratedEntries } from './messages/warnings.ts';
import type { Failure } from '../core/failure-reasons.ts';
import type { Target } from '../nomad/search/find.ts';
import type { Demands } from './demands.ts';
import type { Observation, Outcome } from './watch.ts';

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
      return red(deleted(target.id));
    case 'not-looked':
      return red(notLooked(target.id));
  }
}

/** A name may lead to the upload of a former run. A pattern is an audit, and not-before says how old is too old. */
function isUndated(target: Target, { notBefore }: Demands): boolean {
  return target.by === 'name' && notBefore === undefined;
}

function withAge(judgement: Judgement, { upload }: Observation, now: number): Judgement {
  const age = now - Date.parse(upload.completedAt);
  if (judgement.conclusion === 'failure' || !(age > hour)) return judgement;
  return { ...judgement, warnings: [...judgement.warnings, mayBeFormerRun({ upload }, age)] };
}

function judgeSeen(seen: Observation, demands: Demands, now: number): Judgement {
  const { upload } = seen;
  if (!upload.running && isEnd(upload.status) && demands.notBefore !== undefined) {
    if (upload.completedAt === '') return red(noEndTime(seen));
    if (Date.parse(upload.completedAt) < demands.notBefore) return red(stale(seen, now));
  }
  if (upload.running) return red(stillProcessing(seen, seen.still));
  switch (upload.status) {
    case 'READY':
      return red(neverProcessed(seen, seen.settled === 'ready' ? 'minute' : 'timeout'));
    case 'FAILURE':
      return red(processingFailed(seen, now), upload.warnings);
    case 'SUCCESS':
      return judgeEntries(seen, demands, now);
    default:
      return red(unknownStatus(seen));
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
  if (unfinished < 0) return red(tooManyProcessed(seen));
  if (total === 0 && !looksForEntries(upload.process)) return red(hiddenEnd(seen), upload.warnings);
  if (!tolerated(bad, total, demands)) return red(entriesFailed(seen, demands.maxFailedEntries.text, now), upload.warnings);
  if (total < demands.minEntries) return red(tooFewEntries(seen, demands.minEntries, now), upload.warnings);
  if (demands.failOnWarnings && upload.warnings.length > 0) return red(processedWithWarnings(seen, now), upload.warnings);
  const warnings = [...upload.warnings];
  if (total === 0) warnings.push(noEntries(seen));
  if (bad > 0) warnings.push(toleratedEntries(seen, demands.maxFailedEntries.text));
  // An edit ends with SUCCESS whatever the processing before it ended with, and its entries may be a former run's (seen in 1.3 and 2.0).
  if (upload.process.startsWith('edit_')) warnings.push(edited(seen));
  return { conclusion: 'success', message: processed(seen, bad, now), warnings };
}

function red(failure: Failure, warnings: readonly string[] = []): Judgement {
  return { conclusion: 'failure', failure, warnings };
}

/** Exact also for shares: 1 of 3 is not 33.33%. */
function tolerated(bad: number, total: number, { maxFailedEntries: limit }: Demands): boolean {
  if (limit.kind === 'count') return bad <= limit.count;
  return BigInt(bad) * limit.ofHundred <= BigInt(total) * limit.share;
}

// Only these processes look for entries; after any other one a SUCCESS says nothing of them (seen in 1.3 and 2.0: a failed upload that was renamed).
function looksForEntries(process: string): boolean {
  return ['process_upload', 'put_file_and_process_local', 'import_bundle'].includes(process);
}
