import { NoVerdictError } from '../../core/errors.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import { isRecord } from '../../core/record.ts';
import { NotUnderstoodError, type Redact } from '../answers/fields.ts';
import { listTokens, readLogin } from '../answers/login.ts';
import type { Credentials } from '../credentials.ts';
import { notNomad } from '../messages/unexpected-answer.ts';
import { noAnswer, untrusted } from '../messages/unreachable.ts';
import { readDetail } from './detail.ts';
import { type Answer, Connection, type Request, type StreamedBody } from './http.ts';
import { HttpError } from './http-error.ts';
import type { Question } from './refusal.ts';
import { maxRequestTime, minRequestTime, type Patience, type RetryDeps, RetryableError, retry } from './retry.ts';
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
  /** What another status says, where it is an answer too; undefined where it is not. `detail`: NOMAD's own, '' if it has none. */
  readonly readRefusal?: (status: number, detail: string) => T | undefined;
}

/** One request that changes something in NOMAD. */
export interface Change<T> extends Route<T> {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Made anew for each time that the request is sent. */
  readonly makeBody?: () => StreamedBody;
}

/** There is no answer that was understood: only another look can tell whether the change was made. */
export interface Unanswered {
  readonly kind: 'unanswered';
  readonly failure: Failure;
  /** How many milliseconds the server asked us to wait. */
  readonly retryAfter: number | undefined;
  /** Our own time limit ended the request. */
  readonly late: boolean;
  /** False: the body was cut, and NOMAD keeps nothing of a part (1.3 and 2.0). */
  readonly mayBeDone: boolean;
}

/** Distinguishes it from what a change may say. */
export function isUnanswered(answer: unknown): answer is Unanswered {
  return isRecord(answer) && answer['kind'] === 'unanswered';
}

export interface RequesterDeps extends RetryDeps {
  /** `https://…/api/v1` */
  readonly api: string;
  readonly credentials: Credentials;
  /** Those that a personal access token needs for all requests of the step. */
  readonly scopes: readonly string[];
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
  #answeredAt: number | undefined;

  constructor(deps: RequesterDeps) {
    const { credentials, clock, signal } = deps;
    this.#deps = deps;
    this.#connection = new Connection(clock, signal);
    this.#session =
      credentials.kind === 'token'
        ? givenToken(credentials.token)
        : new LoginSession((patience) => this.#logIn(credentials.username, credentials.password, patience), clock);
  }

  /** The `Date` of the last answer, in milliseconds since 1970. */
  get answeredAt(): number | undefined {
    return this.#answeredAt;
  }

  /** Gets a token, if that takes a request. */
  async login(patience: Patience): Promise<void> {
    await this.#session.login(patience);
  }

  /** A request that only reads, so it may be repeated. Throws NoVerdictError when there is no answer that was understood. */
  async get<T>(route: Route<T>, patience: Patience): Promise<T> {
    const { maxBytes, mayFollow = false } = route;
    const { url, question } = this.#place('GET', route);
    return await this.#session.with(patience, (token) =>
      retry(
        (limit) => this.#attempt({ method: 'GET', url, token, maxBytes, mayFollow }, question, limit, route),
        patience,
        this.#deps,
      ),
    );
  }

  /**
   * Sends a request that changes something, once: after a lost answer nobody can say from here whether it was carried out. A streamed body has
   * until the end of `patience`. Throws NoVerdictError where NOMAD refused it, and the error of a body's source.
   */
  async change<T>(change: Change<T>, patience: Patience): Promise<T | Unanswered> {
    const { method, makeBody } = change;
    const { url, question } = this.#place(method, change);
    let body: StreamedBody | undefined;
    const ask = (token: string): Promise<T> => {
      const left = Math.max(minRequestTime, patience.until - this.#deps.clock.now());
      body = makeBody?.();
      const limit = body === undefined ? Math.min(left, maxRequestTime) : left;
      return this.#attempt({ method, url, token, ...(body && { body }) }, question, limit, change);
    };
    try {
      return await this.#session.with(patience, ask);
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      const { failure, retryAfter, late } = error;
      return { kind: 'unanswered', failure, retryAfter, late, mayBeDone: body?.isThrough ?? true };
    }
  }

  #place(
    method: string,
    { path, query, subject }: Pick<Route<unknown>, 'path' | 'query' | 'subject'>,
  ): { url: string; question: Question } {
    const { api, scopes } = this.#deps;
    const url = `${api}${path}${query === undefined ? '' : `?${query.toString()}`}`;
    return { url, question: { subject, route: `${method} ${path}`, api, scopes } };
  }

  async #logIn(username: string, password: string, patience: Patience): Promise<string> {
    const { api } = this.#deps;
    const question: Question = { subject: 'login', route: 'POST /auth/token', api, scopes: [] };
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
    const meant = readRefusal?.(answer.status, detail ?? '');
    if (meant !== undefined) return meant;
    // Loaded here because most steps are refused nothing.
    const { toError } = await import('./refusal.ts');
    throw toError(answer, question, this.#deps.redact, this.#deps.clock.now());
  }

  async #exchange(request: Request, question: Question, limit: number): Promise<Answer> {
    const { clock, onAnswer } = this.#deps;
    const began = clock.now();
    try {
      const answer = await this.#connection.exchange(request, limit);
      onAnswer(question.route, String(answer.status), clock.now() - began, answer.bytes);
      this.#answeredAt = Date.parse(String(answer.headers['date'])) || undefined;
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
