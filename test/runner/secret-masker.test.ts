import { expect, it } from 'vitest';
import { SecretMasker } from './secret-masker.ts';

function masker(...secrets: string[]): SecretMasker {
  const result = new SecretMasker();
  secrets.forEach((secret) => {
    result.addWithLines(secret);
  });
  return result;
}

const secret = `p"ä's & <1>`;

it.each([
  ['plain', secret],
  ['base64', Buffer.from(secret).toString('base64')],
  ['percent-encoded', 'p%22%C3%A4%27s%20%26%20%3C1%3E'],
  ['JSON', String.raw`p\"ä's & <1>`],
  ['XML', 'p&quot;ä&apos;s &amp; &lt;1&gt;'],
  ['an expression', `p"ä''s & <1>`],
])('masks a secret written as %s', (_, written) => {
  expect(masker(secret).mask(`a ${written} z`)).toBe('a *** z');
});

it('masks a password inside the base64 of user:password, whatever the length of the user name', () => {
  for (const user of ['a', 'ab', 'abc']) {
    const encoded = Buffer.from(`${user}:correct horse`).toString('base64');
    expect(masker('correct horse').mask(encoded)).toContain('***');
  }
});

it.each([
  ['hex', Buffer.from('secret?>').toString('hex')],
  ['base64url', Buffer.from('secret?>').toString('base64url').slice(0, 10)],
  ['another case', 'SECRET?>'],
])('does not mask %s, as the real one does not', (_, written) => {
  expect(masker('secret?>').mask(written)).toBe(written);
});

it('masks each line of a secret, and even a single letter', () => {
  expect(masker('one\n  two \n').mask('one, two and one')).toBe('***, *** and ***');
  expect(masker('a').mask('banana')).toBe('b***n***n***');
});

it('writes one *** for secrets that overlap or touch', () => {
  expect(masker('abc', 'cde').mask('abcde abccde')).toBe('*** ***');
  expect(masker('aa').mask('aaa')).toBe('***');
});

it('masks the parts that PowerShell prints', () => {
  expect(masker('first-part&second-part').mask('first-part& and second-part')).toBe('*** and ***');
});

it('masks what stands between the quotes of a secret', () => {
  expect(masker('"long secret"').mask('a long secret z')).toBe('a *** z');
});
