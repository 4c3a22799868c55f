import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readMoment } from '../../../src/step/inputs/moment.ts';
import { now } from '../../builders.ts';

// A runner in Japan must read a time without zone as one in Greenwich does.
beforeEach(() => vi.stubEnv('TZ', 'Asia/Tokyo'));
afterEach(() => vi.unstubAllEnvs());

it.each([
  ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01T12:30', '2026-03-01T12:30:00.000Z'],
  ['2026-03-01T12:30:15', '2026-03-01T12:30:15.000Z'],
  ['2026-03-01T12:30:15.25', '2026-03-01T12:30:15.250Z'],
  ['2026-03-01T12:30:15Z', '2026-03-01T12:30:15.000Z'],
  ['2026-03-01T12:30:15+02:00', '2026-03-01T10:30:15.000Z'],
  ['2026-03-01T12:30:15-0130', '2026-03-01T14:00:15.000Z'],
  ['2026-03-01T00:30+02:00', '2026-02-28T22:30:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
])('%s is the time %s, wherever the runner stands', (text, iso) => {
  expect(new Date(readMoment(text, now) ?? NaN).toISOString()).toBe(iso);
});

it.each([
  ['2h', 7_200_000],
  ['1d12h', 129_600_000],
  ['0', 0],
])('%s is as long before now', (text, ms) => {
  expect(readMoment(text, now)).toBe(now - ms);
});

describe('neither a time nor a duration is', () => {
  it.each([
    ['nothing', ''],
    ['a word', 'yesterday'],
    ['a number', '1767225600'],
    ['a day that there was not', '2026-02-29'],
    ['a thirteenth month', '2026-13-01'],
    ['an hour that there is not', '2026-03-01T25:00:00Z'],
    ['a minute that there is not', '2026-03-01T12:60:00Z'],
    ['a blank instead of the T', '2026-03-01 12:30:15'],
    ['a day in the order of others', '01-03-2026'],
    ['slashes', '2026/03/01'],
    ['a time of a mail', 'Sun, 01 Mar 2026 12:30:15 GMT'],
    ['a zone by name', '2026-03-01T12:30:15 CET'],
    ['something behind it', '2026-03-01T12:30:15Z!'],
    ['a duration that can not be', '1h30'],
  ])('%s', (_, text) => {
    expect(readMoment(text, now)).toBeUndefined();
  });
});
