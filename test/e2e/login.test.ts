import { describe, expect, it } from 'vitest';
import type { NomadServer } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { type Inputs, check, expectEnding, named, versions } from './step.ts';

const good: readonly { kind: string; only?: '2.0'; says: string; inputs: (nomad: NomadServer) => Inputs }[] = [
  {
    kind: 'personal access token that may only read uploads',
    only: '2.0',
    says: 'personal access token',
    inputs: (nomad) => ({ token: nomad.pat('ada', ['uploads:read']) }),
  },
  { kind: 'app token', says: 'app token', inputs: (nomad) => ({ token: nomad.appToken('ada') }) },
  { kind: 'access token', says: 'access token', inputs: (nomad) => ({ token: nomad.token('ada') }) },
  {
    kind: 'token between blanks and line ends',
    says: 'app token',
    inputs: (nomad) => ({ token: ` ${nomad.appToken('ada')}\r\n` }),
  },
  { kind: 'password', says: 'user name and password of ada', inputs: () => password },
  {
    kind: 'password with the e-mail address',
    says: 'ada@example.org',
    inputs: () => ({ ...password, username: 'ada@example.org' }),
  },
];

/** Refused logins, by id of an unpublished upload and by name. */
const wrong: readonly { kind: string; only?: '2.0'; ending: string; says: string; inputs: (nomad: NomadServer) => Inputs }[] = [
  {
    kind: 'expired app token',
    ending: 'authentication',
    says: 'Expired token',
    inputs: (nomad) => ({ token: nomad.appToken('ada', { expired: true }) }),
  },
  {
    kind: 'forged app token',
    ending: 'authentication',
    says: 'come from another deployment, or it was not copied completely',
    inputs: (nomad) => ({ token: `${nomad.appToken('ada')}x` }),
  },
  {
    kind: 'access token of another deployment',
    ending: 'authentication',
    says: 'given token is invalid',
    inputs: (nomad) => ({ token: nomad.token('ada').replace(/.$/, 'x') }),
  },
  {
    kind: 'token of somebody whom NOMAD does not know',
    ending: 'authentication',
    says: 'unknown user',
    inputs: (nomad) => ({ token: nomad.appToken('ghost') }),
  },
  {
    kind: 'password of an account that is not set up',
    ending: 'authentication',
    says: 'not fully set up',
    inputs: () => ({ username: 'nina', password: 'nina-password' }),
  },
  {
    kind: 'wrong password',
    ending: 'authentication',
    says: 'Incorrect',
    inputs: () => ({ username: 'ada', password: 'nina-password' }),
  },
  {
    kind: 'revoked personal access token',
    only: '2.0',
    ending: 'authentication',
    says: '401',
    inputs: (nomad) => ({ token: nomad.pat('ada', ['uploads:read'], { revoked: true }) }),
  },
  {
    kind: 'unknown personal access token',
    only: '2.0',
    ending: 'authentication',
    says: '401',
    inputs: () => ({ token: `nomad_pat_${'x'.repeat(43)}` }),
  },
  {
    kind: 'personal access token without the scope',
    only: '2.0',
    ending: 'permission',
    says: 'lacks the scope uploads:read',
    inputs: (nomad) => ({ token: nomad.pat('ada', ['entries:read']) }),
  },
];

describe.concurrent.each(versions)('a login to NOMAD %s', (version) => {
  const here = <T extends { only?: '2.0' }>(all: readonly T[]): T[] => all.filter(({ only = version }) => only === version);

  it.each(here(good))('with a $kind succeeds, and is named in the log', async ({ inputs, says }) => {
    const run = await check(version, (nomad) => ({
      'upload-id': nomad.add({ name: 'one' }),
      'upload-name': 'one',
      ...inputs(nomad),
    }));
    expectEnding(run, 'success');
    expect(run.log).toMatch(new RegExp(`^Login: (\\S+ )*${says}`, 'm'));
  });

  it.each(here(wrong))('with a $kind ends the step', async ({ inputs, ending, says }) => {
    const byId = check(version, (nomad) => ({ 'upload-id': nomad.add({}), ...inputs(nomad) }));
    const byName = check(version, (nomad) => ({ ...named(nomad, { name: 'a' }), ...inputs(nomad) }));
    const byUnknownId = check(version, (nomad) => ({ 'upload-id': 'unknown', ...inputs(nomad) }));
    for (const run of await Promise.all([byId, byName, byUnknownId])) {
      expectEnding(run, ending);
      expect(run.outputs['message']).toContain(says);
      // Never asked again: wrong logins lock accounts.
      expect(run.requests.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(1);
      expect(run.requests.length).toBeLessThanOrEqual(2);
    }
  });

  it('is renewed as often as the token runs out during the wait', async () => {
    const states = [{ status: 'RUNNING', looks: 5 }, { status: 'SUCCESS' }];
    const run = await check(version, (nomad) => ({ 'upload-id': nomad.add({ states }), ...password }), {
      nomad: { tokenSeconds: 2 },
    });
    expectEnding(run, 'success');
    const logins = run.requests.filter(({ method }) => method === 'POST');
    expect(logins.length).toBeGreaterThanOrEqual(3);
    // Each refused look is asked again with a new token, and answered then.
    expect(run.requests.filter(({ status }) => status === 401)).toHaveLength(logins.length - 1);
    const tokens = run.requests.filter(({ status }) => status === 200).flatMap(({ headers }) => headers['authorization'] ?? []);
    for (const token of tokens) expect(run.masks).toContain(token.replace('Bearer ', ''));
  });
});

it.each(['many lines', 'a blank'])(
  'a login whose other tokens are no tokens is not understood, and ends soon: %s',
  async (what) => {
    const refresh_token = what === 'a blank' ? 'a b' : 'line 1234567\n'.repeat(20_000);
    const run = await check('2.0', (nomad) => {
      const text = JSON.stringify({ access_token: nomad.token('ada'), refresh_token, token_type: 'Bearer' });
      nomad.intercept(({ method }) => (method === 'POST' ? { kind: 'text', text } : undefined));
      return { ...password, 'upload-id': nomad.add({}) };
    });
    expectEnding(run, 'unexpected-answer');
    expect(run.outputs['message']).toContain('"refresh_token" is not a token');
  },
);

describe('a dead personal access token', () => {
  it('judges a published upload, and has no permission for an embargoed one', async () => {
    const dead = (nomad: NomadServer): string => nomad.pat('ada', ['uploads:read'], { revoked: true });
    const published = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ published: true }), token: dead(nomad) }));
    expectEnding(published, 'success');
    const embargoed = await check('2.0', (nomad) => ({
      'upload-id': nomad.add({ published: true, embargo: 3 }),
      token: dead(nomad),
    }));
    expectEnding(embargoed, 'permission');
    expect(embargoed.annotations[0]?.message).toContain('revoked or expired personal access token');
  });
});
