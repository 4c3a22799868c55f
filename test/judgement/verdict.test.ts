import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Demands } from '../../src/judgement/demands.ts';
import { readTolerance } from '../../src/judgement/tolerance.ts';
import type { Counters, Upload } from '../../src/nomad/answers/upload.ts';
import { judge, type Verdict } from '../../src/judgement/verdict.ts';
import type { Outcome } from '../../src/judgement/watch.ts';
import { aFailure, aSnapshot, aTarget, now, someDemands } from '../builders.ts';

const processes = ['process_upload', 'put_file_and_process_local', 'import_bundle'];

type Because = Extract<Outcome, { kind: 'settled' }>['because'];

function judged(upload: Partial<Upload>, counters: Partial<Counters>, demands: Partial<Demands>, because: Because): Verdict {
  const outcome = { kind: 'settled', because, snapshot: aSnapshot(upload, counters), unchangedFor: 0 } as const;
  return judge(outcome, aTarget(), someDemands(demands), now);
}

/** `success`, or the failure-reason. */
function verdictOf(
  upload: Partial<Upload>,
  counters: Partial<Counters> = {},
  demands: Partial<Demands> = {},
  because: Because = 'ended',
): string {
  const verdict = judged(upload, counters, demands, because);
  return verdict.conclusion === 'failure' ? verdict.failure.reason : verdict.conclusion;
}

function tolerating(text: string): Partial<Demands> {
  const maxFailedEntries = readTolerance(text);
  if (maxFailedEntries === undefined) throw new Error(`${text} is no tolerance`);
  return { maxFailedEntries };
}

describe.each(['ended', 'ready', 'deadline'] as const)('an upload that is no longer watched (%s)', (because) => {
  it.each([
    ['READY', 'not-processed'],
    ['SUCCESS', 'success'],
    ['FAILURE', 'processing-failed'],
    ['PENDING', 'unexpected-answer'],
    ['RUNNING', 'unexpected-answer'],
    ['WAITING_FOR_RESULT', 'unexpected-answer'],
    ['DELETED', 'unexpected-answer'],
    ['', 'unexpected-answer'],
    ['success', 'unexpected-answer'],
    ['SUCCESS ', 'unexpected-answer'],
    ['COMPLETED', 'unexpected-answer'],
  ])('and is %s ends %s', (status, verdict) => {
    expect(verdictOf({ status }, {}, {}, because)).toBe(verdict);
  });

  it.each(['READY', 'SUCCESS', 'FAILURE', 'PENDING', 'RUNNING', 'WAITING_FOR_RESULT', 'DELETED'])(
    'and is %s but still running ends timeout, whatever its counters',
    (status) => {
      expect(verdictOf({ status, state: 'running' }, {}, {}, because)).toBe('timeout');
      expect(verdictOf({ status, state: 'running' }, { successful: 0, failed: 3 }, {}, because)).toBe('timeout');
    },
  );
});

describe('the entries decide over a SUCCESS:', () => {
  it.each([
    // total, successful, failed, tolerated, verdict
    [3, 3, 0, '0', 'success'],
    [3, 2, 1, '0', 'entries-failed'],
    [3, 2, 0, '0', 'entries-failed'],
    [3, 0, 0, '2', 'entries-failed'],
    [3, 2, 1, '1', 'success'],
    [3, 2, 0, '1', 'success'],
    [3, 1, 1, '1', 'entries-failed'],
    [3, 1, 1, '2', 'success'],
    [3, 0, 3, '3', 'success'],
    [3, 2, 1, '33.33%', 'entries-failed'],
    [3, 2, 1, '33.3333333333333333333333333333%', 'entries-failed'],
    [3, 2, 1, '34%', 'success'],
    [3, 2, 0, '33.33%', 'entries-failed'],
    [3, 2, 0, '34%', 'success'],
    [4, 3, 1, '25%', 'success'],
    [4, 3, 1, '24.9999999999999999999999999999%', 'entries-failed'],
    [4, 2, 1, '25%', 'entries-failed'],
    [1000, 999, 1, '0.1%', 'success'],
    [1000, 999, 1, '0.09999999999999999999999999%', 'entries-failed'],
    [1000, 998, 2, '0.1%', 'entries-failed'],
    [3, 0, 3, '99.9%', 'entries-failed'],
    [3, 0, 3, '100%', 'success'],
    [0, 0, 0, '0%', 'success'],
    [3, 3, 0, '0%', 'success'],
    [3, 2, 1, '0%', 'entries-failed'],
  ])('of %i %i succeeded, %i failed, %s tolerated: %s', (total, successful, failed, text, verdict) => {
    expect(verdictOf({}, { total, successful, failed }, tolerating(text))).toBe(verdict);
  });

  it.each([
    [0, 0, 'success'],
    [0, 1, 'too-few-entries'],
    [11, 12, 'too-few-entries'],
    [12, 12, 'success'],
    [13, 12, 'success'],
  ])('%i entries where min-entries is %i: %s', (total, minEntries, verdict) => {
    expect(verdictOf({}, { total, successful: total }, { minEntries })).toBe(verdict);
  });

  it('min-entries counts what NOMAD found, also what failed', () => {
    expect(verdictOf({}, { total: 3, successful: 0, failed: 3 }, { ...tolerating('100%'), minEntries: 3 })).toBe('success');
  });

  it.each([
    [['a warning'], true, 'warnings'],
    [['a warning'], false, 'success'],
    [[], true, 'success'],
  ])('warnings %j with fail-on-warnings %s: %s', (warnings, failOnWarnings, verdict) => {
    expect(verdictOf({ warnings }, {}, { failOnWarnings })).toBe(verdict);
  });
});

