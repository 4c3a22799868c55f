import { describe, expect, it } from 'vitest';
import type { Ending, Result } from '../../../src/judgement/ending.ts';
import type { FailedEntry } from '../../../src/judgement/ending.ts';
import { renderAnnotations } from '../../../src/judgement/report/annotations.ts';
import type { Annotation } from '../../../src/step/log.ts';
import { aFailure, anEnding, anEntry, aResult, aSnapshot, oasis, times } from '../../builders.ts';
import { hostileTexts } from './hostile.ts';

const counters = { total: 900, successful: 0, failed: 900 };

function annotationsOf(ending: Ending, level?: Annotation['level']): Annotation[] {
  const all = renderAnnotations(ending, oasis, (mainfile) => (mainfile.startsWith('data/') ? `repo/${mainfile}` : undefined));
  return level === undefined ? all : all.filter((one) => one.level === level);
}

function entries(n: number, entry: Partial<FailedEntry> = {}): FailedEntry[] {
  return times(n, (i) => anEntry({ id: `e-${i}`, mainfile: `data/${i}.yaml`, ...entry }));
}

function withEntries(n: number, overrides: Partial<Result> = {}, more = 0): Result {
  return aResult({ snapshot: aSnapshot({}, counters), entries: { listed: entries(n), more }, ...overrides });
}

const failed = aFailure('entries-failed');

describe('the verdict', () => {
  it('is the first annotation of a red step: the message in the first line, then what to do, then the link', () => {
    const [first] = annotationsOf(anEnding([withEntries(3, { failure: failed })]));
    expect(first).toMatchObject({ level: 'error', at: undefined });
    expect(first?.message.split('\n')).toEqual([
      'It ended entries-failed.',
      'Look at it.',
      'https://nomad.example.org/oasis/gui/user/uploads/upload/id/upload-1',
    ]);
  });

  it('has no link where nothing was seen', () => {
    const [first] = annotationsOf(anEnding([aResult({ snapshot: undefined, failure: aFailure('not-found') })]));
    expect(first?.message).toBe('It ended not-found.\nLook at it.');
  });

  it('is alone before any search', () => {
    const ending = anEnding(undefined, { failure: aFailure('no-credentials'), message: 'No login.' });
    expect(annotationsOf(ending).map(({ level, message }) => [level, message])).toEqual([['error', 'No login.\nLook at it.']]);
  });

  it('is no annotation of a green step', () => {
    expect(annotationsOf(anEnding([aResult()]))).toEqual([]);
  });
});

describe('a failed entry', () => {
  const errorOf = (entry: Partial<FailedEntry>): Annotation | undefined =>
    annotationsOf(anEnding([withEntries(0, { failure: failed, entries: { listed: [anEntry(entry)], more: 0 } })]))[1];

  it('says file, parser and why, with its link, on the file if that is there', () => {
    expect(errorOf({})).toMatchObject({
      level: 'error',
      at: { file: 'repo/data/run.yaml', line: undefined, column: undefined },
      message: `data/run.yaml failed in parsers/archive: the parser gave up\n${oasis.base}/gui/user/uploads/upload/id/upload-1/entry/id/entry-1`,
    });
    expect(errorOf({ mainfile: 'elsewhere.yaml' })).toMatchObject({ at: undefined });
  });

  it('says what its log says, at line and column', () => {
    const cause = {
      text: 'ParserError: expected <block end>',
      line: 4,
      column: 7,
      traceback: 'Traceback (most recent call last):',
    };
    expect(errorOf({ cause })).toMatchObject({ at: { file: 'repo/data/run.yaml', line: 4, column: 7 } });
    expect(errorOf({ cause })?.message).toContain(' failed in parsers/archive: ParserError: expected <block end>\n');
    expect(errorOf({ cause })?.message).not.toContain('Traceback');
  });

  it('says what is not known', () => {
    expect(errorOf({ parser: '', errors: [] })?.message).toMatch(/^data\/run\.yaml failed: NOMAD gave no reason\n/);
  });

  it('says the last line of the first error that says something', () => {
    expect(errorOf({ errors: ['', '---', 'Traceback:\n  x\nValueError: bad', 'other'] })?.message).toContain(
      ': ValueError: bad\n',
    );
  });

  it('says which of the entries of one file it is', () => {
    expect(errorOf({ mainfileKey: '7' })?.message).toContain('data/run.yaml#7 failed');
  });

  it('that never finished says its status', () => {
    expect(errorOf({ status: 'PENDING' })?.message).toContain('data/run.yaml never finished (PENDING)');
  });
});

describe('at most ten errors, the last one with the count of the rest:', () => {
  it.each([
    // listed, more, errors, the rest
    [9, 0, 10, undefined],
    [10, 0, 10, '1 more entry'],
    [200, 0, 10, '191 more entries'],
    [200, 700, 10, '891 more entries'],
    [2, 5, 3, '5 more entries'],
    [0, 0, 1, undefined],
  ])('%i listed and %i more', (listed, more, errors, rest) => {
    const all = annotationsOf(anEnding([withEntries(listed, { failure: failed }, more)]), 'error');
    expect(all).toHaveLength(errors);
    const counts = all.map(({ message }) => /And (\d+ more \w+)/.exec(message)?.[1]);
    expect(counts.at(-1)).toBe(rest);
    expect(counts.slice(0, -1).every((count) => count === undefined)).toBe(true);
  });

  it('entries of the worst upload come first, and only of uploads whose entries decide', () => {
    const results = [
      withEntries(1, { id: 'lost', failure: aFailure('unexpected-answer') }),
      withEntries(1, { id: 'first', failure: aFailure('processing-failed') }),
      withEntries(1, { id: 'second', failure: aFailure('entries-failed') }),
    ];
    const links = annotationsOf(anEnding(results), 'error')
      .slice(1)
      .map(({ message }) => /id\/(\w+)\/entry/.exec(message)?.[1]);
    expect(links).toEqual(['first', 'second']);
  });

  it('with several uploads each says which one it is of', () => {
    const results = ['a', ''].map((name, i) => withEntries(1, { id: `u-${i}`, name, failure: failed }));
    const errors = annotationsOf(anEnding(results), 'error').slice(1);
    expect(errors.map(({ message }) => message.split('\n')[1])).toEqual(['Upload: a', 'Upload: u-1']);
  });
});

