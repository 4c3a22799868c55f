import type { SummaryContext } from '../src/judgement/report/summary.ts';
import type { Failure, FailureReason } from '../src/core/failure-reasons.ts';
import type { FailedEntry } from '../src/judgement/ending.ts';
import type { Target } from '../src/nomad/search/find.ts';
import type { Demands } from '../src/judgement/demands.ts';
import type { Deployment } from '../src/nomad/deployment.ts';
import type { Ending, Result } from '../src/judgement/ending.ts';
import { type Counters, presentCounters, type Snapshot, type Upload } from '../src/nomad/answers/upload.ts';

/** The present of all tests of pure parts. */
export const now = Date.UTC(2026, 4, 4, 12);

export const oasis: Deployment = { base: 'https://nomad.example.org/oasis', api: 'https://nomad.example.org/oasis/api/v1' };

/** Processed three minutes ago, and nameless things have no place in it: the plain case. */
export function anUpload(overrides: Partial<Upload> = {}): Upload {
  const name = overrides.name ?? 'nightly';
  return {
    id: 'upload-1',
    name,
    exactName: name,
    state: overrides.status === 'READY' ? 'ready' : 'ended',
    status: 'SUCCESS',
    process: 'process_upload',
    statusMessage: '',
    errors: [],
    warnings: [],
    published: false,
    createdAt: new Date(now - 600_000).toISOString(),
    completedAt: new Date(now - 180_000).toISOString(),
    ...overrides,
  };
}

export function aSnapshot(upload: Partial<Upload> = {}, counters: Partial<Omit<Counters, 'unfinished'>> = {}): Snapshot {
  const { total, successful, failed } = { total: 3, successful: 3, failed: 0, ...counters };
  return { upload: anUpload(upload), counters: { total, successful, failed, unfinished: total - successful - failed } };
}

export function anEntry(overrides: Partial<FailedEntry> = {}): FailedEntry {
  return {
    id: 'entry-1',
    mainfile: 'data/run.yaml',
    mainfileKey: '',
    status: 'FAILURE',
    parser: 'parsers/archive',
    errors: ['the parser gave up'],
    cause: undefined,
    ...overrides,
  };
}

export function aTarget(overrides: Partial<Target> = {}): Target {
  return { given: 'upload-1', matchedBy: 'id', id: 'upload-1', older: 0, found: undefined, ...overrides };
}

export function someDemands(overrides: Partial<Demands> = {}): Demands {
  return {
    maxFailedEntries: { text: '0', kind: 'count', count: 0 },
    minEntries: 0,
    failOnWarnings: false,
    notBefore: undefined,
    ...overrides,
  };
}

export function aFailure(reason: FailureReason = 'processing-failed', overrides: Partial<Failure> = {}): Failure {
  return { reason, message: `It ended ${reason}.`, advice: 'Look at it.', ...overrides };
}

interface ResultOverrides extends Partial<Result> {
  /** The last look; undefined: there was none. */
  readonly snapshot?: Snapshot | undefined;
}

/** A success, unless `failure` is given. */
export function aResult(given: ResultOverrides = {}): Result {
  const { snapshot, ...overrides } = { snapshot: aSnapshot(), ...given };
  return {
    given: 'upload-1',
    matchedBy: 'id',
    id: 'upload-1',
    name: snapshot?.upload.name ?? '',
    older: 0,
    failure: undefined,
    message: overrides.failure?.message ?? 'NOMAD processed it.',
    warnings: [],
    upload: snapshot?.upload,
    counters: snapshot && presentCounters(snapshot),
    seenRunning: 0,
    entries: { listed: [], more: 0 },
    ...overrides,
  };
}

/** Ends as its first result does. */
export function anEnding(results: readonly Result[] | undefined, overrides: Partial<Ending> = {}): Ending {
  const failure = results?.[0]?.failure;
  return { failure, message: failure?.message ?? 'NOMAD processed it.', results, warnings: [], ...overrides };
}

/** `make` for each number from 0. */
export function times<T>(n: number, make: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

/** Where a job summary is made: nothing of the checkout is on GitHub. */
export const around: SummaryContext = { deployment: oasis, givenInputs: [], findPage: () => undefined };
