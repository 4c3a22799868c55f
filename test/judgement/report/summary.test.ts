import { describe, expect, it } from 'vitest';
import type { Ending } from '../../../src/judgement/ending.ts';
import type { Counters } from '../../../src/nomad/answers/upload.ts';
import { renderSummary } from '../../../src/judgement/report/summary.ts';
import { aFailure, anEnding, anEntry, aResult, aSnapshot, around, oasis, times } from '../../builders.ts';
import { addressesOf, elementsOf, htmlOf, shownOf } from './rendered.ts';

const failed = aFailure('entries-failed');

function shown(ending: Ending): string {
  return shownOf(htmlOf(renderSummary(ending, around)));
}

/** The cells of each row of all tables, or only their heads. */
function rowsOf(ending: Ending, cell: 'td' | 'th' = 'td'): string[][] {
  const rows = htmlOf(renderSummary(ending, around)).matchAll(/<tr>(.*?)<\/tr>/gs);
  const cells = new RegExp(`<${cell}(?: align="left")?>(.*?)</${cell}>`, 'gs');
  return Array.from(rows, ([, row = '']) => Array.from(row.matchAll(cells), ([, text = '']) => shownOf(text))).filter(
    (texts) => texts.length > 0,
  );
}

describe('the summary says', () => {
  it('the message, and after a failure what to do', () => {
    const text = shown(anEnding([aResult({ failure: aFailure('timeout', { advice: 'First this.\nThen that.' }) })]));
    expect(text).toContain('It ended timeout.');
    expect(text).toContain('What to do now: First this.Then that.Open the upload in NOMAD');
    expect(shown(anEnding([aResult()]))).not.toContain('What to do');
    const nothing = anEnding(undefined, { failure: aFailure('invalid-input', { advice: '' }) });
    expect(shown(nothing)).not.toContain('What to do');
  });

  it('where to look in NOMAD, before anything else is linked, if there is something to see', () => {
    const linksOf = (result: Parameters<typeof aResult>[0]): string[] =>
      addressesOf(htmlOf(renderSummary(anEnding([aResult({ failure: failed, ...result })]), around)));
    const page = 'https://nomad.example.org/oasis/gui/user/uploads/upload/id/upload-1';
    expect(linksOf({})).toEqual([page, page]);
    expect(linksOf({ failure: aFailure('timeout', { advice: '' }), snapshot: undefined })).toEqual([page]);
    expect(linksOf({ failure: aFailure('not-found'), snapshot: undefined })).toEqual([]);
  });

  it('the facts of one upload, with a link to it', () => {
    const result = aResult({ older: 2, snapshot: aSnapshot({ published: true, completedAt: '2026-05-04T11:57:00.000Z' }) });
    expect(rowsOf(anEnding([result]))).toEqual([
      ['Entries', '🟩🟩🟩🟩🟩🟩🟩🟩🟩🟩 3 of 3 succeeded'],
      ['Status of the upload itself', 'SUCCESS'],
      ['Processing ended', '2026-05-04 11:57:00 UTC'],
      ['Published', 'yes'],
      ['Same name', '2 older uploads, not checked'],
    ]);
    expect(rowsOf(anEnding([result]), 'th')).toEqual([['Upload', 'nightly upload-1']]);
    expect(rowsOf(anEnding([aResult({ name: '', snapshot: aSnapshot({ name: '' }) })]), 'th')).toEqual([['Upload', 'upload-1']]);
    expect(htmlOf(renderSummary(anEnding([result]), around))).toContain(
      '<a href="https://nomad.example.org/oasis/gui/user/uploads/upload/id/upload-1">',
    );
  });

  it.each([
    ['while it is processing no end', { state: 'running' as const, status: 'RUNNING' }, '🟩🟩🟩🟩🟩🟩🟩🟩🟩🟩 3 of 3 succeeded'],
    ['when READY nothing of the former run', { status: 'READY' }, '–'],
  ])('%s', (_, upload, entries) => {
    const rows = rowsOf(anEnding([aResult({ snapshot: aSnapshot(upload), failure: failed })]));
    expect(rows).toContainEqual(['Entries', entries]);
    expect(rows).toContainEqual(['Processing ended', '–']);
  });

  it('for how long NOMAD was at least processing, if the step has seen it', () => {
    const running = aSnapshot({ state: 'running', status: 'RUNNING' });
    const words = 'at least 12 minutes 34 seconds (watched by this step)';
    expect(rowsOf(anEnding([aResult({ seenRunning: 754_000 })]))).toContainEqual(['Processing took', words]);
    const late = aResult({ seenRunning: 754_000, snapshot: running, failure: aFailure('timeout') });
    expect(rowsOf(anEnding([late]))).toContainEqual(['Processing so far', words]);
    expect(shown(anEnding([aResult({ seenRunning: 0 })]))).not.toContain('at least');
  });

  it('of several uploads one row each, in their order', () => {
    const results = [
      aResult({ name: '', id: 'u-0', snapshot: undefined, failure: aFailure('not-found') }),
      aResult({ id: 'u-1', failure: failed, snapshot: aSnapshot({}, { total: 4, successful: 2, failed: 1 }) }),
      aResult({ id: 'u-2', snapshot: aSnapshot({}, { total: 0, successful: 0 }) }),
    ];
    expect(rowsOf(anEnding(results))).toEqual([
      ['❌', 'u-0', 'not-found', '–', 'It ended not-found.'],
      [
        ...['❌', 'nightly', 'entries-failed', '🟩🟩🟩🟩🟩🟩🟥🟥⬜⬜ 2 of 4 succeeded, 1 failed, 1 not finished'],
        'It ended entries-failed.',
      ],
      ['✅', 'nightly', 'success', 'none', 'NOMAD processed it.'],
    ]);
    expect(rowsOf(anEnding(results), 'th')).toEqual([['', 'Upload', 'Verdict', 'Entries', 'What happened']]);
  });

  it('which entries failed or never finished, and why', () => {
    const listed = [
      anEntry({ mainfileKey: '7', errors: ['Traceback:\nValueError: bad'] }),
      anEntry({ cause: { text: 'ParserError: line 4', line: 4, column: undefined, traceback: '' } }),
      anEntry({ status: 'PENDING', errors: [] }),
    ];
    const one = aResult({ failure: failed, snapshot: undefined, entries: { listed, more: 0 } });
    expect(rowsOf(anEnding([one]))).toEqual([
      ['data/run.yaml#7', 'parsers/archive', 'ValueError: bad', 'Log'],
      ['data/run.yaml', 'parsers/archive', 'ParserError: line 4', 'Log'],
      ['data/run.yaml', 'parsers/archive', 'never finished (PENDING)', 'Log'],
    ]);
    expect(rowsOf(anEnding([one]), 'th')).toEqual([['Mainfile', 'Parser', 'Why', 'Log']]);
    const two = anEnding([one, aResult({ name: 'other' })]);
    expect(rowsOf(two)).toContainEqual(['upload-1', 'data/run.yaml#7', 'parsers/archive', 'ValueError: bad', 'Log']);
    expect(rowsOf(two, 'th')).toContainEqual(['Upload', 'Mainfile', 'Parser', 'Why', 'Log']);
  });

  it('where the log of a failed entry is in NOMAD, and its file on GitHub at the line of the reason, if it is there', () => {
    const listed = [
      anEntry({ id: 'e-1', cause: { text: 'ParserError', line: 4, column: 7, traceback: '' } }),
      anEntry({ id: 'e-2', mainfileKey: '7' }),
      anEntry({ id: 'e-3', mainfile: 'elsewhere' }),
    ];
    const ending = anEnding([aResult({ failure: failed, snapshot: undefined, entries: { listed, more: 0 } })]);
    const asked: unknown[] = [];
    const findPage = (mainfile: string, line: number | undefined): string | undefined => {
      asked.push([mainfile, line]);
      return mainfile === 'elsewhere' ? undefined : `https://github.example.org/page${line ?? ''}`;
    };
    const html = htmlOf(renderSummary(ending, { ...around, findPage }));
    const entry = 'https://nomad.example.org/oasis/gui/entry/id';
    expect(addressesOf(html).slice(1)).toEqual([
      ...['https://github.example.org/page4', `${entry}/e-1/logs`],
      ...['https://github.example.org/page', `${entry}/e-2/logs`],
      `${entry}/e-3/logs`,
    ]);
    expect(asked).toEqual([
      ['data/run.yaml', 4],
      ['data/run.yaml', undefined],
      ['elsewhere', undefined],
    ]);
  });

  it('what was asked, folded, each input on its line', () => {
    const inputs = ['upload-name: nightly | <b>', 'timeout: 5m'];
    const html = htmlOf(renderSummary(anEnding([aResult()]), { ...around, givenInputs: inputs }));
    expect(/<details>.*<\/details>/s.exec(html)?.[0]).toMatch(/^<details><summary>Inputs of this step<\/summary>/);
    const items = Array.from(html.matchAll(/<li>(.*?)<\/li>/gs), ([, item = '']) => shownOf(item));
    expect(items).toEqual([`nomad-url: ${oasis.base}`, ...inputs]);
    expect(shown(anEnding([aResult()]))).not.toContain('Inputs of this step');
    expect(renderSummary(anEnding([aResult()]), { ...around, deployment: undefined, givenInputs: inputs })).not.toContain(
      'asked',
    );
  });

  it('the errors of a failed upload, folded, lines kept', () => {
    const errors = ['Traceback:\n  File "a.py"\nOSError: x', ...times(9, (i) => `error ${i}`)];
    const ending = anEnding([aResult({ failure: failed, snapshot: aSnapshot({ status: 'FAILURE', errors }) })]);
    expect(shown(ending)).toContain('10 errors of the upload');
    expect(shown(ending)).toContain('Traceback:\n  File "a.py"\nOSError: x');
    expect(elementsOf(htmlOf(renderSummary(ending, around))).filter((name) => name === 'pre')).toHaveLength(5);
    const running = aSnapshot({ status: 'FAILURE', state: 'running', errors });
    expect(shown(anEnding([aResult({ failure: failed, snapshot: running })]))).not.toContain('Traceback');
  });

  it('the warnings of the step and of its uploads', () => {
    const text = shown(anEnding([aResult({ warnings: ['of the upload'] })], { warnings: ['of the step'] }));
    expect(text).toMatch(/Warnings\s+of the step\s+of the upload/);
    expect(shown(anEnding([aResult()]))).not.toContain('Warnings');
  });

  it('nothing of what is not known', () => {
    for (const ending of [anEnding(undefined, { failure: failed }), anEnding([aResult({ snapshot: undefined })]), anEnding([])]) {
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
  ])('%j', (counters: Partial<Counters>, green, red, grey) => {
    const ending = anEnding([aResult({ failure: failed, snapshot: aSnapshot({}, counters) })]);
    const squares = '🟩'.repeat(green) + '🟥'.repeat(red) + '⬜'.repeat(grey);
    expect(
      rowsOf(ending)
        .find(([name]) => name === 'Entries')?.[1]
        ?.split(' ')[0],
    ).toBe(squares);
  });
});
