import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Answer } from './answers.ts';
import { type BodyFault, type Fault, inflict, inflictOnBody } from './faults.ts';
import { type Listening, listen } from './listen.ts';
import type { Nomad } from './requests.ts';
import { answer, answerEarly, apiPath } from './routes.ts';
import { Tokens } from './tokens.ts';
import type { FileSpec, UploadSpec, Version } from './upload-spec.ts';
import { type Shown, Uploads } from './uploads.ts';
import { filesIn } from './changing.ts';

export type { BodyFault, Fault } from './faults.ts';
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
  body: string;
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
  /** Asked before every answer; undefined lets it pass. A later rule replaces the former. */
  intercept(rule: (request: LoggedRequest) => Fault | undefined): void;
  /** Asked before the body of a request is read; undefined lets it pass. */
  interceptBody(rule: (request: LoggedRequest) => BodyFault | undefined): void;
  /** The files of an upload, as they are stored. */
  files(id: string): readonly FileSpec[];
  /** All uploads that there are. */
  uploads(): readonly Shown[];
}

export interface NomadServerOptions {
  version?: Version;
  now?: () => number;
  /** How long an access token lives; default a day. */
  tokenSeconds?: number;
  tls?: { key: string; cert: string };
  /** Unpublished uploads of one account. */
  uploadLimit?: number;
}

/** A NOMAD on 127.0.0.1 that answers what real ones were seen to answer, and fails in every way a test asks for. */
export async function startNomadServer(options: NomadServerOptions = {}): Promise<NomadServer> {
  const { version = '2.0', now = Date.now, tokenSeconds = 86_400, tls, uploadLimit } = options;
  const tokens = new Tokens(version, now, tokenSeconds);
  const uploads = new Uploads(version, now);
  const nomad: Nomad = { version, uploads, tokens, now, uploadLimit };
  const requests: LoggedRequest[] = [];
  let rule: (request: LoggedRequest) => Fault | undefined = () => undefined;
  let bodyRule: (request: LoggedRequest) => BodyFault | undefined = () => undefined;

  const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', `${tls ? 'https' : 'http'}://${request.headers.host ?? '127.0.0.1'}`);
    const method = request.method ?? 'GET';
    const headers = singleHeaders(request);
    const logged = {
      method,
      path: url.pathname,
      query: url.search.slice(1),
      headers,
      body: '',
      status: 0,
      at: now(),
    };
    requests.push(logged);
    const bodyFault = bodyRule(logged);
    const early = bodyFault === undefined ? answerEarly(nomad, { method, url, headers, body: Buffer.alloc(0) }) : undefined;
    if (bodyFault !== undefined) {
      logged.status = inflictOnBody(bodyFault, request);
      return;
    }
    if (early !== undefined) {
      logged.status = respond(response, early, now());
      request.resume();
      return;
    }
    const body = await bodyOf(request);
    logged.body = body.length > maxLogged ? '' : body.toString();
    const fault = rule(logged);
    const truth = (): Answer => answer(nomad, { method, url, headers, body });
    logged.status = fault ? inflict(fault, request, truth) : respond(response, truth(), now());
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
    intercept: (next) => {
      rule = next;
    },
    interceptBody: (next) => {
      bodyRule = next;
    },
    files: (id) => {
      const upload = uploads.peek(id);
      return upload === undefined ? [] : filesIn(upload);
    },
    uploads: () => uploads.all(),
  };
}

const maxLogged = 1024 * 1024;

/** `at`: the server's clock. */
function respond(response: ServerResponse, { status, headers, body }: Answer, at: number): number {
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { server: 'uvicorn', date: new Date(at).toUTCString(), ...headers, ...length }).end(body);
  return status;
}

function singleHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}

function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .once('end', () => {
        resolve(Buffer.concat(chunks));
      })
      .once('error', reject);
  });
}
