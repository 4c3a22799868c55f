import { bySeverity, type Failure } from '../core/failure-reasons.ts';
import { cut, visible } from '../core/wording.ts';
import { presentCounters, type Snapshot } from '../nomad/answers/upload.ts';
import type { Miss, Target } from '../nomad/search/find.ts';
import { countRed, type Ending, type KnownUpload, type Result } from './ending.ts';
import { noVerdict } from '../step/messages/step.ts';
import { allProcessed } from './messages/success.ts';
import { othersFailed } from './messages/upload.ts';
import type { Verdict } from './verdict.ts';

type Subject = Pick<Result, 'given' | 'matchedBy' | 'id' | 'older'>;

interface Row {
  readonly subject: Subject;
  /** Before NOMAD has shown it. */
  readonly name: string;
  verdict: Verdict | undefined;
  upload: KnownUpload | undefined;
  counters: Result['counters'];
  /** The first and the last look at one run of the processing, in clock time. */
  running: { readonly first: number; readonly last: number } | undefined;
}

/** What is known so far: the report is made from this, whenever and however the step ends. */
export class Ledger {
  #rows: Row[] | undefined;
  readonly #warnings: string[] = [];
  readonly #onWarning: (warning: string) => void;

  /** `onWarning` is called at once with each new warning. */
  constructor(onWarning: (warning: string) => void = () => undefined) {
    this.#onWarning = onWarning;
  }

  /** The search begins: nothing is known yet of what was given. */
  beginSearch(given: readonly Pick<Subject, 'given' | 'matchedBy'>[]): void {
    this.#rows = given.map(withoutUpload);
  }

  endSearch(targets: readonly Target[], misses: readonly Miss[]): void {
    const missed = misses.map((miss) => ({
      ...withoutUpload(miss),
      verdict: { conclusion: 'failure' as const, failure: miss.failure, warnings: [] },
    }));
    this.#rows = [...targets.map(toRow), ...missed];
  }

  /** A whole look, at a clock time. */
  see(target: Target, snapshot: Snapshot, at: number): void {
    const row = this.#findRow(target);
    row.running = extendRun(row, snapshot, at);
    row.upload = snapshot.upload;
    row.counters = presentCounters(snapshot);
  }

  judge(target: Target, verdict: Verdict): void {
    this.#findRow(target).verdict = verdict;
  }

  /** Each warning is told once. */
  warn(warning: string): void {
    if (this.#warnings.includes(warning)) return;
    this.#warnings.push(warning);
    this.#onWarning(warning);
  }

  /** `failure` ended the whole step: what has no verdict yet gets it. Without one, an upload without a verdict is a bug, and red. */
  ending(failure?: Failure): Ending {
    const results = this.#rows
      ?.map((row) => toResult(row, failure ?? noVerdict))
      .sort((a, b) => bySeverity(a.failure, b.failure));
    const [worst] = [failure, results?.[0]?.failure].sort(bySeverity);
    if (worst === undefined && (results === undefined || results.length === 0)) return this.ending(noVerdict);
    const message = worst === undefined ? describeSuccess(results ?? []) : describeFailure(worst, results ?? []);
    return { failure: worst, message, results, warnings: [...this.#warnings] };
  }

  #findRow({ id, given }: Pick<Subject, 'id' | 'given'>): Row {
    const row = this.#rows?.find(({ subject }) => subject.id === id && subject.given === given);
    if (row === undefined) throw new TypeError('this upload is not in the ledger');
    return row;
  }
}

/** A name or pattern that leads to no upload, or not yet; an id that nobody has looked at. */
function withoutUpload({ given, matchedBy }: Pick<Subject, 'given' | 'matchedBy'>): Row {
  const isId = matchedBy === 'id';
  return newRow({ given, matchedBy, id: isId ? given : '', older: 0 }, isId ? '' : given);
}

function toRow({ given, matchedBy, id, older, found }: Target): Row {
  const upload = found && { ...found.upload, errors: [], warnings: [] };
  return { ...newRow({ given, matchedBy, id, older }, ''), upload };
}

function newRow(subject: Subject, name: string): Row {
  return { subject, name, verdict: undefined, upload: undefined, counters: undefined, running: undefined };
}

/** READY or an end in between means that it is another run: only the last one counts. */
function extendRun({ upload, running }: Row, { upload: { state } }: Snapshot, at: number): Row['running'] {
  if (state === 'ready') return undefined;
  if (state === 'ended') return running;
  return { first: upload?.state === 'running' && running !== undefined ? running.first : at, last: at };
}

function toResult({ subject, name, verdict, upload, counters, running }: Row, byDefault: Failure): Result {
  const ended: Verdict = verdict ?? { conclusion: 'failure', failure: byDefault, warnings: [] };
  const isRed = ended.conclusion === 'failure';
  return {
    ...subject,
    name: upload?.name ?? name,
    failure: isRed ? ended.failure : undefined,
    // One line, whatever names are in it: later steps and logs rely on that.
    message: visible(isRed ? ended.failure.message : ended.message),
    warnings: ended.warnings,
    upload,
    counters,
    seenRunning: running === undefined ? 0 : running.last - running.first,
    entries: { listed: [], more: 0 },
  };
}

/** The message of one failure, with the number of other uploads that failed. */
export function describeFailure({ message }: Failure, results: readonly Result[]): string {
  const red = countRed(results);
  const others = red > 1 ? othersFailed(red - 1, results.length) : '';
  return cut(visible(message), 500 - others.length) + others;
}

function describeSuccess(results: readonly Result[]): string {
  const [first] = results;
  if (results.length === 1 && first !== undefined) return cut(first.message, 500);
  const entries = results.reduce((sum, { counters }) => sum + (counters?.successful ?? 0), 0);
  return allProcessed(results.length, entries);
}
