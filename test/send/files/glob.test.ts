import { describe, expect, it } from 'vitest';
import { advance, isMatch, parseGlob, startOf } from '../../../src/send/files/glob.ts';

function matches(pattern: string, path: string): boolean {
  const glob = parseGlob(pattern.split('/'));
  return isMatch(
    glob,
    path.split('/').reduce((progress, name) => advance(glob, progress, name), startOf(glob)),
  );
}

describe('a glob', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'A', false],
    ['a', 'ab', false],
    ['a/b', 'a', false],
    ['a/b', 'a/b', true],
    ['*', 'a', true],
    ['*.csv', 'a.csv', true],
    ['*.csv', 'a/b.csv', false],
    ['a*c*e', 'abcde', true],
    ['a*c*e', 'abcdef', false],
    ['a/*/c', 'a/b/c', true],
    ['a/*/c', 'a/c', false],
    ['a/*/c', 'a/b/b/c', false],
    ['**', 'a/b/c', true],
    ['**/c', 'c', true],
    ['**/c', 'a/b/c', true],
    ['**/c', 'a/bc', false],
    ['a/**/c', 'a/c', true],
    ['a/**/c', 'a/b/b/c', true],
    ['a/**/c', 'b/a/c', false],
    ['a/**', 'a/b', true],
    ['**/a/**/b', 'x/a/y/a/z/b', true],
    ['a**b', 'axb', true],
    ['a**b', 'a/b', false],
    ['?', '😀', true],
    ['??', '😀', false],
    ['a?', 'a', false],
    ['[abc]', 'b', true],
    ['[abc]', 'd', false],
    ['[a-c]x', 'bx', true],
    ['[a-c]', '-', false],
    ['[ac-]', '-', true],
    ['[!a-c]', 'b', false],
    ['[!a-c]', 'd', true],
    ['[^a]', 'a', false],
    ['[]]', ']', true],
    ['[!]]', ']', false],
    ['[[]1]', '[1]', true],
    ['[*]', 'a', false],
    ['[*]', '*', true],
    ['[a', '[a', true],
    ['[]', '[]', true],
    ['{a,b}', 'a', false],
    ['a.c', 'abc', false],
    ['(a|b)+', '(a|b)+', true],
  ])('%s and %s: %s', (pattern, path, is) => {
    expect(matches(pattern, path)).toBe(is);
  });

  it.each([
    ['data', 'data/a/b', true],
    ['d*', 'data/a', true],
    ['data', 'database', false],
    ['**/tmp', 'a/tmp/b/c', true],
  ])('for a folder means everything below it: %s and %s', (pattern, path, is) => {
    expect(matches(pattern, path)).toBe(is);
  });

  it('takes no exponential time', () => {
    expect(matches(`${'*a'.repeat(100)}b`, 'a'.repeat(250))).toBe(false);
    expect(matches(`${'**/*a*/'.repeat(50)}b`, 'aaaaaaaa/'.repeat(200))).toBe(false);
  });

  it('knows when it can match nothing below a folder', () => {
    const glob = parseGlob(['a', '*.csv']);
    expect(advance(glob, startOf(glob), 'b')).toEqual([]);
    expect(advance(glob, startOf(glob), 'a')).not.toEqual([]);
  });
});
