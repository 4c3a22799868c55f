import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationHint, readDuration } from '../../../src/step/inputs/duration.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

it.each([
  ['0', 0],
  ['0s', 0],
  ['90s', 90 * second],
  ['5m', 5 * minute],
  ['1h30m', 90 * minute],
  ['7d', 7 * day],
  ['1d2h3m4s', day + 2 * hour + 3 * minute + 4 * second],
  ['1d4s', day + 4 * second],
  ['005m', 5 * minute],
])('%s is a duration', (text, ms) => {
  expect(readDuration(text)).toBe(ms);
});

describe('no duration is', () => {
  it.each([
    ['nothing', ''],
    ['a number without unit', '30'],
    ['several noughts', '00'],
    ['a last number without unit', '1h30'],
    ['a blank inside', '5 min'],
    ['a blank before the unit', '5 m'],
    ['a word as unit', '5min'],
    ['a unit without number', 'm'],
    ['units in another order', '30m1h'],
    ['the same unit twice', '1m1m'],
    ['a fraction', '1.5h'],
    ['a negative one', '-5m'],
    ['a capital unit', '5M'],
    ['milliseconds', '500ms'],
    ['a line end', '5m\n'],
    ['digits of another script', '٥m'],
    ['more than can be counted exactly', '9007199254741s'],
    ['more than a number can be', `${'9'.repeat(400)}d`],
  ])('%s', (_, text) => {
    expect(readDuration(text)).toBeUndefined();
  });
});

it('a number without unit is offered with both likely units', () => {
  expect(durationHint('30')).toContain('30s or 30m');
  expect(durationHint('1800')).toContain('1800s or 1800m');
});

it.each(['30', '1h30', '5 min'])('the hint for %s shows 30s and 30m, or the whole form', (text) => {
  expect(durationHint(text)).toMatch(/30s and 30m|90s, 5m, 1h30m, 7d, or 0/);
});

it('a duration is the sum of its parts', () => {
  const part = fc.nat({ max: 1000 });
  fc.assert(
    fc.property(part, part, part, part, (d, h, m, s) => {
      expect(readDuration(`${d}d${h}h${m}m${s}s`)).toBe(d * day + h * hour + m * minute + s * second);
    }),
  );
});

it('only a text of digits and units is ever taken', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      fc.pre(!/^[\ddhms]*$/.test(text));
      expect(readDuration(text)).toBeUndefined();
    }),
  );
});
