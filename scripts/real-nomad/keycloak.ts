import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { realm } from './configuration.ts';
import { createSigner } from './keycloak/signer.ts';
import { representationOf, search } from './keycloak/user-search.ts';
import { type User, users } from './users.ts';
import { host } from './versions.ts';

/** Stands in for Keycloak, as far as NOMAD asks it anything. Argument: port. */
const port = Number(process.argv[2]);
const realmPath = `/realms/${realm}`;
const signer = createSigner(`http://${host}:${port}${realmPath}`);

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

function invalidGrant(status: number, error_description: string): Answer {
  return { status, body: { error: 'invalid_grant', error_description } };
}

function byPassword(form: URLSearchParams): User | Answer {
  const name = form.get('username')?.toLowerCase();
  const user = users.find(({ username, password }) => username === name && password === form.get('password'));
  if (!user) return invalidGrant(401, 'Invalid user credentials');
  return user.incomplete ? invalidGrant(400, 'Account is not fully set up') : user;
}

function byRefreshToken(form: URLSearchParams): User | Answer {
  const id = signer.subjectOf(form.get('refresh_token') ?? '');
  return users.find((user) => user.id === id) ?? invalidGrant(400, 'Invalid refresh token');
}

function login(form: URLSearchParams): Answer {
  const found = form.get('grant_type') === 'refresh_token' ? byRefreshToken(form) : byPassword(form);
  return 'status' in found ? found : { status: 200, body: signer.tokensFor(found, form.get('client_id') ?? '') };
}

function look(path: string, query: URLSearchParams): Answer | undefined {
  if (path === `${realmPath}/protocol/openid-connect/certs`) return { status: 200, body: signer.certificates };
  if (path === `${realmPath}/.well-known/openid-configuration`) return { status: 200, body: signer.configuration };
  const list = `/admin${realmPath}/users`;
  if (path === list) return { status: 200, body: search(query) };
  if (!path.startsWith(`${list}/`)) return undefined;
  const user = users.find(({ id }) => path === `${list}/${id}`);
  return user ? { status: 200, body: representationOf(user) } : { status: 404, body: { error: 'User not found' } };
}

const server = createServer((request, response) => {
  void text(request).then((body) => {
    // NOMAD puts a slash after an address that may end with one.
    const { pathname, searchParams } = new URL((request.url ?? '/').replace(/\/{2,}/g, '/'), `http://${host}`);
    const isLogin = request.method === 'POST' && pathname === `${realmPath}/protocol/openid-connect/token`;
    const answer = isLogin ? login(new URLSearchParams(body)) : look(pathname, searchParams);
    response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer?.body ?? { error: 'HTTP 404 Not Found' }));
  });
});
server.listen(port, host);
