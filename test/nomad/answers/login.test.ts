import { describe, expect, it } from 'vitest';
import { NotUnderstoodError } from '../../../src/nomad/answers/fields.ts';
import { listTokens, readLogin } from '../../../src/nomad/answers/login.ts';

describe('the answer to a login', () => {
  const json = { access_token: 'aaa', token_type: 'Bearer', refresh_token: 'rrr', id_token: 'iii', scope: 'email profile' };

  it('gives the token', () => {
    expect(readLogin(json)).toBe('aaa');
    expect(readLogin({ access_token: 'aaa', id_token: null })).toBe('aaa');
  });

  it.each([
    ['all that must be hidden (2.0)', json, ['aaa', 'rrr', 'iii']],
    ['what there is', { access_token: 'aaa', id_token: null }, ['aaa']],
    ['what is no token, too', { access_token: '', refresh_token: 'a b', id_token: 7 }, ['a b']],
    ['a part of what is longer than any', { id_token: 'a'.repeat(20_000) }, ['a'.repeat(16 * 1024)]],
    ['nothing of a list', ['aaa'], []],
  ])('has tokens: %s', (_, answer, tokens) => {
    expect(listTokens(JSON.stringify(answer))).toEqual(tokens);
  });

  it.each([undefined, '', '{"access_token":"aaa"', '<html>'])('has none where it is not JSON: %s', (body) => {
    expect(listTokens(body)).toEqual([]);
  });

  it.each([
    ['null', null],
    ['no token', { token_type: 'bearer' }],
    ['an app token instead', { app_token: 'aaa' }],
    ['an empty token', { access_token: '' }],
    ['a token with a line end, which no header may have', { access_token: 'a\r\nX-Evil: 1' }],
    ['a token with a blank', { access_token: 'a b' }],
    ['a number', { access_token: 7 }],
    ['a token that is longer than any', { access_token: 'a'.repeat(16 * 1024 + 1) }],
    ['a refresh token of many lines', { access_token: 'aaa', refresh_token: 'line\n'.repeat(20_000) }],
    ['an ID token with a blank', { access_token: 'aaa', id_token: 'a b' }],
    ['a refresh token that is longer than any', { access_token: 'aaa', refresh_token: 'a'.repeat(16 * 1024 + 1) }],
    ['a list as refresh token', { access_token: 'aaa', refresh_token: [] }],
  ])('is not understood: %s', (_, json) => {
    expect(() => readLogin(json)).toThrow(NotUnderstoodError);
  });
});
