import { describe, expect, it } from 'vitest';
import { redact, secretsOf } from './secrets-of.ts';

const value = 'pä"s\\s/w+o r&d\'<é\u{1f511}>\u00a0x';

describe('a secret is not shown as it is written by', () => {
  it.each([
    ['JSON of PHP', String.raw`p\u00e4\"s\\s\/w+o r&d'<\u00e9\ud83d\udd11>\u00a0x`],
    [
      'JSON of PHP, as it is made safe for HTML',
      String.raw`p\u00e4\u0022s\\s\/w+o r\u0026d\u0027\u003C\u00e9\ud83d\udd11\u003E\u00a0x`,
    ],
    ['JSON of .NET', String.raw`p\u00E4\u0022s\\s/w\u002Bo r\u0026d\u0027\u003C\u00E9\uD83D\uDD11\u003E\u00A0x`],
    [
      'JSON with all that can be escaped',
      String.raw`p\u00E4\u0022s\u005Cs\/w\u002Bo\u0020r\u0026d\u0027\u003C\u00E9\uD83D\uDD11\u003E\u00A0x`,
    ],
    ['HTML, by names', 'pä&quot;s\\s/w+o r&amp;d&apos;&lt;é\u{1f511}&gt;\u00a0x'],
    ['HTML, by decimal numbers', 'p&#228;&#34;s&#92;s&#047;w&#43;o r&#38;d&#039;&#60;&#233;&#128273;&#62;&#160;x'],
    ['HTML, by hexadecimal numbers', 'p&#xE4;&#x22;s&#x5c;s&#x2F;w&#X2b;o r&#x26;d&#x27;&#x3C;&#xe9;&#x1F511;&#x3e;&#xa0;x'],
    ['repr of Python, of a text', String.raw`pä"s\\s/w+o r&d\'<é🔑>\xa0x`],
    ['repr of Python, of bytes', String.raw`p\xc3\xa4"s\\s/w+o r&d\'<\xc3\xa9\xf0\x9f\x94\x91>\xc2\xa0x`],
    ['ascii of Python', String.raw`p\xe4"s\\s/w+o r&d\'<\xe9\U0001f511>\xa0x`],
  ])('%s', (_, written) => {
    expect(redact(`a${written}z ${written}`, value)).toBe('a***z ***');
  });
});

describe('a secret whose blanks are the only thing that is coded is not shown as it is written by', () => {
  it.each([
    ['a form', 'open+sesame'],
    ['a URL', 'open%20sesame'],
    ['JSON', String.raw`open\u0020sesame`],
    ['HTML', 'open&#32;sesame'],
  ])('%s', (_, written) => {
    expect(redact(`a ${written} z`, 'open sesame')).toBe('a *** z');
  });
});

describe('where a secret can not be replaced, it', () => {
  it.each([
    ['stands in a text', 'https://Hunter2-and-more.example.org'],
    ['stands there in other letters', 'https://hunter2-AND-more.example.org'],
    ['is all of it', 'Hunter2-and-more'],
  ])('%s', (_, text) => {
    expect(secretsOf('short', ' Hunter2-and-more\n').standsIn(text)).toBe(true);
  });

  it.each([
    ['is another word', 'https://hunter3-and-more.example.org'],
    ['is there in part', 'hunter2-and-mor'],
    ['is so short that it may be an everyday word', 'short'],
  ])('is not found where it %s', (_, text) => {
    expect(secretsOf('short', 'Hunter2-and-more').standsIn(text)).toBe(false);
  });

  it('is of 8 characters at least', () => {
    expect(secretsOf('1234567').standsIn('x1234567x')).toBe(false);
    expect(secretsOf('12345678').standsIn('x12345678x')).toBe(true);
  });
});
