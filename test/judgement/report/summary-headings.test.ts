import { describe, expect, it } from 'vitest';
import { failureReasons } from '../../../src/core/failure-reasons.ts';
import type { Ending } from '../../../src/judgement/ending.ts';
import { headFailure } from '../../../src/judgement/messages/headings.ts';
import { renderSummary } from '../../../src/judgement/report/summary.ts';
import { aFailure, anEnding, aResult, aSnapshot, around } from '../../builders.ts';
import { elementsOf, htmlOf, shownOf } from './rendered.ts';

const failed = aFailure('entries-failed');

function shown(ending: Ending): string {
  return shownOf(htmlOf(renderSummary(ending, around)));
}

/** The cells of each row of all tables. */
function rowsOf(ending: Ending): string[][] {
  const rows = htmlOf(renderSummary(ending, around)).matchAll(/<tr>(.*?)<\/tr>/gs);
  const cells = /<td(?: align="left")?>(.*?)<\/td>/gs;
  return Array.from(rows, ([, row = '']) => Array.from(row.matchAll(cells), ([, text = '']) => shownOf(text))).filter(
    (texts) => texts.length > 0,
  );
}

describe('the summary says', () => {
  it('how it ended, in a sentence as its heading', () => {
    const red = aResult({ failure: failed, snapshot: aSnapshot({}, { total: 32, successful: 30, failed: 2 }) });
    expect(shown(anEnding([aResult()]))).toMatch(/^✅ nightly: 3 entries processed\n/);
    expect(shown(anEnding([red]))).toMatch(/^❌ nightly: 2 of 32 entries failed\n/);
    expect(shown(anEnding([aResult({ name: '' })]))).toMatch(/^✅ upload-1: 3 entries processed\n/);
    expect(shown(anEnding([aResult(), aResult()]))).toMatch(/^✅ 2 uploads processed, with 6 entries\n/);
    expect(shown(anEnding([red, aResult(), red]))).toMatch(/^❌ 2 of 3 uploads failed\n/);
    const cancelled = { failure: aFailure('cancelled') };
    expect(shown(anEnding([aResult(), aResult()], cancelled))).toMatch(/^❌ 2 uploads: the job was cancelled\n/);
    expect(shown(anEnding([aResult()], cancelled))).toMatch(/^❌ nightly: the job was cancelled\n/);
    const inputs = anEnding(undefined, { failure: aFailure('invalid-input') });
    expect(shown(inputs)).toMatch(/^❌ NOMAD upload check: the inputs can't be used\n/);
    expect(elementsOf(htmlOf(renderSummary(anEnding([red]), around)))[0]).toBe('h2');
  });

  it('which output to look at for the reason of a failure', () => {
    expect(shown(anEnding([aResult({ failure: failed })]))).toContain('The output failure-reason is entries-failed.');
    expect(shown(anEnding(undefined, { failure: aFailure('invalid-input') }))).toContain(
      'The output failure-reason is invalid-input.',
    );
    expect(shown(anEnding([aResult()]))).not.toContain('failure-reason');
  });

  it('why SUCCESS is not a success, below failed or unfinished entries only', () => {
    const statusOf = (result: Parameters<typeof aResult>[0]): string | undefined =>
      rowsOf(anEnding([aResult(result)])).find(([name]) => name === 'Status of the upload itself')?.[1];
    const some = aSnapshot({}, { total: 3, successful: 2, failed: 0 });
    expect(statusOf({ failure: failed, snapshot: some })).toBe('SUCCESS (NOMAD does not count failed entries)');
    expect(statusOf({ snapshot: some })).toBe('SUCCESS');
    expect(statusOf({ failure: failed })).toBe('SUCCESS');
    expect(statusOf({ failure: failed, snapshot: aSnapshot({ status: 'FAILURE' }, { total: 3, successful: 2 }) })).toBe(
      'FAILURE',
    );
  });
});

describe('the heading of a failure is a sentence', () => {
  it.each(failureReasons)('also where nothing more is known: %s', (reason) => {
    expect(headFailure(reason)).toMatch(/^[\w' ,]+$/);
    expect(headFailure(reason)).not.toContain('undefined');
  });

  it.each([
    ['not-processed', aSnapshot({ status: 'READY' }), 'never processed'],
    ['not-processed', aSnapshot(), 'NOMAD no longer says how its processing ended'],
    ['timeout', aSnapshot({ state: 'running' }), 'still processing when the timeout was reached'],
    ['too-few-entries', aSnapshot({}, { total: 1, successful: 1 }), 'only 1 entry found'],
    ['too-few-entries', aSnapshot({}, { total: 0, successful: 0 }), 'no entries found'],
    ['warnings', aSnapshot({ warnings: ['a', 'b'] }), 'processed, but with 2 warnings'],
  ] as const)('%s', (reason, snapshot, sentence) => {
    expect(headFailure(reason, snapshot)).toBe(sentence);
  });

  it.each([
    [{ total: 1, successful: 1 }, '1 entry processed'],
    [{ total: 32, successful: 30, failed: 2 }, '30 of 32 entries processed'],
    [{ total: 0, successful: 0 }, 'processed, but it has no entries'],
  ])('and so is that of a success: %j', (counters, sentence) => {
    expect(shown(anEnding([aResult({ snapshot: aSnapshot({}, counters) })]))).toContain(`✅ nightly: ${sentence}\n`);
  });
});
