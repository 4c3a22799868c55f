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

/** As MIME and Python write it. */
function inLines(base64: string, end: string): string {
  return (base64.match(/.{1,76}/g) ?? []).join(end);
}

describe('a long secret is hidden to its end', () => {
  it.each([
    ['as it is', token],
    ['percent-encoded', encodeURIComponent(token)],
    ['with all that can be percent-encoded', token.replace(/\W|_/g, (c) => `%${c.charCodeAt(0).toString(16)}`)],
    ['base64', Buffer.from(token).toString('base64')],
    ['base64url', Buffer.from(token).toString('base64url')],
    ['base64 in lines', inLines(Buffer.from(token).toString('base64'), '\n')],
    ['base64 in lines of Windows', inLines(Buffer.from(token).toString('base64'), '\r\n')],
    ['base64 in lines, in JSON', inLines(Buffer.from(token).toString('base64'), '\\n')],
    ['cut', token.slice(0, 40)],
    ['cut in base64', Buffer.from(token).toString('base64').slice(0, 40)],
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

it('also where its beginning is another secret', () => {
  for (const values of [
    [token, token.slice(0, 32)],
    [token.slice(0, 32), token],
  ])
    for (const code of ['', '%']) expect(redact(`${code} ${token} b`, ...values)).toBe(`${code} *** b`);
});

it('of base64 in lines all is hidden, where something stands before the secret too', () => {
  for (const user of ['ada', 'grace', 'emmy@example.org']) {
    const written = inLines(Buffer.from(`${user}:${token}`).toString('base64'), '\n');
    const shown = redact(`Basic ${written}`, token);
    expect(shown).toMatch(/^Basic \w{4,25}\*\*\*=*$/);
  }
});

it('what follows base64 in a text stays, but for what could be more of it', () => {
  const base64 = Buffer.from(`${token}..`).toString('base64');
  expect(redact(`${base64}\nMore is said.`, token)).toBe('***\nMore is said.');
  expect(redact(`${base64.replace(/=+$/, '')}: More`, token)).toBe('***: More');
});

it('a secret of very many lines is hidden in bounded time and memory', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i} of the secret`);
  const secrets = secretsOf(lines.join('\n'));
  const text = '% line 20001 of the secret\n'.repeat(10_000);
  expect(
    timeOf(() => {
      expect(secrets.redact(text)).toBe(text);
    }),
  ).toBeLessThan(2000);
  expect(secrets.redact(`a ${lines.join('\n')}`)).not.toContain('line 0 of the secret');
  expect(secrets.redact('a line 99 of the secret')).toBe('a ***');
});

it('a text of 16 MiB takes bounded time', () => {
  const secrets = secretsOf(token, 'aaaaaaaa');
  for (const part of ['a', token.slice(0, 31), `${token.slice(0, 40)} `, '%61'])
    expect(timeOf(() => secrets.redact(part.repeat(Math.ceil(2 ** 24 / part.length))))).toBeLessThan(10_000);
}, 60_000);

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
