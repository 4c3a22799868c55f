import { noJudgement } from '../step/messages/step.ts';
import { allProcessed } from './messages/success.ts';
import { othersFailed } from './messages/upload.ts';
import type { Failure, FailureReason } from '../core/failure-reasons.ts';
import type { By, Miss, Target } from '../nomad/search/find.ts';
import type { FailedEntries } from './failed-entries.ts';
import type { Sighting } from '../nomad/answers/schema.ts';
import { cut, visible } from '../core/wording.ts';
import type { Judgement } from './verdict.ts';
import { byWorst } from '../core/worst-first.ts';

/** How one upload ended, or one line of an input that led to no upload. */
export interface Result {
  readonly line: string;
  readonly by: By;
  /** '' if a name led to no upload. */
  readonly id: string;
  readonly name: string;
  readonly older: number;
  /** undefined: success */
  readonly failure: Failure | undefined;
  readonly message: string;
  readonly warnings: readonly string[];
  /** The last whole look. */
  readonly sighting: Sighting | undefined;
  /** Whole looks, and the milliseconds from the first to the last. */
  readonly looks: { readonly count: number; readonly time: number };
  readonly entries: FailedEntries;
}

export interface Ending {
  /** undefined: success */
  readonly failure: Failure | undefined;
  readonly message: string;
  /** Worst first. undefined: the step ended before the search. */
  readonly results: readonly Result[] | undefined;
  /** Warnings of the step. Those of uploads are with their results. */
  readonly warnings: readonly string[];
}

type Subject = Pick<Result, 'line' | 'by' | 'id' | 'name' | 'older'>;

interface Row {
  readonly subject: Subject;
  judgement: Judgement | undefined;
  sighting: Sighting | undefined;
  looks: { count: number; first: number; last: number };
  entries: FailedEntries;
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

  /** The search begins: nothing is known about these lines yet. */
  open(lines: readonly Pick<Subject, 'line' | 'by'>[]): void {
    this.#rows = lines.map(unknown);
  }

  resolve(targets: readonly Target[], misses: readonly Miss[]): void {
    const missed = misses.map((miss) => ({
      ...unknown(miss),
      judgement: { conclusion: 'failure' as const, failure: miss.failure, warnings: [] },
    }));
    this.#rows = [...targets.map(newRow), ...missed];
  }

  /** A whole look, at a clock time. */
  see(target: Target, sighting: Sighting, at: number): void {
    const row = this.#row(target);
    row.sighting = sighting;
    row.looks = { count: row.looks.count + 1, first: row.looks.count === 0 ? at : row.looks.first, last: at };
  }

  judge(target: Target, judgement: Judgement): void {
    this.#row(target).judgement = judgement;
  }

  list(target: Subject, entries: FailedEntries): void {
    this.#row(target).entries = entries;
  }

  /** Judged uploads with entries that did not succeed, worst first. */
  withFailedEntries(): (Subject & { sighting: Sighting })[] {
    return (this.ending().results ?? []).flatMap(({ sighting, failure, ...line }) => {
      if (sighting === undefined || (failure !== undefined && !aboutEntries.includes(failure.reason))) return [];
      return sighting.counters.successful < sighting.counters.total ? [{ ...line, sighting }] : [];
    });
  }

  warn(warning: string): void {
    if (this.#warnings.includes(warning)) return;
    this.#warnings.push(warning);
    this.#onWarning(warning);
  }

  /** `failure` ended the whole step and applies to everything that has no judgement yet. Without one, a missing judgement is a bug, and fails the step. */
  ending(failure?: Failure): Ending {
    const results = this.#rows?.map((row) => resultOf(row, failure ?? noJudgement)).sort((a, b) => byWorst(a.failure, b.failure));
    const [worst] = [failure, results?.[0]?.failure].sort(byWorst);
    if (worst === undefined && (results === undefined || results.length === 0)) return this.ending(noJudgement);
    const message = worst === undefined ? successMessage(results ?? []) : failureMessage(worst, results ?? []);
    return { failure: worst, message, results, warnings: [...this.#warnings] };
  }

  #row(of: Pick<Subject, 'id' | 'line'>): Row {
    const row = this.#rows?.find(({ subject }) => subject.id === of.id && subject.line === of.line);
    if (row === undefined) throw new TypeError('this upload is not in the ledger');
    return row;
  }
}

// Reasons that follow a processing that is over, so its entries belong to this run.
const aboutEntries: readonly FailureReason[] = ['processing-failed', 'entries-failed', 'too-few-entries', 'warnings'];

/** A line that leads to no upload, or has not led to one yet. */
function unknown({ line, by }: Pick<Subject, 'line' | 'by'>): Row {
  return newRow({ line, by, id: by === 'id' ? line : '', name: by === 'id' ? '' : line, older: 0 });
}

function newRow({ line, by, id, name, older }: Subject): Row {
  return {
    subject: { line, by, id, name, older },
    judgement: undefined,
    sighting: undefined,
    looks: { count: 0, first: 0, last: 0 },
    entries: { listed: [], more: 0 },
  };
}

function resultOf({ subject, judgement, sighting, looks, entries }: Row, byDefault: Failure): Result {
  const ended: Judgement = judgement ?? { conclusion: 'failure', failure: byDefault, warnings: [] };
  const failure = ended.conclusion === 'failure' ? ended.failure : undefined;
  // One line, whatever names are in it: later steps and logs rely on that.
  const message = visible(ended.conclusion === 'failure' ? ended.failure.message : ended.message);
  const name = sighting?.upload.name ?? subject.name;
  const waited = { count: looks.count, time: looks.last - looks.first };
  return { ...subject, name, failure, message, warnings: ended.warnings, sighting, looks: waited, entries };
}

function failureMessage({ message }: Failure, results: readonly Result[]): string {
  const red = results.filter(({ failure }) => failure !== undefined).length;
  const others = red > 1 ? othersFailed(red - 1, results.length) : '';
  return cut(visible(message), 500 - others.length) + others;
}

function successMessage(results: readonly Result[]): string {
  const [first] = results;
  if (results.length === 1 && first !== undefined) return cut(first.message, 500);
  const entries = results.reduce((sum, { sighting }) => sum + (sighting?.counters.successful ?? 0), 0);
  return allProcessed(results.length, entries);
}
