import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoVerdictError } from '../../src/core/errors.ts';
import { type NomadClient, createClient } from '../../src/nomad/client.ts';
import { Requester } from '../../src/nomad/transport/request.ts';
import { anEntry } from '../builders.ts';
import { type Fault, type NomadServer, startNomadServer } from '../nomad-server/server.ts';
import { SimulatedClock } from '../simulated-clock.ts';

let clock: SimulatedClock;
let server: NomadServer;
let answers: string[];
let nomad: NomadClient;

function clientWith(redact: (text: string) => string): NomadClient {
  const requester = new Requester({
    ...{
      scopes: ['uploads:read'],
      api: server.api,
      credentials: { kind: 'token', token: server.pat('ada') },
      clock,
      random: () => 0.5,
    },
    signal: new AbortController().signal,
    redact,
    onSecret: () => undefined,
    onRetry: () => undefined,
    onAnswer: (route, outcome, ms, bytes) => {
      answers.push(`${route}: ${outcome} after ${ms} ms, ${bytes > 0 ? 'a body' : 'nothing'}`);
    },
  });
  return createClient(requester, redact);
}

beforeEach(async () => {
  clock = new SimulatedClock();
  server = await startNomadServer({ now: () => clock.now() });
  answers = [];
  nomad = clientWith((text) => text);
});
afterEach(() => server.close());

const patience = { retries: 0, until: Infinity };

async function failureOf(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof NoVerdictError ? `${error.failure.reason}, ${error.concerns}: ${error.failure.message}` : String(error);
}

const queries = (): string[] => server.requests.map(({ query }) => query);

describe('uploads', () => {
  it('are asked for newest first, with pages of our own making, never by an address that the server gives', async () => {
    for (let i = 0; i < 3; i++) server.add({ name: `run ${i}` });
    const first = await nomad.listUploads({ own: true, pageSize: 2 }, patience);
    const second = await nomad.listUploads({ own: true, pageSize: 2, page: 2 }, patience);
    expect([...first.uploads, ...second.uploads].map(({ name }) => name)).toEqual(['run 2', 'run 1', 'run 0']);
    expect(first.total).toBe(3);
    const sorted = 'roles=main_author&order_by=upload_create_time&order=desc&page_size=2';
    expect(queries()).toEqual([sorted, `${sorted}&page=2`]);
  });

  it('are found by names with any characters in them', async () => {
    const names = ['a b&c=d', 'ä+%20?#/', '"\'<>', '日本語 🧪', '{a}'];
    for (const name of names) server.add({ name });
    for (const name of names) {
      const { uploads } = await nomad.listUploads({ names: [name], pageSize: 100 }, patience);
      expect(uploads.map(({ exactName }) => exactName)).toEqual([name]);
    }
  });

  it('are found by several ids at once', async () => {
    const ids = [server.add({}), server.add({}), server.add({})].slice(1);
    const { uploads } = await nomad.listUploads({ ids, pageSize: 100 }, patience);
    expect(uploads.map(({ id }) => id).sort()).toEqual(ids.toSorted());
  });
});

describe('entries', () => {
  it('come with the counters in a look that asks for no row', async () => {
    const id = server.add({
      entries: [{ mainfile: 'a' }, { mainfile: 'b', status: 'FAILURE' }, { mainfile: 'c', status: 'READY' }],
    });
    expect(await nomad.getUpload(id, patience)).toMatchObject({
      counters: { total: 3, successful: 1, failed: 1, unfinished: 1 },
    });
    expect(queries()).toEqual(['page_size=0']);
  });

  it('that failed come first, then those that never finished, page by page', async () => {
    const id = server.add({
      entries: [{ mainfile: 'good' }, { mainfile: 'ready', status: 'READY' }, { mainfile: 'bad', status: 'FAILURE' }],
    });
    const first = await nomad.listUnsuccessfulEntries(id, 1, 2, patience);
    const second = await nomad.listUnsuccessfulEntries(id, 2, 2, patience);
    expect([...first, ...second].map(({ mainfile }) => mainfile)).toEqual(['bad', 'ready', 'good']);
    expect(queries()[1]).toBe('page_size=2&order_by=process_status&order=asc&page=2');
  });

  it('of another upload are not taken', async () => {
    const id = server.add({});
    const other = await fetchBody(server.add({}));
    server.intercept(() => ({ kind: 'text', text: other }));
    expect(await failureOf(nomad.getUpload(id, patience))).toContain('it is about another upload');
    expect(await failureOf(nomad.listUnsuccessfulEntries(id, 1, 50, patience))).toContain('it is about another upload');
  });
});

