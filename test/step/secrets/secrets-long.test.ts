import { describe, expect, it } from 'vitest';
import { redact, secretsOf } from './secrets-of.ts';

/** Milliseconds that it takes. */
function timeOf(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

const token = Array.from({ length: 8000 }, (_, i) => 'eyJhbGciOi.SUz_I1-iIs'.charAt((i * i) % 21)).join('');
const passphrase = 'corréct "horse" <battery> & sta\\ple: '.repeat(8).trim();

describe('a long secret is hidden to its end', () => {
  it.each([
    ['as it is', token],
    ['percent-encoded', encodeURIComponent(token)],
    ['with all that can be percent-encoded', token.replaceAll('.', '%2E')],
    ['base64', Buffer.from(token).toString('base64')],
    ['base64url', Buffer.from(token).toString('base64url')],
    ['in JSON', token.replaceAll('I', '\\u0049')],
    ['in HTML', token.replaceAll('I', '&#73;')],
  ])('a token of 8,000 characters, %s', (_, written) => {
    expect(redact(`a ${written} b\n${written}`, token)).toBe('a *** b\n***');
  });

  it.each([
    ['as it is', passphrase],
    ['in JSON', JSON.stringify(passphrase)],
    ['percent-encoded', encodeURIComponent(passphrase)],
    ['as a form has it', new URLSearchParams({ '': passphrase }).toString()],
    ['base64', Buffer.from(passphrase).toString('base64')],
  ])('a password with characters that no token has, %s', (_, written) => {
    const shown = redact(`a ${written} b\nnext line`, passphrase);
    expect(shown).toMatch(/^a ["=]?\*\*\*/);
    expect(shown).toMatch(/\nnext line$/);
    for (const end of ['ple', 'battery', written.slice(-12)]) expect(shown).not.toContain(end);
  });

  it.each([63, 64, 65, 66, 128])('also of %i characters', (length) => {
    for (const value of [token.slice(0, length), passphrase.slice(0, length - 1) + '!'])
      expect(redact(`a ${value}\nb`, value)).toBe('a ***\nb');
  });
});

it('tokens that begin alike are all hidden, and make the search no slower', () => {
  const renewed = Array.from({ length: 300 }, (_, i) => `${token.slice(0, 200)}.${String(i)}`);
  const secrets = secretsOf(...renewed);
  for (const value of renewed) expect(secrets.redact(`a ${value} b`)).toBe('a *** b');
  const text = `${token.slice(0, 60)} `.repeat(2000);
  expect(timeOf(() => secrets.redact(text))).toBeLessThan(5000);
});

it.each([
  ['as it is', 'a'],
  ['that is percent-encoded', '%61'],
  ['in JSON', '\\u0061'],
  ['with something between', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa '],
])('a text of one letter takes no time that grows with its square against a long secret of that letter, %s', (_, part) => {
  const text = part.repeat(Math.ceil((128 * 1024) / part.length));
  for (const value of ['a'.repeat(8000), ...[150, 500, 990, 8000].map((length) => `${'a'.repeat(length)} b`)])
    expect(
      timeOf(() => {
        redact(text, value);
      }),
    ).toBeLessThan(5000);
});
