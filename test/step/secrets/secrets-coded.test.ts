import { describe, expect, it } from 'vitest';
import { redact, secretsOf } from './secrets-of.ts';

const value = 'pä"s\\s/w+o r&d\'<é\u{1f511}>\u00a0x';

describe('a secret is not shown as it is written by', () => {
  it.each([
    ['JSON of PHP', String.raw`p\u00e4\"s\\s\/w+o r&d'<\u00e9\ud83d\udd11>\u00a0x`],
    ['JSON of .NET', String.raw`p\u00E4\u0022s\\s/w\u002Bo r\u0026d\u0027\u003C\u00E9\uD83D\uDD11\u003E\u00A0x`],
    ['JSON of Go', 'pä\\"s\\\\s/w+o r\\u0026d\'\\u003cé\u{1f511}\\u003e\u00a0x'],
    ['JSON of Python', String.raw`p\u00e4\"s\\s/w+o r&d'<\u00e9\ud83d\udd11>\u00a0x`],
    ['encodeURI of JavaScript', encodeURI(value)],
  ])('%s', (_, written) => {
    expect(redact(`a${written}z ${written}`, value)).toBe('a***z ***');
  });
});

describe('a secret whose blanks are the only thing that is coded is not shown as it is written by', () => {
  it.each([
    ['a form', 'open+sesame'],
    ['a URL', 'open%20sesame'],
  ])('%s', (_, written) => {
    expect(redact(`a ${written} z`, 'open sesame')).toBe('a *** z');
  });
});

describe('where a secret can not be replaced, it', () => {
  it.each([
    ['stands in a text', 'https://Hunter2-and-more.example.org'],
    ['stands there in other letters', 'https://hunter2-AND-more.example.org'],
    ['is all of it', 'Hunter2-and-more'],
    ['is coded', `https://example.org/${Buffer.from('Hunter2-and-more').toString('base64url')}`],
    ['is short', 'run-short'],
    ['is part of a word', 'runshorter'],
    ['is very short, and a word of its own', 'run_xy7'],
    ['is very short, and has a sign', 'run?!y'],
  ])('is found where it %s', (_, text) => {
    expect(secretsOf('short', 'xy7', '?!', ' Hunter2-and-more\n').standsIn(text)).toBe(true);
  });

  it.each([
    ['is another word', 'https://hunter3-and-more.example.org'],
    ['is there in part', 'hunter2-and-mor'],
    ['is very short, and part of a word', 'galaxy77'],
  ])('is not found where it %s', (_, text) => {
    expect(secretsOf('xy7', 'Hunter2-and-more').standsIn(text)).toBe(false);
  });
});
