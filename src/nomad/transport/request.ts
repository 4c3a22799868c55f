import { NoVerdictError } from '../../core/errors.ts';
import { NotUnderstoodError, type Redact } from '../answers/fields.ts';
import { listTokens, readLogin } from '../answers/login.ts';
import type { Credentials } from '../credentials.ts';
import { notNomad } from '../messages/unexpected-answer.ts';
import { noAnswer, untrusted } from '../messages/unreachable.ts';
import { readDetail } from './detail.ts';
import { type Answer, Connection, type Request } from './http.ts';
import { HttpError } from './http-error.ts';
import { type Question, toError } from './refusal.ts';
import { type Patience, type RetryDeps, RetryableError, retry } from './retry.ts';
import { givenToken, LoginSession } from './session.ts';

/** One request to NOMAD, and how to understand its answer. */
export interface Route<T> {
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly subject: 'list' | 'upload';
  /** Bytes of the answer that are read at most. */
  readonly maxBytes?: number;
  /** See `Request`. */
  readonly mayFollow?: boolean;
  /** What a whole 200 says, of which so many bytes were read. Throws NotUnderstoodError. */
  readonly read: (json: unknown, bytes: number) => T | Promise<T>;
  /** What another status says, where NOMAD's `detail` makes it an answer too; undefined where it does not. */
  readonly readRefusal?: (status: number, detail: string) => T | undefined;
}

export interface RequesterDeps extends RetryDeps {
  /** `https://…/api/v1` */
  readonly api: string;
  readonly credentials: Credentials;
  readonly redact: Redact;
  /** Called with every token that NOMAD returns, before anything else happens to it. */
  readonly onSecret: (value: string) => void;
  /** Called after each request, for the debug log. */
  readonly onAnswer: (route: string, outcome: string, ms: number, bytes: number) => void;
}

/** Sends requests to one deployment: logs in, retries, and reads each answer whole. */
export class Requester {
  readonly #deps: RequesterDeps;
  readonly #connection: Connection;
  readonly #session;

  constructor(deps: RequesterDeps) {
    const { credentials, clock, signal } = deps;
    this.#deps = deps;
    this.#connection = new Connection(clock, signal);
    this.#session =
      credentials.kind === 'token'
        ? givenToken(credentials.token)
        : new LoginSession((patience) => this.#logIn(credentials.username, credentials.password, patience), clock);
  }

  /** Gets a token, if that takes a request. */
  async login(patience: Patience): Promise<void> {
    await this.#session.login(patience);
  }

  /** A request that only reads, so it may be repeated. Throws NoVerdictError when there is no answer that was understood. */
  async get<T>(route: Route<T>, patience: Patience): Promise<T> {
    const { path, query, subject, maxBytes, mayFollow = false } = route;
    const { api } = this.#deps;
    const url = `${api}${path}${query === undefined ? '' : `?${query.toString()}`}`;
    const question: Question = { subject, route: `GET ${path}`, api, scope: 'uploads:read' };
    return await this.#session.with(patience, (token) =>
      retry(
        (limit) => this.#attempt({ method: 'GET', url, token, maxBytes, mayFollow }, question, limit, route),
        patience,
        this.#deps,
      ),
    );
  }

  async #logIn(username: string, password: string, patience: Patience): Promise<string> {
    const { api } = this.#deps;
    const question: Question = { subject: 'login', route: 'POST /auth/token', api, scope: '' };
    const form = new URLSearchParams({ grant_type: 'password', username, password });
    const body = { type: 'application/x-www-form-urlencoded', content: form.toString() };
    return await retry(
      (limit) => this.#attempt({ method: 'POST', url: `${api}/auth/token`, body }, question, limit, { read: readLogin }),
      patience,
      this.#deps,
    );
  }

  async #attempt<T>(
    request: Request,
    question: Question,
    limit: number,
    { read, readRefusal }: Pick<Route<T>, 'read' | 'readRefusal'>,
  ): Promise<T> {
    const answer = await this.#exchange(request, question, limit);
    // Whatever the status, and whether it is understood: another answer may repeat them.
    if (question.subject === 'login') for (const token of listTokens(answer.body)) this.#deps.onSecret(token);
    if (answer.status === 200) return await understand(answer, question, read);
    if (answer.status > 200 && answer.status < 300) throw notOurs(question, `status ${answer.status}`);
    const detail = readDetail(answer.body);
    const meant = detail === undefined ? undefined : readRefusal?.(answer.status, detail);
    if (meant !== undefined) return meant;
    throw toError(answer, question, this.#deps.redact, this.#deps.clock.now());
  }

  async #exchange(request: Request, question: Question, limit: number): Promise<Answer> {
    const { clock, onAnswer } = this.#deps;
    const began = clock.now();
    try {
      const answer = await this.#connection.exchange(request, limit);
      onAnswer(question.route, String(answer.status), clock.now() - began, answer.bytes);
      return answer;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      onAnswer(question.route, error.message, clock.now() - began, 0);
      throw withoutAnswer(error, question);
    }
  }
}

function withoutAnswer(error: HttpError, question: Question): Error {
  switch (error.kind) {
    case 'certificate':
      return new NoVerdictError(untrusted(question, error.message));
    case 'too-large':
      return new NoVerdictError(notNomad(question, error.message), question.subject === 'upload' ? 'upload' : 'step');
    case 'network':
    case 'late':
      return new RetryableError('passing', noAnswer(question, error.message), { late: error.kind === 'late' });
  }
}

function notOurs(question: Question, why: string): RetryableError {
  return new RetryableError('alien', notNomad(question, why));
}

async function understand<T>({ headers, body, bytes }: Answer, question: Question, read: Route<T>['read']): Promise<T> {
  const type = headers['content-type'];
  if (typeof type !== 'string' || !/^application\/([\w.-]+\+)?json\b/i.test(type))
    throw notOurs(question, `${describeType(type)} instead of JSON`);
  if (body === undefined) throw notOurs(question, 'it is not valid UTF-8');
  try {
    return await read(parse(body), bytes);
  } catch (error) {
    if (error instanceof NotUnderstoodError) throw notOurs(question, error.message);
    throw error;
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new NotUnderstoodError('it is not complete JSON');
  }
}

function describeType(type: string | string[] | undefined): string {
  return typeof type === 'string' && /^text\/html\b/i.test(type) ? 'a web page' : 'something else';
}
