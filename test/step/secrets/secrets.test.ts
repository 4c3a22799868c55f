import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secrets } from '../../../src/step/secrets/secrets.ts';
import { redact } from './secrets-of.ts';

const awkward = 'pä"s\\s/w+o r&d?~%!';

describe('a secret is not shown', () => {
  it.each([
    ['plain', awkward],
    ['without the blanks around it', 'hunter2', ' hunter2\t'],
    ['with the blanks around it', ' hunter2 ', ' hunter2 '],
    ['one of its lines', 'second line', 'first line\nsecond line\r\nthird line'],
    ['base64', Buffer.from(awkward).toString('base64')],
    ['base64 without padding', Buffer.from(awkward).toString('base64').replace(/=+$/, '')],
    ['base64url', Buffer.from(awkward).toString('base64url')],
    ['percent-encoded, as in JavaScript', encodeURIComponent(awkward)],
    ['percent-encoded, as in Python', 'p%C3%A4%22s%5Cs/w%2Bo%20r%26d%3F~%25%21'],
    ['percent-encoded, in small letters', encodeURIComponent(awkward).replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())],
    ['percent-encoded, with all that can be', 'p%C3%A4%22s%5Cs%2Fw%2Bo%20r%26d%3F%7E%25%21'],
    ['as a form has it', 'p%C3%A4%22s%5Cs%2Fw%2Bo+r%26d%3F%7E%25%21'],
    ['as a form has it, in small letters', 'p%c3%a4%22s%5cs%2fw%2bo+r%26d%3f%7e%25%21'],
    ['a control character, percent-encoded', 'a%09b%0Ac', 'a\tb\nc'],
    ['in JSON of JavaScript', String.raw`pä\"s\\s/w+o r&d?~%!`],
    ['in JSON of Python', String.raw`p\u00e4\"s\\s/w+o r&d?~%!`],
    ['in JSON with escaped slashes', String.raw`pä\"s\\s\/w+o r&d?~%!`],
  ])('%s', (_, written, value = awkward) => {
    expect(redact(`a${written}z ${written}`, value)).toBe('a***z ***');
  });

  it.each([
    ['a hungry expression', '.*'],
    ['an unclosed group', '('],
    ['an unclosed class', '[a-'],
    ['a broken escape', 'a\\'],
    ['an end of line', 'a$'],
    ['a bar', 'a|b'],
    ['braces', 'a{2}'],
    ['a slash', '/x/'],
    ['a hyphen', 'a-b'],
    ['a reference', '\\1'],
    ['a replacement', '$&'],
    ['an astral character', '😀'],
    ['half a character', 'a\ud800'],
    ['stars', '***'],
  ])('though it means something in a regular expression: %s', (_, value) => {
    expect(redact(`x ${value} aab yy`, value)).toBe('x *** aab yy');
  });

  it('though it is one character', () => {
    expect(redact('banana', 'a')).toBe('b***n***n***');
  });

  it('in whatever order secrets came, the longer one first', () => {
    expect(redact('hunter2-extended hunter2', 'hunter2', 'hunter2-extended')).toBe('*** ***');
    expect(redact('hunter2-extended hunter2', 'hunter2-extended', 'hunter2')).toBe('*** ***');
  });

  it.each([
    ['abcdef', ['abcd', 'cdef']],
    ['abcdefgh', ['abcd', 'cdef', 'efgh']],
    ['xaaax', ['aa']],
    ['abcabcab', ['abcab']],
  ])('in part, where secrets overlap in %s', (text, values) => {
    expect(redact(text, ...values).replaceAll('***', '')).toBe(text.startsWith('x') ? 'xx' : '');
  });

  it('and what is left of a text stays as it is', () => {
    expect(redact('a HUNTER2 hunter 2', 'hunter2')).toBe('a HUNTER2 hunter 2');
    expect(redact('anything')).toBe('anything');
  });
});

describe('inside the base64 of user:password all that only the password makes is hidden,', () => {
  const passwords = ['abc', 'abcd', 'hunter', 'hunter2', 'hunter22', 'correct horse battery staple', 'pässwörd?>~~'];

  it.each(['x', 'xy', 'xyz', 'ada@example.org'])('where the user is "%s"', (user) => {
    for (const password of passwords) {
      for (const form of ['base64', 'base64url'] as const) {
        const [begin, end] = [user.length + 1, user.length + 1 + Buffer.byteLength(password)];
        const whole = Buffer.from(`${user}:${password}~more`).toString(form);
        // A character holds six bits: the first and the last may hold some of a neighbour too.
        const [from, to] = [Math.ceil((begin * 8) / 6), Math.floor((end * 8) / 6)];
        const hidden = `${whole.slice(0, from)}***${whole.slice(to)}`;
        expect(redact(whole, password)).toBe(to - from < 4 ? whole : hidden);
      }
    }
  });
});

it('no text that has a secret keeps it', () => {
  const value = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 6 })
    .filter((text) => text.trim() !== '' && !/^\*+$/.test(text));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), fc.string(), fc.string(), (values, before, after) => {
      fc.pre(!values.some((one) => '***'.includes(one) || /[*]/.test(one)));
      const shown = redact(before + values.join('') + after, ...values);
      for (const one of values) expect(shown).not.toContain(one);
    }),
  );
});

describe('the runner is told', () => {
  function toldOf(...values: string[]): string[] {
    const told: string[] = [];
    const secrets = new Secrets((value) => {
      told.push(value);
    });
    for (const value of values) secrets.add(value);
    return told;
  }

  it('each secret once, as it is', () => {
    expect(toldOf('a', ' b ', 'a', 'c\nd')).toEqual(['a', ' b ', 'c\nd']);
  });

  it('nothing of an empty one, which would be a warning and would hide everything', () => {
    expect(toldOf('', ' ', '\n')).toEqual([]);
    expect(redact('a b\nc', '', ' ', '\n')).toBe('a b\nc');
    expect(redact('a b\n\nc', 'x\n\n \ny')).toBe('a b\n\nc');
  });

  it('before it is used', () => {
    const secrets: Secrets = new Secrets((value) => {
      expect(secrets.redact(value)).toBe('hunter2');
    });
    secrets.add('hunter2');
    expect(secrets.redact('hunter2')).toBe('***');
    expect.assertions(2);
  });
});
