import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern, readPatterns } from '../../../src/nomad/search/pattern.ts';

describe('a pattern is the whole name:', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['b', 'ab', false],
    ['A', 'a', false],
    ['*', '', true],
    ['*', 'any thing\n', true],
    ['a*', 'a', true],
    ['a*', 'ba', false],
    ['*a', 'ba', true],
    ['a*c', 'abc', true],
    ['a*c', 'abcd', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['**', '', true],
    ['?', 'a', true],
    ['?', '', false],
    ['?', 'ab', false],
    ['?', '😀', true],
    ['??', '😀', false],
    ['a?c', 'a/c', true],
    ['*?', '', false],
    ['run-??', 'run-07', true],
  ])('%s and %j: %s', (pattern, name, is) => {
    expect(matchesPattern(pattern, name)).toBe(is);
  });

  it.each(['[a]', '{a,b}', 'a.c', 'a|b', '(a)', '^a$', 'a+', '\\d', '\\*', '@(a)', '~', 'a/b'])('%s means itself', (text) => {
    expect(matchesPattern(text, text)).toBe(true);
  });

  it.each([
    ['[a]', 'a'],
    ['{a,b}', 'a'],
    ['a.c', 'abc'],
    ['a|b', 'a'],
    ['a+', 'aa'],
    ['\\d', '1'],
    ['\\*', '*'],
  ])('%s does not mean %s', (pattern, name) => {
    expect(matchesPattern(pattern, name)).toBe(false);
  });
});

describe('a line that begins with ! excludes', () => {
  it('wherever it stands', () => {
    expect(readPatterns(['!a', 'b*', '!c?'])).toEqual({ include: ['b*'], exclude: ['a', 'c?'] });
  });

  it('and one that begins with \\! means a real one', () => {
    const { include, exclude } = readPatterns(['\\!a*', '!\\!b']);
    expect(include).toHaveLength(1);
    expect(include.map((line) => matchesPattern(line, '!abc'))).toEqual([true]);
    expect(include.map((line) => matchesPattern(line, '\\!abc'))).toEqual([false]);
    expect(exclude.map((line) => matchesPattern(line, '!b'))).toEqual([true]);
  });

  it('a ! elsewhere is itself', () => {
    expect(readPatterns(['a!'])).toEqual({ include: ['a!'], exclude: [] });
    expect(matchesPattern('a!', 'a!')).toBe(true);
  });
});

it('a pattern agrees with the regular expression that says the same', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });
  fc.assert(
    fc.property(text, text, (pattern, name) => {
      const regex = Array.from(pattern, (c) => ({ '*': '[^]*', '?': '[^]', '.': '\\.' })[c] ?? c).join('');
      expect(matchesPattern(pattern, name)).toBe(new RegExp(`^${regex}$`).test(name));
    }),
    { numRuns: 2000 },
  );
});

it('a pattern made to take long takes no time', () => {
  const began = performance.now();
  expect(matchesPattern(`${'*a'.repeat(50)}*b`, 'a'.repeat(5000))).toBe(false);
  expect(performance.now() - began).toBeLessThan(2000);
});
