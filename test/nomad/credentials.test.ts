import { describe, expect, it } from 'vitest';
import { hour } from '../../src/core/clock.ts';
import { readTokenFacts, warnOfEnd } from '../../src/nomad/credentials.ts';
import { startNomadServer } from '../nomad-server/server.ts';

const now = Date.UTC(2026, 0, 15, 12);
const day = 24 * hour;

function jwt(payload: unknown): string {
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'HS256' })}.${encode(payload)}.c2lnbmF0dXJl`;
}

describe('a token says of itself', () => {
  it('what kind it is, and when it ends', async () => {
    await using server = await startNomadServer({ now: () => now, tokenSeconds: 7200 });
    expect(readTokenFacts(server.pat('ada'))).toEqual({ kind: 'personal access token', endsAt: undefined });
    expect(readTokenFacts(server.appToken('ada'))).toEqual({ kind: 'app token', endsAt: now + hour });
    expect(readTokenFacts(server.token('ada'))).toEqual({ kind: 'access token', endsAt: now + 2 * hour });
  });

  it.each([
    ['something else', 'secret'],
    ['a dot too many', `${jwt({ user: 'ada', exp: 1 })}.x`],
    ['no JSON inside', 'a.b.c'],
    ['a JWT of a text', jwt('sub')],
    ['a JWT of null', jwt(null)],
    ['a JWT of a list', jwt([{ sub: 'ada', exp: 1 }])],
    ['a JWT of nothing known', jwt({ exp: 'tomorrow' })],
    ['nothing', ''],
    ['dots', '..'],
  ])('nothing: %s', (_, token) => {
    expect(readTokenFacts(token)).toEqual({ kind: 'token', endsAt: undefined });
    expect(warnOfEnd(readTokenFacts(token), now, now + hour)).toBeUndefined();
  });
});

describe('a warning', () => {
  function warning(ms: number, claim: 'sub' | 'user' = 'sub'): string | undefined {
    return warnOfEnd(readTokenFacts(jwt({ [claim]: 'ada', exp: (now + ms) / 1000 })), now, now + hour);
  }

  it('comes of a token that has ended, ends before the step does, or ends soon', () => {
    expect(warning(-2 * hour)).toMatch(/^The access token ended 2 hours ago\. Use user name and password/);
    expect(warning(hour / 2, 'user')).toMatch(
      /^The app token ends in 30 minutes, before the timeout of this step\. Make a new one/,
    );
    expect(warning(hour / 2)).toMatch(/^The access token ends in 30 minutes, before the timeout/);
    expect(warning(13 * day, 'user')).toMatch(/^The app token ends in 13 days\. /);
  });

  it('does not come of an app token that lives long, nor of an access token that outlives the step, nor of a personal access token, which does not say', () => {
    expect(warning(15 * day, 'user')).toBeUndefined();
    expect(warning(2 * hour)).toBeUndefined();
    expect(warnOfEnd(readTokenFacts('nomad_pat_abc'), now, now + hour)).toBeUndefined();
  });
});