describe('without entries', () => {
  it.each(processes)('a SUCCESS of %s is one', (process) => {
    expect(verdictOf({ process }, { total: 0, successful: 0 })).toBe('success');
  });

  it.each(['edit_upload_metadata', 'publish_upload', 'delete_upload', 'PROCESS_UPLOAD', 'process_upload_x', ''])(
    'a SUCCESS of "%s" says nothing of how the processing ended',
    (process) => {
      expect(verdictOf({ process }, { total: 0, successful: 0 })).toBe('not-processed');
      expect(verdictOf({ process }, { total: 1, successful: 1 })).toBe('success');
    },
  );
});

describe('of several reasons the worst is given:', () => {
  const fresh = { minEntries: 9, failOnWarnings: true };
  const all = { ...fresh, notBefore: now };
  const warnings = ['a warning'];

  it.each([
    ['stale', { status: 'FAILURE', warnings }, { total: 3, successful: 0 }, all],
    ['unexpected-answer', { errors: ['an error'] }, { total: 3, successful: 0 }, all],
    ['unexpected-answer', { errors: ['an error'], process: 'x' }, { total: 0, successful: 0 }, fresh],
    ['stale', { process: 'x' }, { total: 0, successful: 0 }, all],
    ['not-processed', { status: 'READY', warnings }, { total: 3, successful: 0 }, all],
    ['not-processed', { process: 'x', warnings }, { total: 0, successful: 0 }, fresh],
    ['processing-failed', { status: 'FAILURE', warnings }, { total: 3, successful: 0 }, fresh],
    ['entries-failed', { warnings }, { total: 3, successful: 2 }, fresh],
    ['too-few-entries', { warnings }, {}, fresh],
    ['warnings', { warnings }, { total: 9, successful: 9 }, fresh],
  ])('%s', (reason, upload, counters, demands) => {
    expect(verdictOf(upload, counters, demands)).toBe(reason);
  });
});

describe('an upload that was not seen to its end', () => {
  it.each([
    [{ kind: 'deleted' }, 'deleted'],
    [{ kind: 'not-looked' }, 'timeout'],
    [{ kind: 'absent', failure: aFailure('not-found') }, 'not-found'],
    [{ kind: 'refused', failure: aFailure('permission') }, 'permission'],
  ] as const)('%j ends %s', (outcome, reason) => {
    const verdict = judge(outcome, aTarget(), someDemands(), now);
    expect(verdict).toMatchObject({ conclusion: 'failure', failure: { reason } });
    const { message } = verdict.conclusion === 'failure' ? verdict.failure : verdict;
    expect(message).toContain('failure' in outcome ? outcome.failure.message : 'upload-1');
  });
});

describe('success is only where', () => {
  const counters = fc
    .tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.nat({ max: 6 }))
    .map(([successful, failed, unfinished]) => ({ total: successful + failed + unfinished, successful, failed }));
  const upload = fc.record({
    running: fc.boolean(),
    status: fc.constantFrom('SUCCESS', 'SUCCESS', 'READY', 'FAILURE', 'PENDING', 'RUNNING', 'NEW'),
    process: fc.constantFrom(...processes, 'edit_upload_metadata', ''),
    warnings: fc.constantFrom([], ['a warning']),
    errors: fc.constantFrom([], [], ['an error']),
  });
  const tolerance = fc.oneof(
    fc.nat({ max: 6 }).map(String),
    fc.integer({ min: 0, max: 10_000 }).map((n) => `${(n / 100).toFixed(2)}%`),
  );

  it('NOMAD said SUCCESS, and its entries are as the inputs demand', () => {
    fc.assert(
      fc.property(
        upload,
        counters,
        tolerance,
        fc.nat({ max: 4 }),
        fc.boolean(),
        fc.constantFrom('ended', 'ready', 'deadline'),
        ({ running, ...seen }, counted, text, minEntries, failOnWarnings, because) => {
          const known = running ? { ...seen, state: 'running' as const } : seen;
          const verdict = verdictOf(known, counted, { ...tolerating(text), minEntries, failOnWarnings }, because);
          const bad = counted.total - counted.successful;
          const limit = text.endsWith('%')
            ? BigInt(bad) * 10_000n <= BigInt(counted.total) * BigInt(text.replace(/[.%]/g, ''))
            : bad <= Number(text);
          const demanded = !running && seen.status === 'SUCCESS' && limit && counted.total >= minEntries;
          const judgeable = (counted.total > 0 || processes.includes(seen.process)) && seen.errors.length === 0;
          const quiet = !failOnWarnings || seen.warnings.length === 0;
          expect(verdict === 'success').toBe(demanded && judgeable && quiet);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('the counters do not contradict each other', () => {
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.nat({ max: 9 }), fc.nat({ max: 9 }), (total, successful, failed) => {
        fc.pre(successful + failed > total);
        expect(verdictOf({}, { total, successful, failed }, tolerating('100%'))).toBe('unexpected-answer');
      }),
    );
  });
});
