import { isAnswer, loggedIn } from './access.ts';
import { type Answer, type Invalid, detail, exception, json, missing, unprocessable } from './answers.ts';
import type { Body } from './body.ts';
import { fieldsOf, jsonObject } from './json-object.ts';
import { last, notWhole } from './pagination.ts';
import type { Asked, Nomad, Reply } from './requests.ts';
import { time } from './rows.ts';
import { type User, passwordOf, userNamed } from './users.ts';

const form = 'application/x-www-form-urlencoded';

/** POST /auth/token. 2.0 wants `grant_type`, and takes an empty field for a missing one; on 1.3 it is a wrong password. */
export function login(nomad: Nomad, asked: Asked): Reply {
  return (body) => loginByForm(nomad, asked, body);
}

function loginByForm(nomad: Nomad, asked: Asked, body: Body): Answer {
  const strict = nomad.version === '2.0';
  const isForm = asked.headers['content-type']?.startsWith(form) ?? false;
  const fields = new URLSearchParams(isForm ? body.all().toString() : '');
  for (const [name, value] of [...fields]) if (strict && value === '') fields.delete(name);
  const wrong = [
    ...wrongGrant(fields.get('grant_type'), strict),
    ...['username', 'password'].filter((name) => !fields.has(name)).map((name) => missing('body', name)),
  ];
  if (wrong.length > 0) return unprocessable(...wrong);
  return tokenFor(nomad, fields.get('username') ?? '', fields.get('password') ?? '');
}

function wrongGrant(input: string | null, required: boolean): Invalid[] {
  if (input === 'password' || (input === null && !required)) return [];
  if (input === null) return [missing('body', 'grant_type')];
  const pattern = '^password$';
  const msg = `String should match pattern '${pattern}'`;
  return [{ type: 'string_pattern_mismatch', loc: ['body', 'grant_type'], msg, input, ctx: { pattern } }];
}

/** GET /auth/token of 1.3, with the password in the URL. */
export function loginByUrl(nomad: Nomad, asked: Asked): Answer {
  const query = asked.url.searchParams;
  const wrong = ['username', 'password'].filter((name) => !query.has(name)).map((name) => missing('query', name));
  if (wrong.length > 0) return unprocessable(...wrong);
  return tokenFor(nomad, query.get('username') ?? '', query.get('password') ?? '');
}

function tokenFor(nomad: Nomad, username: string, password: string): Answer {
  const user = userNamed(username);
  if (!user || password !== passwordOf(user)) {
    const challenge = { 'www-authenticate': nomad.version === '1.3' ? 'Bearer' : 'Basic' };
    return detail(401, 'Incorrect username or password', challenge);
  }
  if (user.notSetUp) {
    const keycloak = '{"error":"invalid_grant","error_description":"Account is not fully set up"}';
    return exception('KeycloakPostError', `400: b'${keycloak}'`);
  }
  const access_token = nomad.tokens.access(user.name);
  if (nomad.version === '1.3') return json(200, { access_token, token_type: 'bearer' });
  const seconds = nomad.tokens.seconds;
  return json(
    200,
    {
      access_token,
      token_type: 'Bearer',
      expires_in: seconds,
      refresh_token: nomad.tokens.access(user.name),
      scope: 'openid profile email',
      id_token: nomad.tokens.access(user.name),
      refresh_expires_in: seconds,
    },
    { 'cache-control': 'no-store', pragma: 'no-cache' },
  );
}

const longest = 2_592_000;

/** GET /auth/app_token?expires_in=SECONDS */
export function appToken(nomad: Nomad, asked: Asked): Answer {
  const user = loggedIn(nomad, asked, 'tokens:create');
  if (isAnswer(user)) return user;
  const input = last(asked.url.searchParams, 'expires_in');
  if (input === undefined) return unprocessable(missing('query', 'expires_in'));
  const wrong = notWhole(asked.url.searchParams, 'expires_in');
  if (wrong.length > 0) return unprocessable(...wrong);
  const loc = ['query', 'expires_in'];
  if (Number(input) <= 0) {
    return unprocessable({ type: 'greater_than', loc, msg: 'Input should be greater than 0', input, ctx: { gt: 0 } });
  }
  if (Number(input) > longest) {
    const msg = `Input should be less than or equal to ${longest}`;
    return unprocessable({ type: 'less_than_equal', loc, msg, input, ctx: { le: longest } });
  }
  return json(200, { app_token: nomad.tokens.app(user.name, Number(input)) });
}

/** POST /auth/pats (2.0): the only time that NOMAD shows the token. */
export function createPat(nomad: Nomad, asked: Asked): Reply {
  const user = loggedIn(nomad, asked, 'tokens:create');
  return isAnswer(user) ? user : (body) => patFor(nomad, user, jsonObject(body.all().toString()));
}

function patFor(nomad: Nomad, user: User, body: Record<string, unknown> | undefined): Answer {
  const metadata = fieldsOf(body?.metadata) ?? {};
  const scopes = Array.isArray(metadata.scopes) ? metadata.scopes.map(String) : [];
  const days = typeof body?.expires_in_days === 'number' ? body.expires_in_days : 365;
  if (scopes.some((scope) => scope.startsWith('tokens:'))) {
    return detail(400, 'Personal access tokens are not allowed to operate on PATs.');
  }
  const wild = scopes.find((scope) => scope.includes('*'));
  if (wild !== undefined) return detail(400, `Invalid scopes: {'${wild}'}`);
  if (days > 365) return detail(400, `Requested lifetime (${days} days) exceeds the maximum allowed (365 days).`);
  const { token, id } = nomad.tokens.pat(user.name, scopes);
  const created = nomad.now();
  return json(201, {
    pat: {
      id,
      name: metadata.name,
      scopes,
      description: metadata.description,
      revoked: false,
      created_at: time('2.0', new Date(created)),
      expired_at: time('2.0', new Date(created + days * 86_400_000)),
      last_used_at: null,
    },
    raw_token: token,
  });
}

/** DELETE /auth/pats/{id} (2.0) */
export function deletePat(nomad: Nomad, asked: Asked, id: string): Answer {
  const user = loggedIn(nomad, asked, 'tokens:delete');
  if (isAnswer(user)) return user;
  if (!nomad.tokens.revoke(id)) return detail(404, 'Token not found or does not belong to the user.');
  return { status: 204, headers: { 'content-type': 'application/json' }, body: '' };
}