async function fetchBody(id: string): Promise<string> {
  const answer = await fetch(`${server.api}/uploads/${id}/entries`, {
    headers: { authorization: `Bearer ${server.token('ada')}` },
  });
  return await answer.text();
}

describe('a 200 is not NOMAD’s', () => {
  const json = '{"pagination":{"total":0},"data":[]}';
  const faults: [string, Fault][] = [
    ['a web page instead of JSON', { kind: 'html', status: 200 }],
    ['something else instead of JSON', { kind: 'status', status: 200, body: json, contentType: 'text/plain' }],
    ['something else instead of JSON', { kind: 'status', status: 200, body: json, contentType: 'application/jsonp' }],
    ['something else instead of JSON', { kind: 'status', status: 200, body: json, contentType: 'x-application/json' }],
    ['it is not valid UTF-8', { kind: 'gzip' }],
    ['it is not complete JSON', { kind: 'empty' }],
    ['it is not complete JSON', { kind: 'text', text: json.slice(0, -1) }],
    ['the answer is missing or not an object', { kind: 'text', text: 'null' }],
    ['"pagination" is missing or not an object', { kind: 'text', text: '{}' }],
    ['status 202', { kind: 'status', status: 202, body: json }],
  ];

  it.each(faults)('when %s', async (why, fault) => {
    server.intercept(() => fault);
    expect(await failureOf(nomad.listUploads({ pageSize: 0 }, patience))).toBe(
      `unexpected-answer, upload: The answer from ${server.api} to GET /uploads is not a valid NOMAD answer: ${why}.`,
    );
    expect(server.requests).toHaveLength(4);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/hal+json'])(
    'unless its type is JSON: %s',
    async (contentType) => {
      server.intercept(() => ({ kind: 'status', status: 200, body: json, contentType }));
      expect(await nomad.listUploads({ pageSize: 0 }, patience)).toEqual({ names: new Map(), uploads: [], total: 0 });
    },
  );
});

it('a defect of ours while an answer is read is not taken for an answer that is not NOMAD’s', async () => {
  server.add({});
  const defect = new SyntaxError('Invalid regular expression');
  const broken = clientWith(() => {
    throw defect;
  });
  await expect(broken.listUploads({ pageSize: 100 }, patience)).rejects.toBe(defect);
  expect(server.requests).toHaveLength(1);
});

describe('what is said of a request', () => {
  it('has the route, and neither the query nor the token nor an address beyond the deployment’s', async () => {
    server.intercept(() => ({ kind: 'reset' }));
    const failure = await failureOf(nomad.listUploads({ names: ['private name'], pageSize: 100 }, patience));
    expect(failure).toBe(
      `unreachable, step: There was no complete answer from NOMAD at ${server.api}: the connection was closed before the answer was complete (ECONNRESET) (GET /uploads).`,
    );
  });

  it('is told for the debug log after each answer, good or bad', async () => {
    const id = server.add({});
    await nomad.getUpload(id, patience);
    server.intercept(() => {
      clock.pass(70);
      return { kind: 'html', status: 503 };
    });
    await failureOf(nomad.getUpload(id, patience));
    server.intercept(() => ({ kind: 'reset' }));
    await failureOf(nomad.getUpload(id, patience));
    const route = `GET /uploads/${id}/entries`;
    expect(answers).toEqual([
      `${route}: 200 after 0 ms, a body`,
      `${route}: 503 after 70 ms, a body`,
      `${route}: the connection was closed before the answer was complete (ECONNRESET) after 0 ms, nothing`,
    ]);
  });

  it('that is too large concerns one upload, or the search and so the step', async () => {
    server.intercept(() => ({ kind: 'huge', bytes: 17_000_000 }));
    expect(await failureOf(nomad.getUpload('abc', patience))).toMatch(/^unexpected-answer, upload: .* larger than 16 MiB/);
    expect(await failureOf(nomad.listUploads({ pageSize: 0 }, patience))).toMatch(/^unexpected-answer, step: /);
    expect(server.requests).toHaveLength(2);
  });
});

it('reads no more of an archive than is wanted of it', async () => {
  const id = server.add({ entries: [{ mainfile: 'bad', status: 'FAILURE' }] });
  const [entry] = await nomad.listUnsuccessfulEntries(id, 1, 50, patience);
  const read = nomad.getFailureCause(id, entry ?? anEntry(), 10, patience);
  expect(await failureOf(read)).toContain('the answer is larger than 1 MiB');
});

it('asks for no token where one was given', async () => {
  await nomad.login(patience);
  expect(server.requests).toEqual([]);
});
