import { type Clock, second } from '../../core/clock.ts';
import { isRecord, type Fields } from '../../core/record.ts';
import { type Answer, Connection } from '../../nomad/transport/http.ts';
import { HttpError } from '../../nomad/transport/http-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** GitHub gave another answer than the one that was asked for. */
class RefusedByGitHubError extends Error {
  override readonly name = 'RefusedByGitHubError';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`status ${answer.status}`);
    this.answer = answer;
  }
}

/** An answer that says it went well, and is not what GitHub answers. */
export class NotFromGitHubError extends Error {
  override readonly name = 'NotFromGitHubError';
}

// A whole part of what is written on GitHub has less time.
const requestLimit = 20 * second;

/** GitHub's REST API, version 2022-11-28. Every method throws when GitHub did not do what it was asked. */
export class GitHubApi {
  readonly #api: string;
  readonly #graphql: string;
  readonly #token: string;
  readonly #connection: Connection;

  /** `signal` aborts all requests. */
  constructor(environment: Environment, token: string, clock: Clock, signal: AbortSignal) {
    this.#api = environment['GITHUB_API_URL'] || 'https://api.github.com';
    // That of an enterprise server is beside its `/api/v3`.
    this.#graphql = environment['GITHUB_GRAPHQL_URL'] || `${this.#api.replace(/\/v3$/, '')}/graphql`;
    this.#token = token;
    this.#connection = new Connection(clock, signal);
  }

  /** `path`: `/repos/…`. Gives the object that was made. */
  async create(path: string, fields: Fields): Promise<Fields> {
    return objectIn(await this.#exchange('POST', this.#api + path, 201, fields));
  }

  async update(path: string, fields: Fields): Promise<void> {
    objectIn(await this.#exchange('PATCH', this.#api + path, 200, fields));
  }

  /** One page of a list, and whether there is another. */
  async list(path: string): Promise<{ items: readonly unknown[]; more: boolean }> {
    const answer = await this.#exchange('GET', this.#api + path, 200);
    const items = jsonIn(answer);
    if (!Array.isArray(items)) throw new NotFromGitHubError();
    return { items, more: String(answer.headers['link']).includes('rel="next"') };
  }

  /** The `data` of the answer. */
  async query(query: string): Promise<Fields> {
    const { data } = objectIn(await this.#exchange('POST', this.#graphql, 200, { query }));
    if (!isRecord(data)) throw new NotFromGitHubError();
    return data;
  }

  async #exchange(method: 'GET' | 'POST' | 'PATCH', url: string, expected: number, fields?: Fields): Promise<Answer> {
    const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
    const body = fields && { type: 'application/json; charset=utf-8', content: JSON.stringify(fields) };
    const request = { method, url, token: this.#token, headers, ...(body && { body }) };
    const answer = await this.#connection.exchange(request, requestLimit);
    if (answer.status === expected) return answer;
    throw answer.status >= 200 && answer.status < 300 ? new NotFromGitHubError() : new RefusedByGitHubError(answer);
  }
}

function objectIn(answer: Answer): Fields {
  const json = jsonIn(answer);
  if (!isRecord(json)) throw new NotFromGitHubError();
  return json;
}

function jsonIn({ body }: Answer): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    throw new NotFromGitHubError();
  }
}

/** GitHub could not be reached, sent an incomplete answer, or a 5xx: the next request may succeed. */
export function isFault(error: unknown): boolean {
  return !(error instanceof RefusedByGitHubError) || error.answer.status >= 500;
}

/** Why GitHub did not do it, and which permission is missing, in one sentence without anything that GitHub was sent. */
export function explainRefusal(error: unknown, permission: string): string {
  if (error instanceof HttpError) return `GitHub could not be reached, or its answer was incomplete: ${error.message}.`;
  if (!(error instanceof RefusedByGitHubError)) return 'GitHub could not be reached, or its answer was incomplete.';
  const { status, headers } = error.answer;
  if (status === 401) return 'GitHub did not accept github-token (status 401).';
  if (status === 429 || (status === 403 && isLimit(headers)))
    return `GitHub refused the request (status ${status}): too many requests have been made with this token.`;
  if (status === 403 && messageIn(error.answer).includes('authenticate via a GitHub App'))
    return `GitHub refused the request (status ${status}): only the token of an app may do this, such as the job's own. Remove github-token to use that.`;
  if (status === 403 || status === 404)
    return `GitHub refused the request (status ${status}): the job needs "permissions: ${permission}: write". In pull requests from forks and from Dependabot, the token can only read.`;
  return `GitHub refused the request (status ${status}).`;
}

function isLimit(headers: Answer['headers']): boolean {
  return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
}

function messageIn(answer: Answer): string {
  try {
    return String(objectIn(answer)['message']);
  } catch {
    return '';
  }
}
