import { describe, expect, it } from 'vitest';
import type { Ending, Result } from '../../../src/judgement/ending.ts';
import { renderOutputs } from '../../../src/judgement/report/outputs.ts';
import { renderSummary } from '../../../src/judgement/report/summary.ts';
import { aFailure, anEnding, aResult, aSnapshot, around, oasis, times } from '../../builders.ts';
import { addressesOf, htmlOf, shownOf } from './rendered.ts';

const ready = aSnapshot({ status: 'READY' });
const page = `${oasis.base}/gui/user/uploads/upload/id`;

function draft(i: number, overrides: Partial<Result> = {}): Result {
  const failure = aFailure('not-processed', { message: `draft ${i} is READY`, advice: 'Process it.' });
  return aResult({ id: `draft-${i}`, matchedBy: 'pattern', snapshot: ready, failure, ...overrides });
}

function failing(i: number): Result {
  const failure = aFailure('entries-failed', { message: `upload ${i} has failed entries`, advice: 'Fix the files.' });
  const snapshot = aSnapshot({}, { total: 4, successful: 3, failed: 1 });
  return aResult({ id: `failing-${i}`, matchedBy: 'pattern', snapshot, failure });
}

function summaryOf(ending: Ending): string {
  return htmlOf(renderSummary(ending, around));
}

describe('of several uploads the summary', () => {
  it('counts the reasons, most frequent first', () => {
    const failed = aResult({ failure: aFailure('processing-failed') });
    const results = [...times(3, (i) => draft(i)), failed, failing(0), failing(1), aResult()];
    expect(shownOf(summaryOf(anEnding(results)))).toMatch(
      /^❌ 6 of 7 uploads failed\n3 never processed, 2 with failed entries, 1 failed\.\n/,
    );
    expect(shownOf(summaryOf(anEnding([failed])))).not.toContain('1 failed.');
    expect(summaryOf(anEnding([aResult(), aResult()]))).not.toContain('<strong>');
  });

  it('folds those that say the same into one row, with all their links, in the place of the first', () => {
    const results = [...times(4, (i) => draft(i)), failing(0), ...times(3, (i) => aResult({ id: `good-${i}` }))];
    const rows = Array.from(summaryOf(anEnding(results)).matchAll(/<tr>(.*?)<\/tr>/gs), ([, row = '']) => row).slice(1);
    expect(rows).toHaveLength(1 + 1 + 3);
    expect(rows[0]).toContain('<details><summary>4 uploads</summary>');
    expect(shownOf(rows[0] ?? '')).toContain('Never processed');
    expect(addressesOf(rows[0] ?? '')).toEqual(times(4, (i) => `${page}/draft-${i}`));
    expect(shownOf(rows[1] ?? '')).toContain('upload 0 has failed entries');
    expect(rows.slice(1).join('')).not.toContain('<details>');
  });

  it('does not fold failures of which only the message or the error says what happened', () => {
    const broken = (error: string): Result =>
      aResult({ failure: aFailure('processing-failed'), snapshot: aSnapshot({ status: 'FAILURE', errors: [error] }) });
    const strange = (i: number): Result => aResult({ failure: aFailure('unexpected-answer', { message: `strange ${i}` }) });
    const html = summaryOf(anEnding([...times(5, strange), ...times(5, (i) => broken(`error ${i}`))]));
    expect(html).not.toMatch(/<summary>\d uploads/);
    expect(summaryOf(anEnding(times(5, () => broken('the same'))))).toMatch(/<summary>5 uploads.*the same/s);
  });

  it('never folds uploads with different verdicts', () => {
    // A failure whose message reads like a success.
    const failure = aFailure('unexpected-answer', { message: '3 entries processed' });
    const results = [...times(4, () => aResult({ failure })), ...times(4, () => aResult())];
    expect(summaryOf(anEnding(results)).match(/<summary>4 uploads/g)).toHaveLength(2);
  });
});

describe('in an audit, a draft that nobody has processed', () => {
  const audit = anEnding([draft(0), draft(1), failing(0), aResult()], { message: 'draft 0 is READY (2 more)' });

  it('leaves the text, the advice and the link to the worst real failure', () => {
    const html = summaryOf(audit);
    const text = shownOf(html);
    const above = text.slice(0, text.indexOf('What happened'));
    expect(above).toContain('upload 0 has failed entries (2 more of the 4 uploads also failed)');
    expect(above).toContain('Fix the files.');
    expect(above).not.toContain('READY');
    expect(addressesOf(html)[0]).toBe(`${page}/failing-0`);
  });

  it('still decides the outputs, and the summary says so', () => {
    expect(renderOutputs(audit, oasis)).toMatchObject({
      'failure-reason': 'not-processed',
      'upload-id': 'draft-0',
      message: 'draft 0 is READY (2 more)',
    });
    expect(shownOf(summaryOf(audit))).toContain('The output failure-reason is not-processed.');
  });

  it.each<[string, Ending]>([
    ['if nothing else failed', anEnding([draft(0), draft(1), aResult()])],
    ['if it was asked for by name', anEnding([draft(0, { matchedBy: 'name' }), failing(0)])],
    ['if its end is hidden', anEnding([draft(0, { upload: aSnapshot().upload }), failing(0)])],
  ])('is what the text is about %s', (_, ending) => {
    expect(shownOf(summaryOf(ending))).toMatch(/failed\n.*\n?draft 0 is READY/);
  });

  it('gives way to what ended the whole step', () => {
    const failure = aFailure('cancelled', { message: 'The job was cancelled.' });
    const text = shownOf(summaryOf(anEnding([draft(0), failing(0)], { failure, message: failure.message })));
    expect(text).toContain('\nThe job was cancelled.\n');
  });
});
