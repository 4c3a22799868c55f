import { type Answer, type Page, json, notAccessible, notFound, refusal, validationFailed } from './answers.ts';
import { type Account, type Asked, type Comment, type Hub, may } from './hub.ts';

const listing: Page = 'issues/comments#list-issue-comments';
const create: Page = 'issues/comments#create-an-issue-comment';
const update: Page = 'issues/comments#update-an-issue-comment';

/** A pull request is an issue too: either permission is enough. */
function mayComment(account: Account, how: 'read' | 'write'): boolean {
  return account.type === 'User' || may(account, 'issues', how) || may(account, 'pull_requests', how);
}

/** `GET /repos/{owner}/{repo}/issues/{number}/comments`, oldest first. */
export function listComments({ hub, url, account }: Asked, number = ''): Answer {
  if (!mayComment(account, 'read')) return notAccessible(listing);
  const all = hub.comments.get(Number(number));
  if (all === undefined) return notFound(listing);
  const size = Math.min(100, positive(url.searchParams.get('per_page'), 30));
  const page = positive(url.searchParams.get('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const shownOnes = all.slice((page - 1) * size, page * size).map((comment) => shown(hub, Number(number), comment));
  return json(200, shownOnes, linkHeader(url, hub, page, last));
}

/** `POST` to the same. */
export function createComment({ hub, account, body }: Asked, number = ''): Answer {
  if (!mayComment(account, 'write')) return notAccessible(create);
  const all = hub.comments.get(Number(number));
  if (all === undefined) return notFound(create);
  const { body: text } = body;
  if (typeof text !== 'string') return refusal(422, 'Invalid request.\n\n"body" wasn\'t supplied.', create);
  if (text.length > 65_536) return tooLong(create);
  const comment: Comment = { id: hub.nextId(), login: account.login, type: account.type, body: text };
  all.push(comment);
  return json(201, shown(hub, Number(number), comment));
}

/** `PATCH /repos/{owner}/{repo}/issues/comments/{id}`. Who may write may edit the comment of anybody. */
export function updateComment({ hub, account, body }: Asked, id = ''): Answer {
  if (!mayComment(account, 'write')) return notAccessible(update);
  for (const [number, all] of hub.comments) {
    const comment = all.find((one) => String(one.id) === id);
    if (comment === undefined) continue;
    const { body: text } = body;
    if (typeof text !== 'string') return refusal(422, 'Invalid request.\n\n"body" wasn\'t supplied.', update);
    if (text.length > 65_536) return tooLong(update);
    comment.body = text;
    return json(200, shown(hub, number, comment));
  }
  return notFound(update);
}

function tooLong(page: Page): Answer {
  const message = 'Body is too long (maximum is 65536 characters)';
  return validationFailed({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }, page);
}

function positive(text: string | null, byDefault: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : byDefault;
}

function linkHeader(url: URL, { api }: Hub, page: number, last: number): Record<string, string> {
  const to = (target: number, rel: string): string => {
    const query = new URLSearchParams(url.searchParams);
    query.set('page', String(target));
    return `<${new URL(api).origin}${url.pathname}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(page - 1, 'prev')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
    ...(page > 1 ? [to(1, 'first')] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}

function shown({ api, repository }: Hub, number: number, { id, login, type, body }: Comment): unknown {
  return {
    ...{ id, body, node_id: `IC_${id}`, user: { login, type, id: 1, site_admin: false } },
    url: `${api}/repos/${repository}/issues/comments/${id}`,
    html_url: `https://github.example/${repository}/pull/${number}#issuecomment-${id}`,
    issue_url: `${api}/repos/${repository}/issues/${number}`,
    created_at: '2026-01-15T12:00:00Z',
    updated_at: '2026-01-15T12:00:00Z',
    author_association: type === 'Bot' ? 'NONE' : 'MEMBER',
  };
}
