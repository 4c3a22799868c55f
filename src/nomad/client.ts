import { notNomad } from './messages/unexpected-answer.ts';
import { noAnswer, untrusted } from './messages/unreachable.ts';
import { NoVerdict } from '../core/errors.ts';
import type { Credentials } from './credentials.ts';
import { NotUnderstood, type Redact } from './answers/fields.ts';
import { type Answer, Connection, HttpFault, type Request } from './transport/http.ts';
import { readLogin } from './answers/login.ts';
import { type Asked, refusal } from './transport/refusal.ts';
import { readCause, type Cause } from './answers/processing-log.ts';
import { type Patience, Retryable, type Retrying, retry } from './transport/retry.ts';
import { type Entry, type Sighting, type UploadPage, readEntries, readSighting, readUploadPage } from './answers/schema.ts';
import { givenToken, LoginSession } from './transport/session.ts';

export interface UploadQuery {
  /** Exact names. 2.0 reads a name that is a JSON object as a filter: leave those out and compare (1.3 and 2.0, `GET /uploads`). */
  readonly names?: readonly string[];
  readonly ids?: readonly string[];
  /** Only uploads whose main author is the account; others may have made it a coauthor without asking. */
  readonly own?: boolean;
  /** From 1. */
  readonly page?: number;
  readonly pageSize: number;
}

/** The requests of this action to NOMAD: every method throws NoVerdict (or the signal's reason) when it has no answer that was understood. */
export interface NomadClient {
  /** Gets a token if that needs a request. */
  login(patience: Patience): Promise<void>;
  /** `GET /uploads`, newest first. Only uploads whose exact name is to be kept are read whole; all are, unless told. */
  uploads(query: UploadQuery, patience: Patience, keep?: (name: string) => boolean): Promise<UploadPage>;
  /** `GET /uploads/{id}/entries?page_size=0`: upload and counters in one small answer. */
  look(id: string, patience: Patience): Promise<Sighting>;
  /** `GET /uploads/{id}/entries` by status, FAILURE first, those that never finished next (READY sorts before SUCCESS). */
  unsuccessful(id: string, page: number, pageSize: number, patience: Patience): Promise<Entry[]>;
  /** Why an entry failed, from `GET /uploads/{id}/archive/{entry}`: a whole archive, of which at most `most` bytes are read. */
  cause(uploadId: string, entry: Entry, most: number, patience: Patience): Promise<{ cause: Cause | undefined; bytes: number }>;
}

interface ClientMeans extends Retrying {
  /** `https://…/api/v1` */
  readonly api: string;
  readonly credentials: Credentials;
  readonly redact: Redact;
  /** Called with every token that NOMAD gives, before anything else is done with it. */
  readonly onSecret: (value: string) => void;
  /** Called after each request, for the debug log. */
  readonly onAnswer: (route: string, outcome: string, ms: number, bytes: number) => void;
}

/** A guard: what an answer says, of which so many bytes were read. */
type Read<T> = (json: unknown, bytes: number) => T;

