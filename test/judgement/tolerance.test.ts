import { describe, expect, it } from 'vitest';
import { readTolerance } from '../../src/judgement/tolerance.ts';

it.each([
  ['0', 0],
  ['3', 3],
  ['007', 7],
  ['9007199254740991', 9007199254740991],
])('%s is a number of entries', (text, count) => {
  expect(readTolerance(text)).toEqual({ text, kind: 'count', count });
});

it.each([
  ['0%', 0n, 100n],
  ['5%', 5n, 100n],
  ['2.5%', 25n, 1000n],
  ['33.33%', 3333n, 10_000n],
  ['100%', 100n, 100n],
  ['100.0%', 1000n, 1000n],
  ['0.0000000000000000000001%', 1n, 10n ** 24n],
])('%s is an exact share', (text, share, ofHundred) => {
  expect(readTolerance(text)).toEqual({ text, kind: 'share', share, ofHundred });
});

describe('neither a number nor a share is', () => {
  it.each([
    ['nothing', ''],
    ['more than all', '101%'],
    ['a little more than all', '100.00000000000000000001%'],
    ['a fraction of entries', '2.5'],
    ['a fraction without whole part', '.5%'],
    ['a point without decimals', '5.%'],
    ['a comma', '2,5%'],
    ['a negative number', '-1'],
    ['a negative share', '-1%'],
    ['a signed number', '+1'],
    ['a blank before the sign', '5 %'],
    ['an exponent', '1e3'],
    ['hexadecimal', '0x10'],
    ['a word', 'all'],
    ['a line end', '5%\n'],
    ['digits of another script', '٥'],
    ['a number that can not be counted exactly', '9007199254740992'],
  ])('%s', (_, text) => {
    expect(readTolerance(text)).toBeUndefined();
  });
});
