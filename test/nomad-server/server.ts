import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Fault } from './faults.ts';
import { type Listening, listen } from './listen.ts';
import type { Nomad } from './requests.ts';
import { apiPath } from './routes.ts';
import type { SendingFault } from './sending-faults.ts';
import { serve } from './serve.ts';
import { filesOf, isFolder } from './stored-files.ts';
import { Tokens } from './tokens.ts';
import type { FileSpec, UploadSpec, Version } from './upload-spec.ts';
import { type Shown, Uploads } from './uploads.ts';

export type { Fault } from './faults.ts';
export type { SendingFault } from './sending-faults.ts';
export type { Shown } from './uploads.ts';
export {
  type EntrySpec,
  type FileSpec,
  type State,
  type Status,
  type UploadSpec,
  type Version,
  versions,
} from './upload-spec.ts';

export interface LoggedRequest {
  method: string;
  path: string;
  /** As it was sent, without the question mark. */
  query: string;
  headers: Record<string, string>;
  /** Empty until it has been read, and where it is larger than 64 KiB. */
  body: string;
  /** How much of it has been read so far. */
  bodyBytes: number;
  /** 0 until an answer is begun. */
  status: number;
  /** By the server's clock, milliseconds. */
  at: number;
}

export interface NomadServer extends Listening {
  readonly version: Version;
  /** `http://127.0.0.1:PORT/nomad-oasis/api/v1` */
  readonly api: string;
  /** Every request received, in order. */
  readonly requests: LoggedRequest[];
  /** A fresh access token. A user that does not exist gives the token of somebody NOMAD does not know. */
  token(user: string): string;
  appToken(user: string, options?: { expired?: boolean }): string;
  /** Default scope: `uploads:read`. */
  pat(user: string, scopes?: string[], options?: { revoked?: boolean }): string;
  /** Puts an upload there and returns its id. */
  add(upload: UploadSpec): string;
  /** What is changed stays so, whatever the script of states says; new `states` begin a new script. */
  change(id: string, part: Partial<UploadSpec>): void;
  remove(id: string): void;
  /** All uploads as they are now; this is no look. */
  uploads(): Shown[];
  /** What lies in an upload when all that runs and waits has ended; contents only where they were really sent, and small. */
  files(id: string): FileSpec[];
  /** Asked when the head of a request is there, before its body is read; undefined lets it pass. A later rule replaces the former. */
  intercept(rule: (request: LoggedRequest) => Fault | SendingFault | undefined): void;
}

export interface NomadServerOptions {
  version?: Version;
  now?: () => number;
  /** How long an access token lives; default a day. */
  tokenSeconds?: number;
  tls?: { key: string; cert: string };
  /** How many unpublished uploads an account may have (a real one: 10); default any number. */
  uploadLimit?: number;
  /** A proxy before NOMAD answers a larger body with 413 (nginx: `client_max_body_size`); default none does. */
  maxBodyBytes?: number;
}

/** A NOMAD on 127.0.0.1 that answers what real ones were seen to answer, and fails in every way a test asks for. */
export async function startNomadServer(options: NomadServerOptions = {}): Promise<NomadServer> {
  const { version = '2.0', now = Date.now, tokenSeconds = 86_400, tls } = options;
  const { uploadLimit = Infinity, maxBodyBytes = Infinity } = options;
  const tokens = new Tokens(version, now, tokenSeconds);
  const uploads = new Uploads(version, now);
  const nomad: Nomad = { version, uploads, tokens, now, uploadLimit };
  const requests: LoggedRequest[] = [];
  let rule: (request: LoggedRequest) => Fault | SendingFault | undefined = () => undefined;

  const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', `${tls ? 'https' : 'http'}://${request.headers.host ?? '127.0.0.1'}`);
    const head = { method: request.method ?? 'GET', url, headers: singleHeaders(request) };
    const logged: LoggedRequest = {
      method: head.method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: head.headers,
      body: '',
      bodyBytes: 0,
      status: 0,
      at: now(),
    };
    requests.push(logged);
    const progress = (bytes: number, body?: string): void => {
      logged.bodyBytes = bytes;
      if (body !== undefined) logged.body = body;
    };
    logged.status = await serve(nomad, { request, response, ...head, fault: rule(logged), maxBodyBytes, progress });
  };
  const receive: RequestListener = (request, response) => {
    listener(request, response).catch((error: unknown) => {
      // A client that went away is the client's matter; a defect of this server must not look like NOMAD's.
      response.destroy(error instanceof Error ? error : undefined);
      if (!request.destroyed) console.error(error);
    });
  };
  const listening = await listen(tls ? createTlsServer(tls, receive) : createServer(receive));

  return {
    ...listening,
    version,
    api: `${tls ? 'https' : 'http'}://127.0.0.1:${listening.port}${apiPath}`,
    requests,
    token: (user) => tokens.access(user),
    appToken: (user, { expired = false } = {}) => tokens.app(user, expired ? -1 : 3600),
    pat: (user, scopes = ['uploads:read'], { revoked = false } = {}) => tokens.pat(user, scopes, revoked).token,
    add: (upload) => uploads.add(upload),
    change: (id, part) => {
      uploads.change(id, part);
    },
    remove: (id) => {
      uploads.remove(id);
    },
    uploads: () => uploads.all(),
    files: (id) => {
      const upload = uploads.ending(id);
      return upload ? filesOf(upload).filter((file) => !isFolder(file)) : [];
    },
    intercept: (next) => {
      rule = next;
    },
  };
}

function singleHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}
