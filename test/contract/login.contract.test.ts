import { beforeAll, expect, it } from 'vitest';
import { Client, at, keysOf } from './client.ts';
import { differences } from './differences.ts';
import { describeEach } from './target.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
function missing(field: string, place = 'body'): unknown {
  return { detail: [{ type: 'missing', loc: [place, field], msg: 'Field required', input: null }] };
}
const invalid = { detail: 'Could not validate credentials. The given token is invalid.' };

describeEach('The login', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  const { username, password } = target.user;
  let token = '';

  beforeAll(async () => {
    token = await client.token(target.user);
  });

  it('gives an access token, a JWT with an end, for a user name and a password', async () => {
    const { status, headers, body } = await client.login({ grant_type: 'password', username, password });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(keysOf(body)).toEqual(differs.tokenFields);
    expect(String(at(body, 'token_type'))).toMatch(/^bearer$/i);
    const payload: unknown = JSON.parse(
      Buffer.from(String(at(body, 'access_token')).split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(at(payload, 'exp')).toBeGreaterThan(Date.now() / 1000);
  });

  it('refuses a wrong password, and an unknown user in the same words', async () => {
    for (const wrong of [
      { username, password: 'wrong' },
      { username: 'nobody-of-this-name', password },
    ]) {
      const { status, headers, body } = await client.login({ grant_type: 'password', ...wrong });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe(differs.badCredentialsChallenge);
      expect(body).toEqual({ detail: 'Incorrect username or password' });
    }
  });

  it('names the field that is missing', async () => {
    const { status, body } = await client.login({ grant_type: 'password', username });
    expect(status).toBe(422);
    expect(body).toEqual(missing('password'));
  });

  it('takes an empty password for a missing one on 2.0, for a wrong one on 1.3', async () => {
    const { status } = await client.login({ grant_type: 'password', username, password: '' });
    expect(status).toBe(differs.emptyPassword);
  });

  it('can do without a grant_type on 1.3 only', async () => {
    const { status, body } = await client.login({ username, password });
    expect(status).toBe(differs.grantTypeMissing);
    if (status === 422) expect(body).toEqual(missing('grant_type'));
  });

  it('takes no other grant_type', async () => {
    const { status, body } = await client.login({ grant_type: 'client_credentials', username, password });
    expect(status).toBe(422);
    expect(at(body, 'detail', 0)).toMatchObject({ type: 'string_pattern_mismatch', loc: ['body', 'grant_type'] });
  });

  it('does not read a JSON body', async () => {
    const headers = { 'content-type': 'application/json' };
    const reply = await client.ask('POST', '/auth/token', { body: JSON.stringify({ username, password }), headers });
    expect(reply.status).toBe(422);
  });

  it('works by GET on 1.3 only', async () => {
    const query = new URLSearchParams({ username, password }).toString();
    const { status, body } = await client.get(`/auth/token?${query}`);
    expect(status).toBe(differs.loginByUrl);
    if (status === 405) expect(body).toEqual({ detail: 'Method Not Allowed' });
  });

  it('sends a trailing slash to the other form, with an absolute address', async () => {
    const { status, headers } = await client.ask('POST', '/auth/token/', { body: 'grant_type=password', headers: form });
    expect(status).toBe(307);
    expect(headers.get('location')).toBe(`${target.api}/auth/token`);
  });

  it.skipIf(!target.incomplete)('fails with 500 for an account that is not fully set up', async () => {
    const { username = '', password = '' } = target.incomplete ?? {};
    const { status, body } = await client.login({ grant_type: 'password', username, password });
    expect(status).toBe(500);
    expect(at(body, 'detail')).toMatchObject({
      reason: 'Unexpected exception while handling your request',
      exception_class: 'KeycloakPostError',
    });
    expect(at(body, 'detail', 'exception')).toMatch(
      /^400: b'\{"error": ?"invalid_grant", ?"error_description": ?"Account is not/,
    );
  });

  it('mints an app token that lists uploads', async () => {
    const { status, body } = await client.get('/auth/app_token?expires_in=3600', token);
    expect(status).toBe(200);
    expect(keysOf(body)).toEqual(['app_token']);
    const app = String(at(body, 'app_token'));
    expect((await client.get('/uploads?page_size=0', app)).status).toBe(200);
    expect((await client.get('/auth/app_token?expires_in=3600', app)).status).toBe(differs.appTokenFromAppToken);
  });

  it('mints no app token for no time, for more than 30 days, or without a login', async () => {
    expect(await client.get('/auth/app_token', token)).toMatchObject({ status: 422, body: missing('expires_in', 'query') });
    const none = await client.get('/auth/app_token?expires_in=0', token);
    expect(none).toMatchObject({ status: 422, body: { detail: [{ type: 'greater_than' }] } });
    const long = await client.get('/auth/app_token?expires_in=2592001', token);
    expect(long).toMatchObject({ status: 422, body: { detail: [{ type: 'less_than_equal' }] } });
    expect(await client.get('/auth/app_token?expires_in=60')).toMatchObject({
      status: 401,
      body: { detail: differs.loginNeeded },
    });
  });

  it('says of an app token whose time is over that it is expired', async () => {
    const { body } = await client.get('/auth/app_token?expires_in=1', token);
    await target.pass(2.5);
    const reply = await client.get('/uploads', String(at(body, 'app_token')));
    expect(reply).toMatchObject({ status: 401, body: { detail: 'Expired token.' } });
  });

  it('tells what is wrong with a token', async () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = 4102444800;
    const [head = '', payload = ''] = token.split('.');
    const bearer = [
      ['garbage', invalid],
      [`${head}.${payload}.${Buffer.alloc(256, 7).toString('base64url')}`, invalid],
      [
        `${part({ alg: 'RS256', typ: 'JWT', kid: 'another-key' })}.${part({ sub: 'x', exp })}.AAAA`,
        {
          detail:
            'Could not validate credentials.\nThe user provided keycloak public key does not exist.\nDoes the UI use the right realm?',
        },
      ],
    ] as const;
    for (const [bad, body] of bearer) {
      const reply = await client.get('/uploads', bad);
      expect(reply).toMatchObject({ status: 401, body });
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    }
    const app = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ user: 'x', exp })}.${Buffer.alloc(32).toString('base64url')}`;
    expect(await client.get('/uploads', app)).toMatchObject({ status: 401, body: { detail: 'Invalid token.' } });
  });

  it('breaks over a JWT that names no key', async () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const reply = await client.get('/uploads', `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: 'x' })}.AAAA`);
    expect(reply).toMatchObject({ status: 500, body: { detail: { exception: "'kid'", exception_class: 'KeyError' } } });
  });

  it('takes a personal access token on 2.0 only, and treats an unknown one as no login', async () => {
    const reply = await client.get('/uploads', `nomad_pat_${'x'.repeat(43)}`);
    expect(reply).toMatchObject({ status: 401, body: { detail: differs.unknownPat } });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describeEach('A personal access token', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];

  async function create(scopes: string[]): Promise<{ id: string; pat: string; status: number }> {
    const token = await client.token(target.user);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ metadata: { name: client.run, scopes, description: 'contract' }, expires_in_days: 1 });
    const reply = await client.ask('POST', '/auth/pats', { token, body, headers });
    return { id: String(at(reply.body, 'pat', 'id')), pat: String(at(reply.body, 'raw_token')), status: reply.status };
  }

  async function revoke(id: string): Promise<number> {
    return (await client.ask('DELETE', `/auth/pats/${id}`, { token: await client.token(target.user) })).status;
  }

  it('can be made on 2.0 only', async () => {
    const { status, id } = await create(['uploads:read']);
    expect(status).toBe(differs.createPat);
    if (status === 201) expect(await revoke(id)).toBe(204);
  });

  it.runIf(target.version === '2.0')('reads uploads with uploads:read alone, until it is revoked', async () => {
    const { id, pat } = await create(['uploads:read']);
    expect(pat).toMatch(/^nomad_pat_[\w-]{43}$/);
    expect((await client.get('/uploads?page_size=0', pat)).status).toBe(200);
    expect((await client.get('/uploads/AAAAAAAAAAAAAAAAAAAAAA', pat)).status).toBe(404);
    expect(await revoke(id)).toBe(204);
    expect(await client.get('/uploads', pat)).toMatchObject({ status: 401, body: { detail: 'Authentication required.' } });
  });

  it.runIf(target.version === '2.0')('is told the scope that it lacks', async () => {
    const { id, pat } = await create(['info:read']);
    const body = { detail: "Missing scopes: [<Scope.UPLOADS_READ: 'uploads:read'>]" };
    for (const path of ['/uploads', '/uploads/AAAAAAAAAAAAAAAAAAAAAA', '/uploads/AAAAAAAAAAAAAAAAAAAAAA/entries']) {
      expect(await client.get(path, pat)).toMatchObject({ status: 403, body });
    }
    await revoke(id);
  });
});
