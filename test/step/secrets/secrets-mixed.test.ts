import { expect, it } from 'vitest';
import { secretsOf } from './secrets-of.ts';

// Each program leaves other characters as they are, so no list of whole spellings would have them all.
it.each([
  ['p@ss[1] word!', 'password=p%40ss[1]%20word!'],
  ['p@ss:word!1', 'p%40ss:word!1'],
  ['pass/w+rd=1', 'pass/w%2Brd=1'],
  ['a_b~c*d e', 'a_b%7Ec%2Ad+e'],
  ['tab\tq', 'tab\\u0009q'],
  ['a<b&c"d', 'a&lt;b&amp;c&quot;d'],
  ['ä1"x', '\\xe41\\"x'],
  ['a%41b"c', 'a%41b\\"c'],
])('%j is hidden where only some of its characters are coded: %s', (secret, coded) => {
  expect(secretsOf(secret).redact(`before ${coded} after`)).toMatch(/^before (password=)?\*\*\* after$/);
});

it('what is near a secret in the same code is hidden with it, and nothing else', () => {
  expect(secretsOf('ä').redact('a%C3%A4b c%20d')).toBe('a***b c%20d');
});
