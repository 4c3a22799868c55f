import { type Answer, json, notAccessible, notFound, refusal } from './answers.ts';
import { createCheckRun, updateCheckRun } from './check-runs.ts';
import { createComment, listComments, updateComment } from './comments.ts';
import { type Account, type Asked, type Hub, fieldsOf } from './hub.ts';

type Handler = (asked: Asked, ...parts: string[]) => Answer;

const ofRepository: readonly { readonly method: string; readonly path: RegExp; readonly handler: Handler }[] = [
  { method: 'POST', path: /^\/check-runs$/, handler: createCheckRun },
  { method: 'PATCH', path: /^\/check-runs\/(\d+)$/, handler: updateCheckRun },
  { method: 'GET', path: /^\/issues\/(\d+)\/comments$/, handler: listComments },
  { method: 'POST', path: /^\/issues\/(\d+)\/comments$/, handler: createComment },
  { method: 'PATCH', path: /^\/issues\/comments\/(\d+)$/, handler: updateComment },
];

interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What GitHub answers. */
export function answer(hub: Hub, { method, url, headers, body: text }: Request): Answer {
  const account = hub.accounts.get(/^(?:token|bearer) (.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? '');
  if (account === undefined) return refusal(401, 'Bad credentials', '');
  const asked: Asked = { hub, url, account, body: fieldsOf(text === '' ? {} : JSON.parse(text)) };
  const base = new URL(hub.api).pathname.replace(/\/$/, '');
  if (`${method} ${url.pathname}` === `POST ${base.replace(/\/v3$/, '')}/graphql`) return graphql(asked);
  if (!url.pathname.startsWith(`${base}/`)) return notFound('');
  const path = url.pathname.slice(base.length);
  if (`${method} ${path}` === 'GET /user') return user(account);
  const [, repository = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.*)$/.exec(path) ?? [];
  const route = ofRepository.find((one) => one.method === method && one.path.test(rest));
  if (repository.toLowerCase() !== hub.repository.toLowerCase() || route === undefined) return notFound('');
  return route.handler(asked, ...(route.path.exec(rest) ?? []).slice(1));
}

function user({ login, type }: Account): Answer {
  return type === 'Bot' ? notAccessible('users/users#get-the-authenticated-user') : json(200, { login, type, id: 1 });
}

/** Of its schema only who the caller is: unlike /user an app may ask for that too. */
function graphql({ account: { login }, body: { query } }: Asked): Answer {
  if (typeof query === 'string' && /^\s*(query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query))
    return json(200, { data: { viewer: { login } } });
  return json(200, { errors: [{ message: 'This server knows only { viewer { login } }.' }] });
}
