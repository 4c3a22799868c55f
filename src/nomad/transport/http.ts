import type { Readable } from 'node:stream';
import { HttpClient, type HttpClientResponse } from '@actions/http-client';
import { type Clock, minute } from '../../core/clock.ts';
import { product } from '../../core/product.ts';
import { HttpError, nameProxy, toHttpError } from './http-error.ts';

/** A body that is made while it is sent, and that has its own time limits. */
export interface StreamedBody {
  readonly type: string;
  /** The whole of it has been handed to the connection, when it was sent last. */
  readonly isThrough: boolean;
  /** `fail` is called when the body can't be sent: with an HttpError, or with the error of what makes it. */
  readonly send: (limit: number, clock: Clock, fail: (error: unknown) => void) => BodyOnItsWay;
}

export interface BodyOnItsWay {
  /** Never closes before its end: the client would take that for the end of the request. */
  readonly stream: Readable;
  readonly isThrough: boolean;
  readonly sourceError: unknown;
  close(): void;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly token?: string;
  readonly body?: { readonly type: string; readonly content: string } | StreamedBody;
  /** `accept` among them, unless JSON is wanted. Names are lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How many bytes of the answer to read at most; `maxAnswerBytes` by default. */
  readonly maxBytes?: number | undefined;
  /**
   * The answer shows which request it belongs to. Only then may the request follow another one on the same connection, where a broken
   * server or proxy could have left a second answer to the earlier request.
   */
  readonly mayFollow?: boolean;
}

/** An answer whose body was read to its end. */
export interface Answer {
  readonly status: number;
  /** Header names are lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** undefined: the bytes are not UTF-8, or an error is longer than any of NOMAD or GitHub. */
  readonly body: string | undefined;
  readonly bytes: number;
}

export const maxAnswerBytes = 16 * 1024 * 1024;
const maxErrorBytes = 64 * 1024;

// The client's own time limit, three minutes by default, must not come before ours.
const maxSilence = 10 * minute;

// Servers close idle connections, some after two seconds: later requests open a new one.
const maxIdleTime = 1000;

/** Sends requests to one server, one at a time. A request that follows at once may reuse the connection of the one before. */
export class Connection {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #idle: { readonly client: HttpClient; readonly since: number } | undefined;
  #endsSilently = false;

  /** `signal` aborts all requests. */
  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
  }

  /**
   * Sends one request and reads the complete answer within `limit` milliseconds, including the time to connect; for a streamed body, `limit`
   * is the time to send it. Does not follow redirects. Throws HttpError, the error of a streamed body's source, or the signal's
   * reason as soon as it is aborted.
   */
  async exchange(request: Request, limit: number): Promise<Answer> {
    const idle = this.#takeIdle();
    if (idle === undefined || request.mayFollow !== true || this.#endsSilently) {
      idle?.dispose();
      return await this.#send(newClient(), request, limit);
    }
    const until = this.#clock.now() + limit;
    try {
      return await this.#send(idle, request, limit);
    } catch (error) {
      if (!(error instanceof HttpError) || !error.unanswered) throw error;
      // The server closes connections without saying so: that is not the fault of this request.
      this.#endsSilently = true;
      return await this.#send(newClient(), request, until - this.#clock.now());
    }
  }

  async #send(client: HttpClient, request: Request, limit: number): Promise<Answer> {
    this.#signal.throwIfAborted();
    let response: HttpClientResponse | undefined;
    const ended = Promise.withResolvers<never>();
    const fail = (error: unknown): void => {
      ended.reject(error);
    };
    const limitTime = (): (() => void) =>
      this.#clock.after(limit, () => {
        const proxy = response === undefined ? nameProxy(request.url) : undefined;
        const way = proxy === undefined ? '' : ` through the proxy ${proxy}`;
        fail(new HttpError('late', `no complete answer within ${Math.round(limit / 1000)} seconds${way}`));
      });
    const { body } = request;
    const sending = body && 'send' in body ? body.send(limit, this.#clock, fail) : undefined;
    const content = sending?.stream ?? (body && 'content' in body ? body.content : null);
    const stopTimer = sending === undefined ? limitTime() : undefined;
    const abort = (): void => {
      fail(this.#signal.reason);
    };
    this.#signal.addEventListener('abort', abort, { once: true });
    const state = { over: false };
    try {
      const whole = (async () => {
        response = await client.request(request.method, request.url, content, makeHeaders(request));
        // Behind a proxy, a request can't be aborted while it connects: an answer that comes too late is not read.
        if (state.over) response.message.destroy();
        const answer = await readWhole(response, request.maxBytes ?? maxAnswerBytes);
        if (sending?.isThrough === false && answer.status < 300)
          throw new HttpError('network', 'it answered before everything was sent');
        return answer;
      })();
      const answer = await Promise.race([whole, ended.promise]);
      if (answer.status === 200 && sending === undefined) this.#idle = { client, since: this.#clock.now() };
      else client.dispose();
      return answer;
    } catch (error) {
      // Disposing of the client closes the connection, whatever state it is in.
      response?.message.destroy();
      client.dispose();
      // A cancellation also breaks connections: then the cancellation is the reason, not the broken connection.
      this.#signal.throwIfAborted();
      if (error instanceof HttpError || (sending !== undefined && error === sending.sourceError)) throw error;
      throw toHttpError(error, request.url, response === undefined);
    } finally {
      state.over = true;
      stopTimer?.();
      sending?.close();
      this.#signal.removeEventListener('abort', abort);
    }
  }

  #takeIdle(): HttpClient | undefined {
    const idle = this.#idle;
    this.#idle = undefined;
    if (idle === undefined || this.#clock.now() - idle.since < maxIdleTime) return idle?.client;
    idle.client.dispose();
    return undefined;
  }
}

function newClient(): HttpClient {
  return new HttpClient(product, [], { allowRedirects: false, allowRetries: false, keepAlive: true, socketTimeout: maxSilence });
}

function makeHeaders(request: Request): Record<string, string> {
  return {
    accept: 'application/json',
    ...request.headers,
    ...(request.body && { 'content-type': request.body.type }),
    ...(request.token !== undefined && { authorization: `Bearer ${request.token}` }),
  };
}

// readBody() of @actions/http-client never settles if the connection is cut, so the stream is read here.
async function readWhole({ message }: HttpClientResponse, maxBytes: number): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  const isError = (message.statusCode ?? 0) >= 300;
  let bytes = 0;
  for await (const chunk of message) {
    if (!(chunk instanceof Uint8Array)) throw new HttpError('network', 'the answer is not a stream of bytes');
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new HttpError('too-large', `the answer is larger than ${Math.ceil(maxBytes / 1024 / 1024)} MiB`);
    if (bytes <= maxErrorBytes || !isError) chunks.push(chunk);
  }
  if (!message.complete) throw new HttpError('network', 'the answer was cut short');
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    body: isError && bytes > maxErrorBytes ? undefined : decode(Buffer.concat(chunks)),
    bytes,
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
