import type { SummaryContext } from '../src/judgement/report/summary.ts';
import type { Failure, FailureReason } from '../src/core/failure-reasons.ts';
import type { FailedEntry } from '../src/judgement/failed-entries.ts';
import type { Target } from '../src/nomad/search/find.ts';
import type { Demands } from '../src/judgement/demands.ts';
import type { Deployment } from '../src/nomad/deployment.ts';
import type { Ending, Result } from '../src/judgement/ledger.ts';
import type { Counters, Sighting, Upload } from '../src/nomad/answers/schema.ts';

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
    running: false,
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

export function aSighting(upload: Partial<Upload> = {}, counters: Partial<Counters> = {}): Sighting {
  return { upload: anUpload(upload), counters: { total: 3, successful: 3, failed: 0, ...counters } };
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
  return { line: 'upload-1', by: 'id', id: 'upload-1', name: '', older: 0, foundAt: undefined, ...overrides };
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

/** A success, unless `failure` is given. */
export function aResult(overrides: Partial<Result> = {}): Result {
  const sighting = 'sighting' in overrides ? overrides.sighting : aSighting();
  return {
    line: 'upload-1',
    by: 'id',
    id: 'upload-1',
    name: sighting?.upload.name ?? '',
    older: 0,
    failure: undefined,
    message: overrides.failure?.message ?? 'NOMAD processed it.',
    warnings: [],
    looks: { count: 1, time: 0 },
    entries: { listed: [], more: 0 },
    ...overrides,
    sighting,
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
export const around: SummaryContext = { deployment: oasis, asked: [], pageOf: () => undefined };
