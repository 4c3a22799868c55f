import { describe, expect, it } from 'vitest';
import type { Ending } from '../../src/ledger.ts';
import type { Counters } from '../../src/nomad/schema.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { aFailure, anEnding, anEntry, aResult, aSighting, around, times } from '../builders.ts';
import { elementsOf, htmlOf, shownOf } from './rendered.ts';

const failed = aFailure('entries-failed');

function shown(ending: Ending): string {
  return shownOf(htmlOf(renderSummary(ending, around)));
}

/** The cells of each row below the heads of all tables. */
function rowsOf(ending: Ending): string[][] {
  const rows = htmlOf(renderSummary(ending, around)).matchAll(/<tr>(.*?)<\/tr>/gs);
  return Array.from(rows, ([, row = '']) =>
    Array.from(row.matchAll(/<td>(.*?)<\/td>/gs), ([, cell = '']) => shownOf(cell)),
  ).filter((cells) => cells.length > 0);
}

describe('the summary says', () => {
  it('how it ended, in its heading', () => {
    expect(shown(anEnding([aResult()]))).toMatch(/^✅ nightly processed by NOMAD\n/);
    expect(shown(anEnding([aResult({ failure: failed })]))).toMatch(/^❌ NOMAD upload check failed: entries-failed – nightly\n/);
    expect(shown(anEnding([aResult({ name: '' })]))).toMatch(/^✅ upload-1 processed/);
    expect(shown(anEnding([aResult(), aResult()]))).toMatch(/^✅ 2 uploads processed by NOMAD\n/);
    expect(shown(anEnding(undefined, { failure: aFailure('invalid-input') }))).toMatch(
      /^❌ NOMAD upload check failed: invalid-input\n/,
    );
  });

  it('the message, and after a failure what to do', () => {
    const text = shown(anEnding([aResult({ failure: aFailure('timeout', { advice: 'First this.\nThen that.' }) })]));
    expect(text).toContain('It ended timeout.');
    expect(text).toContain('What to do now: First this.Then that.');
    expect(shown(anEnding([aResult()]))).not.toContain('What to do');
    expect(shown(anEnding([aResult({ failure: aFailure('timeout', { advice: '' }) })]))).not.toContain('What to do');
  });

  it('the facts of one upload, with a link to it', () => {
    const result = aResult({ older: 2, sighting: aSighting({ published: true, completedAt: '2026-05-04T11:57:00.000Z' }) });
    expect(rowsOf(anEnding([result]))).toEqual([
      ['Upload', 'nightly upload-1'],
      ['Status', 'SUCCESS'],
      ['Entries', '🟩🟩🟩🟩🟩🟩🟩🟩🟩🟩 3 of 3 succeeded'],
      ['Processing ended', '2026-05-04 11:57:00 UTC'],
      ['Published', 'yes'],
      ['Same name', '2 older uploads, not judged'],
    ]);
    expect(htmlOf(renderSummary(anEnding([result]), around))).toContain(
      '<a href="https://nomad.example.org/oasis/gui/user/uploads/upload/id/upload-1">',
    );
  });

  it.each([
    ['while it is processing no end', { running: true, status: 'RUNNING' }, '🟩🟩🟩🟩🟩🟩🟩🟩🟩🟩 3 of 3 succeeded'],
    ['when READY nothing of the former run', { status: 'READY' }, '–'],
  ])('%s', (_, upload, entries) => {
    const rows = rowsOf(anEnding([aResult({ sighting: aSighting(upload), failure: failed })]));
    expect(rows).toContainEqual(['Entries', entries]);
    expect(rows).toContainEqual(['Processing ended', '–']);
  });

  it('of several uploads one row each, in their order', () => {
    const results = [
      aResult({ name: '', id: 'u-0', sighting: undefined, failure: aFailure('not-found') }),
      aResult({ id: 'u-1', failure: failed, sighting: aSighting({}, { total: 4, successful: 2, failed: 1 }) }),
      aResult({ id: 'u-2', sighting: aSighting({}, { total: 0, successful: 0 }) }),
    ];
    expect(rowsOf(anEnding(results))).toEqual([
      ['❌', 'u-0', 'not-found', '–'],
      ['❌', 'nightly', 'entries-failed', '🟩🟩🟩🟩🟩🟩🟥🟥⬜⬜ 2 of 4 succeeded, 1 failed, 1 not finished'],
      ['✅', 'nightly', 'success', 'none'],
    ]);
  });

  it('which entries failed or never finished, and why', () => {
    const listed = [
      anEntry({ mainfileKey: '7', errors: ['Traceback:\nValueError: bad'] }),
      anEntry({ reason: { text: 'ParserError: line 4', line: 4, column: undefined } }),
      anEntry({ status: 'PENDING', errors: [] }),
    ];
    const one = aResult({ failure: failed, sighting: undefined, entries: { listed, more: 0 } });
    expect(rowsOf(anEnding([one]))).toEqual([
      ['data/run.yaml#7', 'parsers/archive', 'ValueError: bad'],
      ['data/run.yaml', 'parsers/archive', 'ParserError: line 4'],
      ['data/run.yaml', 'parsers/archive', 'never finished (PENDING)'],
    ]);
    expect(rowsOf(anEnding([one, aResult({ name: 'other' })]))).toContainEqual(
      expect.arrayContaining(['upload-1', 'data/run.yaml#7', 'ValueError: bad']),
    );
  });

  it('the errors of a failed upload, folded, lines kept', () => {
    const errors = ['Traceback:\n  File "a.py"\nOSError: x', ...times(9, (i) => `error ${i}`)];
    const ending = anEnding([aResult({ failure: failed, sighting: aSighting({ status: 'FAILURE', errors }) })]);
    expect(shown(ending)).toContain('10 errors of the upload');
    expect(shown(ending)).toContain('Traceback:\n  File "a.py"\nOSError: x');
    expect(elementsOf(htmlOf(renderSummary(ending, around))).filter((name) => name === 'pre')).toHaveLength(5);
    const running = aSighting({ status: 'FAILURE', running: true, errors });
    expect(shown(anEnding([aResult({ failure: failed, sighting: running })]))).not.toContain('Traceback');
  });

  it('the warnings of the step and of its uploads', () => {
    const text = shown(anEnding([aResult({ warnings: ['of the upload'] })], { warnings: ['of the step'] }));
    expect(text).toMatch(/Warnings\s+of the step\s+of the upload/);
    expect(shown(anEnding([aResult()]))).not.toContain('Warnings');
  });

  it('nothing of what is not known', () => {
    for (const ending of [anEnding(undefined, { failure: failed }), anEnding([aResult({ sighting: undefined })]), anEnding([])]) {
      expect(renderSummary(ending, { ...around, deployment: undefined })).not.toMatch(/undefined|null|NaN|href|\]\(/);
    }
  });
});

describe('ten squares show the shares of the entries:', () => {
  it.each([
    [{ total: 3, successful: 3, failed: 0 }, 10, 0, 0],
    [{ total: 3, successful: 0, failed: 3 }, 0, 10, 0],
    [{ total: 3, successful: 0, failed: 0 }, 0, 0, 10],
    [{ total: 1000, successful: 999, failed: 1 }, 9, 1, 0],
    [{ total: 1000, successful: 1, failed: 999 }, 1, 9, 0],
    [{ total: 1000, successful: 998, failed: 1 }, 8, 1, 1],
    [{ total: 3, successful: 0, failed: 1 }, 0, 3, 7],
    [{ total: 10, successful: 5, failed: 3 }, 5, 3, 2],
  ])('%j', (counters: Counters, green, red, grey) => {
    const ending = anEnding([aResult({ failure: failed, sighting: aSighting({}, counters) })]);
    const squares = '🟩'.repeat(green) + '🟥'.repeat(red) + '⬜'.repeat(grey);
    expect(
      rowsOf(ending)
        .find(([name]) => name === 'Entries')?.[1]
        ?.split(' ')[0],
    ).toBe(squares);
  });
});