describe('warnings', () => {
  const warning = (i: number): string => `warning ${i}`;

  it('of the step and of uploads come before tolerated entries', () => {
    const result = withEntries(2, { warnings: ['of the upload'] });
    const messages = annotationsOf(anEnding([result], { warnings: ['of the step'] })).map(
      ({ message }) => message.split('\n')[0],
    );
    expect(messages).toEqual([
      'of the step',
      'of the upload',
      'data/0.yaml failed in parsers/archive: the parser gave up',
      'data/1.yaml failed in parsers/archive: the parser gave up',
    ]);
    const titles = annotationsOf(anEnding([result]), 'warning').map(({ title }) => title);
    expect(titles).toEqual(['NOMAD upload check', 'NOMAD entry failed (tolerated)', 'NOMAD entry failed (tolerated)']);
  });

  it.each([
    // warnings, tolerated entries, warnings in all, the last one's count
    [10, 0, 10, undefined],
    [11, 0, 10, '1 more warning'],
    [60, 0, 10, '50 more warnings'],
    [1, 9, 10, undefined],
    [1, 10, 10, '1 more entry'],
    [9, 20, 10, '19 more entries'],
    [0, 200, 10, '190 more entries'],
  ])('are ten at most, the last one with the count of the rest: %i and %i entries', (warnings, tolerated, all, rest) => {
    const ending = anEnding([withEntries(tolerated)], { warnings: times(warnings, warning) });
    const shown = annotationsOf(ending, 'warning');
    expect(shown).toHaveLength(all);
    expect(/And (\d+ more \w+)/.exec(shown.at(-1)?.message ?? '')?.[1]).toBe(rest);
    expect(annotationsOf(ending, 'error')).toEqual([]);
  });

  it('keep their count, however long they are', () => {
    const shown = annotationsOf(anEnding([withEntries(1)], { warnings: times(12, (i) => `${i} ${'x'.repeat(9000)}`) }));
    expect(shown.map(({ message }) => message.length)).toEqual(times(10, () => 4096));
    expect(shown.at(-1)?.message).toMatch(/\nAnd 2 more warnings and 1 more entry: see the job summary\.$/);
  });

  it.each([10, 12])('tolerated entries that find no place after %i warnings are counted all the same', (n) => {
    const shown = annotationsOf(anEnding([withEntries(3)], { warnings: times(n, warning) }), 'warning');
    expect(shown).toHaveLength(10);
    expect(shown.at(-1)?.message).toContain('3 more entries');
  });

  it.each(['too-few-entries', 'warnings'] as const)('tolerated entries are warnings also of an upload that ends %s', (reason) => {
    const shown = annotationsOf(anEnding([withEntries(2, { failure: aFailure(reason) })]));
    expect(shown.map(({ level }) => level)).toEqual(['error', 'warning', 'warning']);
  });
});

describe('texts of others', () => {
  const sceneOf = (text: string): Ending =>
    anEnding(
      [
        withEntries(12, {
          name: text,
          failure: failed,
          warnings: [text],
          entries: {
            listed: entries(12, { mainfile: text, mainfileKey: text, parser: text, errors: [text], status: 'NEW' }),
            more: 3,
          },
        }),
      ],
      { warnings: [text] },
    );

  it.each(hostileTexts)('can not break out: %s', (_, text) => {
    for (const { title, message } of annotationsOf(sceneOf(text))) {
      expect(message).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(title).toMatch(/^NOMAD (upload check|entry) ?(failed)?( \(tolerated\))?$/);
    }
  });

  it.each([
    ['plain', 'x'],
    ['wide', '世'],
    ['invisible', 'a\u200b\u200b\u200b\u200b'],
    ['astral and invisible', 'a\u{e0041}\u{e0041}'],
    ['controls', 'a\u0001\u0001\u0001\u0001'],
  ])('are cut, so that link and count are not: %s', (_, character) => {
    const shown = annotationsOf(sceneOf(character.repeat(5000)));
    for (const { message } of shown) expect(message.length).toBeLessThanOrEqual(4096);
    expect(shown.filter(({ level }) => level === 'error').at(-1)?.message).toContain('And 6 more entries');
    for (const { message } of shown.slice(1, 10)) expect(message).toContain('/entry/id/');
  });

  it('in a file name are on the line of the file', () => {
    const listed = [anEntry({ mainfile: 'a\nNOMAD upload check passed', mainfileKey: 'k\nx', parser: 'p\nq' })];
    const [, entry] = annotationsOf(anEnding([withEntries(0, { failure: failed, entries: { listed, more: 0 } })]));
    expect(entry?.message.split('\n')[0]).toBe(
      'a\\u{a}NOMAD upload check passed#k\\u{a}x failed in p\\u{a}q: the parser gave up',
    );
  });
});