export function createClient(means: ClientMeans): NomadClient {
  const { api, credentials, redact } = means;
  const connection = new Connection(means.clock, means.signal);

  async function attempt<T>(request: Request, asked: Asked, limit: number, read: Read<T>): Promise<T> {
    const began = means.clock.now();
    const report = (outcome: string, bytes: number): void => {
      means.onAnswer(asked.route, outcome, means.clock.now() - began, bytes);
    };
    let answer: Answer;
    try {
      answer = await connection.exchange(request, limit);
    } catch (error) {
      if (!(error instanceof HttpFault)) throw error;
      report(error.message, 0);
      throw faulty(error, asked);
    }
    report(String(answer.status), answer.bytes);
    if (answer.status !== 200) {
      if (answer.status > 200 && answer.status < 300) throw alien(asked, `status ${answer.status}`);
      throw refusal(answer, asked, redact, means.clock.now());
    }
    return understand(answer, asked, read);
  }

  async function logIn(username: string, password: string, patience: Patience): Promise<string> {
    const asked: Asked = { what: 'login', route: 'POST /auth/token', api };
    const form = new URLSearchParams({ grant_type: 'password', username, password });
    const request: Request = { method: 'POST', url: `${api}/auth/token`, form };
    return await retry((limit) => attempt(request, asked, limit, readTokens), patience, means);
  }

  function readTokens(json: unknown): string {
    const { token, others } = readLogin(json);
    for (const secret of [token, ...others]) means.onSecret(secret);
    return token;
  }

  const session =
    credentials.kind === 'token'
      ? givenToken(credentials.token)
      : new LoginSession((patience) => logIn(credentials.username, credentials.password, patience));

  async function get<T>({ path, query, what, most, mayFollow = false }: Get, patience: Patience, read: Read<T>): Promise<T> {
    const url = `${api}${path}${query === undefined ? '' : `?${query.toString()}`}`;
    const asked: Asked = { what, route: `GET ${path}`, api };
    return await session.with(patience, (token) =>
      retry((limit) => attempt({ method: 'GET', url, token, most, mayFollow }, asked, limit, read), patience, means),
    );
  }

  return {
    login: (patience) => session.login(patience),

    uploads: (query, patience, keep = () => true) =>
      get(uploadsRoute(query), patience, (json) => readUploadPage(json, keep, redact)),

    look: (id, patience) =>
      get({ ...entriesRoute(id, { page_size: '0' }), mayFollow: true }, patience, (json) => readSighting(json, id, redact)),

    unsuccessful: (id, page, pageSize, patience) => {
      const query = {
        page_size: String(pageSize),
        order_by: 'process_status',
        order: 'asc',
        ...(page > 1 && { page: String(page) }),
      };
      return get(entriesRoute(id, query), patience, (json) => {
        // Only to refuse an answer that is about another upload, or contradicts itself.
        readSighting(json, id, redact);
        return readEntries(json, redact);
      });
    },

    cause: (uploadId, entry, most, patience) =>
      get({ path: `/uploads/${uploadId}/archive/${entry.id}`, what: 'upload', most }, patience, (json, bytes) => ({
        cause: readCause(json, entry.mainfile, redact),
        bytes,
      })),
  };
}

interface Get {
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly what: 'list' | 'upload';
  readonly most?: number;
  /** See `Request`: a look names the upload, and further pages must add up to the whole list. */
  readonly mayFollow?: boolean;
}

function uploadsRoute({ names = [], ids = [], own = false, page = 1, pageSize }: UploadQuery): Get {
  const query = new URLSearchParams();
  for (const name of names) query.append('upload_name', name);
  for (const id of ids) query.append('upload_id', id);
  if (own) query.append('roles', 'main_author');
  query.append('order_by', 'upload_create_time');
  query.append('order', 'desc');
  query.append('page_size', String(pageSize));
  if (page > 1) query.append('page', String(page));
  return { path: '/uploads', query, what: 'list', mayFollow: page > 1 };
}

function entriesRoute(id: string, query: Record<string, string>): Get {
  return { path: `/uploads/${id}/entries`, query: new URLSearchParams(query), what: 'upload' };
}

function faulty(fault: HttpFault, asked: Asked): Error {
  switch (fault.kind) {
    case 'certificate':
      return new NoVerdict(untrusted(asked, fault.message));
    case 'too-large':
      return new NoVerdict(notNomad(asked, fault.message), asked.what === 'upload' ? 'upload' : 'step');
    case 'network':
    case 'late':
      return new Retryable('passing', noAnswer(asked, fault.message), { late: fault.kind === 'late' });
  }
}

function alien(asked: Asked, why: string): Retryable {
  return new Retryable('alien', notNomad(asked, why));
}

function understand<T>({ headers, body, bytes }: Answer, asked: Asked, read: Read<T>): T {
  const type = headers['content-type'];
  if (typeof type !== 'string' || !/^application\/([\w.-]+\+)?json\b/i.test(type))
    throw alien(asked, `${kindOf(type)} instead of JSON`);
  if (body === undefined) throw alien(asked, 'it is not valid UTF-8');
  try {
    return read(parse(body), bytes);
  } catch (error) {
    if (error instanceof NotUnderstood) throw alien(asked, error.message);
    throw error;
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new NotUnderstood('it is not whole JSON');
  }
}

function kindOf(type: string | string[] | undefined): string {
  return typeof type === 'string' && /^text\/html\b/i.test(type) ? 'a web page' : 'something else';
}
