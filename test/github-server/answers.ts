import type { Answer } from '../nomad-server/answers.ts';
import type { Fault } from '../nomad-server/faults.ts';

export type { Answer } from '../nomad-server/answers.ts';

/** As GitHub names the pages of its documentation in errors. */
export type Page =
  | 'checks/runs#create-a-check-run'
  | 'checks/runs#update-a-check-run'
  | 'issues/comments#list-issue-comments'
  | 'issues/comments#create-an-issue-comment'
  | 'issues/comments#update-an-issue-comment'
  | 'users/users#get-the-authenticated-user'
  | '';

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body) };
}

export function refusal(status: number, message: string, page: Page, more: Readonly<Record<string, unknown>> = {}): Answer {
  return json(status, { message, ...more, documentation_url: `https://docs.github.com/rest/${page}`, status: String(status) });
}

export function notFound(page: Page): Answer {
  return refusal(404, 'Not Found', page);
}

/** What a token may not do. */
export function notAccessible(page: Page): Answer {
  return refusal(403, 'Resource not accessible by integration', page);
}

/** A body that breaks the schema of its route: the first sentence of what is wrong. */
export function invalidRequest(sentence: string, page: Page): Answer {
  return refusal(422, `Invalid request.\n\n${sentence}`, page);
}

/** A body that fits its schema, and can't be stored all the same. */
export function validationFailed(error: Readonly<Record<string, string>>, page: Page): Answer {
  return refusal(422, 'Validation Failed', page, { errors: [error] });
}

/** The hour's requests are used up. */
export const rateLimited = limit(
  403,
  { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1893456000' },
  'API rate limit exceeded for installation ID 1. If you reach out to GitHub Support for help, please include the request ID.',
);

/** Too much in too short a time. */
export function secondaryLimit(status: 403 | 429): Fault {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return limit(status, { 'retry-after': '60' }, message);
}

function limit(status: number, headers: Record<string, string>, message: string): Fault {
  const documentation_url = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api';
  return { kind: 'status', status, headers, body: JSON.stringify({ message, documentation_url, status: String(status) }) };
}
