import { randomBytes } from 'node:crypto';
import { zip } from './files.ts';
import type { Login, Target } from './target.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where the content type is JSON, else the text. */
  readonly body: unknown;
}

interface Ask {
  readonly token?: string;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
  readonly headers?: Record<string, string>;
}

/** A part of an answer; undefined where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((part, key) => {
    if (typeof part !== 'object' || part === null) return undefined;
    const entries: [string, unknown][] = Object.entries(part);
    return entries.find(([name]) => name === String(key))?.[1];
  }, value);
}

export function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value).sort() : [];
}

export function rowsOf(reply: Reply): unknown[] {
  const rows = at(reply.body, 'data');
  return Array.isArray(rows) ? rows : [];
}

export function each(rows: readonly unknown[], field: string): unknown[] {
  return rows.map((row) => at(row, field));
}

interface Put {
  readonly folder?: string;
  /** Empty: none is given. */
  readonly name?: string;
  readonly type?: string;
}

/** Talks to one target by fetch alone, and tidies up what it has made there. */
export class Client {
  readonly #target: Target;
  readonly #made: { id: string; token: string }[] = [];
  /** In every name of this client's uploads. */
  readonly run = `contract-${randomBytes(6).toString('hex')}`;

  constructor(target: Target) {
    this.#target = target;
  }

  async ask(method: string, path: string, { token, body, headers }: Ask = {}): Promise<Reply> {
    const url = path.startsWith('http') ? path : `${this.#target.api}${path}`;
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { accept: 'application/json', ...authorization, ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const isJson = text !== '' && response.headers.get('content-type') === 'application/json';
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  get(path: string, token?: string): Promise<Reply> {
    return this.ask('GET', path, token === undefined ? {} : { token });
  }

  login(fields: Record<string, string>): Promise<Reply> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.ask('POST', '/auth/token', { body: new URLSearchParams(fields).toString(), headers });
  }

  async token({ username, password }: Login): Promise<string> {
    const { body } = await this.login({ grant_type: 'password', username, password });
    return String(at(body, 'access_token'));
  }

  /** POST /uploads, remembered for tidying up. */
  async send(token: string, query: Record<string, string>, ask: Ask = {}): Promise<Reply> {
    const type = ask.body instanceof FormData ? {} : { 'content-type': 'application/octet-stream' };
    const headers = { ...type, ...ask.headers };
    const reply = await this.ask('POST', `/uploads?${new URLSearchParams(query).toString()}`, { ...ask, token, headers });
    const id = at(reply.body, 'upload_id');
    if (typeof id === 'string') this.#made.push({ id, token });
    return reply;
  }

  /** An upload of one file, or of none; its id. */
  async upload(token: string, name: string, file?: { name: string; content: string | Uint8Array<ArrayBuffer> }): Promise<string> {
    const query = { upload_name: name, ...(file && { file_name: file.name }) };
    return String(at((await this.send(token, query, file ? { body: file.content } : {})).body, 'upload_id'));
  }

  /** PUT …/raw/{folder}, by default of an archive that is unpacked at the top. */
  put(
    token: string,
    id: string,
    body: string | Uint8Array<ArrayBuffer>,
    { folder = '', name = 'upload.zip', type }: Put = {},
  ): Promise<Reply> {
    const query = name === '' ? '' : `?${new URLSearchParams({ file_name: name }).toString()}`;
    const headers = { 'content-type': type ?? 'application/octet-stream' };
    return this.ask('PUT', `/uploads/${id}/raw/${folder}${query}`, { token, body, headers });
  }

  /** A new upload with these files, when it has been processed. */
  async processed(token: string, name: string, files: Record<string, string>): Promise<string> {
    const id = await this.upload(token, `${this.run} ${name}`, { name: 'upload.zip', content: zip(files) });
    await this.settled(token, id);
    return id;
  }

  /** What lies in a folder: names and sizes, of folders with a slash. */
  async folder(token: string, id: string, path = ''): Promise<Record<string, number>> {
    const { body } = await this.get(`/uploads/${id}/rawdir/${path}?page_size=100`, token);
    const content = at(body, 'directory_metadata', 'content');
    const rows: unknown[] = Array.isArray(content) ? content : [];
    const shown = (row: unknown): string => `${String(at(row, 'name'))}${at(row, 'is_file') === true ? '' : '/'}`;
    return Object.fromEntries(rows.map((row) => [shown(row), Number(at(row, 'size'))]));
  }

  /** The status of every entry by its mainfile. */
  async entries(token: string, id: string): Promise<Record<string, unknown>> {
    const rows = rowsOf(await this.get(`/uploads/${id}/entries?page_size=100`, token));
    return Object.fromEntries(rows.map((row) => [String(at(row, 'mainfile')), at(row, 'process_status')]));
  }

  /** Looks until the processing has ended; the last answer, and the statuses seen on the way. */
  async settled(token: string, id: string): Promise<{ reply: Reply; seen: unknown[] }> {
    const seen: unknown[] = [];
    for (;;) {
      const reply = await this.get(`/uploads/${id}/entries?page_size=0`, token);
      if (reply.status !== 200 || at(reply.body, 'upload', 'process_running') === false) return { reply, seen };
      seen.push(at(reply.body, 'upload', 'process_status'));
      await this.#target.pause();
    }
  }

  edit(token: string, id: string, metadata: unknown): Promise<Reply> {
    const headers = { 'content-type': 'application/json' };
    return this.ask('POST', `/uploads/${id}/edit`, { token, body: JSON.stringify({ metadata }), headers });
  }

  /** `admin` is the token of one who may delete what is published. */
  async tidyUp(admin?: string): Promise<void> {
    for (const { id, token: owner } of this.#made) {
      const token = admin ?? owner;
      await this.settled(token, id);
      await this.ask('DELETE', `/uploads/${id}`, { token });
      await this.gone(token, id);
    }
  }

  async gone(token: string, id: string): Promise<Reply> {
    for (;;) {
      const reply = await this.get(`/uploads/${id}`, token);
      if (reply.status !== 200) return reply;
      await this.#target.pause();
    }
  }
}
