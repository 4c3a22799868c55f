import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ago, count, cut, lastLine, span } from '../../src/core/wording.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('a cut text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['', 0, ''],
    ['ab😀', 4, 'ab😀'],
    ['ab😀c', 4, 'ab…'],
    ['ab😀cd', 5, 'ab😀…'],
  ])('%s within %i is %s', (text, max, shown) => {
    expect(cut(text, max)).toBe(shown);
  });

  it('is never too long, never ends in half a character, and begins as the whole one does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.integer({ min: 1, max: 30 }), (text, max) => {
        const shown = cut(text, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown === text || text.startsWith(shown.slice(0, -1))).toBe(true);
      }),
    );
  });
});

it.each([
  [0, '0 entries'],
  [1, '1 entry'],
  [2, '2 entries'],
])('%i are counted as %s', (n, text) => {
  expect(count(n, 'entry', 'entries')).toBe(text);
});

it('many things have an s where no other plural is given', () => {
  expect([count(1, 'upload'), count(3, 'upload')]).toEqual(['1 upload', '3 uploads']);
});

it.each([
  [0, '0 seconds'],
  [-5 * second, '0 seconds'],
  [400, '0 seconds'],
  [second, '1 second'],
  [59_600, '1 minute'],
  [90 * second, '1 minute 30 seconds'],
  [hour, '1 hour'],
  [hour + 5 * second, '1 hour'],
  [2 * hour + minute, '2 hours 1 minute'],
  [day + 23 * hour + 59 * minute, '1 day 23 hours'],
  [400 * day, '400 days'],
])('%i ms last %s', (ms, text) => {
  expect(span(ms)).toBe(text);
});

it.each([
  [0, '0 seconds ago'],
  // The clocks of NOMAD and of the runner differ.
  [-90 * second, '0 seconds ago'],
  [second, '1 second ago'],
  [59 * second, '59 seconds ago'],
  [minute, '1 minute ago'],
  [hour - second, '59 minutes ago'],
  [hour, '1 hour ago'],
  [day - second, '23 hours ago'],
  [day, '1 day ago'],
  [3 * day + 5 * hour, '3 days ago'],
])('%i ms are %s', (ms, text) => {
  expect(ago(ms)).toBe(text);
});

describe('of an error text the line that says something is', () => {
  it.each([
    ['its one line', 'it broke', 'it broke'],
    [
      'the end of a traceback',
      'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: bad zip',
      'ValueError: bad zip',
    ],
    ['the last line before blank ones', 'it broke\n  \n\n', 'it broke'],
    ['the last line that is more than brackets and quotes', "it broke\n'''\n}]\n---", 'it broke'],
    ['a line without the blanks around it', '  it broke \r\n', 'it broke'],
    ['a line of another script', 'kaputt\n壊れた', '壊れた'],
    ['nothing, if it has no words', ' \n---\n', ''],
  ])('%s', (_, text, line) => {
    expect(lastLine(text)).toBe(line);
  });
});
