import { describe, expect, it } from 'vitest';
import { readLogin } from '../../../src/nomad/answers/login.ts';
import { complaint } from './recorded-answers.ts';

describe('the answer to a login', () => {
  it('gives the token, and all others that must be hidden (2.0)', () => {
    const json = { access_token: 'aaa', token_type: 'Bearer', refresh_token: 'rrr', id_token: 'iii', scope: 'email profile' };
    expect(readLogin(json)).toEqual({ token: 'aaa', others: ['rrr', 'iii'] });
    expect(readLogin({ access_token: 'aaa', id_token: null })).toEqual({ token: 'aaa', others: [] });
  });

  it.each([
    ['null', null],
    ['no token', { token_type: 'bearer' }],
    ['an app token instead', { app_token: 'aaa' }],
    ['an empty token', { access_token: '' }],
    ['a token with a line end, which no header may have', { access_token: 'a\r\nX-Evil: 1' }],
    ['a token with a blank', { access_token: 'a b' }],
    ['a number', { access_token: 7 }],
    ['a list as refresh token', { access_token: 'aaa', refresh_token: [] }],
  ])('is not understood: %s', (_, json) => {
    expect(complaint(() => readLogin(json))).toBeTypeOf('string');
  });
});
