import { getEventListeners } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, Connection, type Request, maxAnswerBytes } from '../../../src/nomad/transport/http.ts';
import { HttpError } from '../../../src/nomad/transport/http-error.ts';
import { type NomadServer, startNomadServer } from '../../nomad-server/server.ts';
import { SimulatedClock } from '../../simulated-clock.ts';

let server: NomadServer;
let stranger: NomadServer;
const noSignal = new AbortController().signal;

beforeAll(async () => {
  [server, stranger] = await Promise.all([startNomadServer(), startNomadServer()]);
});
afterAll(() => Promise.all([server.close(), stranger.close()]));
beforeEach(() => {
  server.intercept(() => undefined);
  server.requests.length = 0;
});

function list(): Request {
  return { method: 'GET', url: `${server.api}/uploads?page_size=0`, token: server.token('ada') };
}

function send(request = list(), clock = new SimulatedClock(), limit = 7000): Promise<Answer> {
  return new Connection(clock, noSignal).exchange(request, limit);
}

/** `kind: message` of the fault. */
async function faultOf(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof HttpError ? `${error.kind}: ${error.message}` : String(error);
}

describe('a whole answer', () => {
  it('has status, headers and body', async () => {
    const answer = await send();
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ pagination: { total: 0 }, data: [] });
  });

  it.each([
    [200, 100_000, 100_000],
    [500, 60_000, 60_000],
    [500, 100_000, undefined],
    [307, 100_000, undefined],
  ])('of status %i and %i bytes has a body, but for an error that is longer than any', async (status, bytes, kept) => {
    server.intercept(() => ({ kind: 'status', status, body: 'x'.repeat(bytes) }));
    const answer = await send();
    expect([answer.status, answer.bytes, answer.body?.length]).toEqual([status, bytes, kept]);
  });

  it('may come slowly, as long as it comes within the limit', async () => {
    server.intercept(() => ({ kind: 'drip', milliseconds: 0 }));
    expect((await send()).body).toContain('"total":0');
  });

  it('is asked for as JSON, with the token in a header and the form in the body, never in the address', async () => {
    await send();
    await send({
      method: 'POST',
      url: `${server.api}/auth/token`,
      body: { type: 'application/x-www-form-urlencoded', content: 'username=ada&password=a+b%2B%C3%A4%26%3D%25' },
    });
    const [get, post] = server.requests;
    expect(get).toMatchObject({ method: 'GET', query: 'page_size=0', body: '' });
    expect(get?.headers).toMatchObject({ accept: 'application/json' });
    expect(get?.headers['authorization']).toMatch(/^Bearer eyJ/);
    expect(post).toMatchObject({ method: 'POST', query: '', body: 'username=ada&password=a+b%2B%C3%A4%26%3D%25' });
    expect(post?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(post?.headers).not.toHaveProperty('authorization');
  });

  it('may be anything, of any status: what it means is not decided here', async () => {
    server.intercept(() => ({ kind: 'html', status: 503 }));
    const page = await send();
    expect(page.status).toBe(503);
    expect(page.body).toContain('503 Service Unavailable');
    server.intercept(() => ({ kind: 'status', status: 204, body: '' }));
    expect(await send()).toMatchObject({ status: 204, body: '' });
  });

  it('has no body when its bytes are not UTF-8', async () => {
    server.intercept(() => ({ kind: 'text', text: Uint8Array.from([0x22, 0xc3, 0x22]) }));
    expect(await send()).toMatchObject({ status: 200, body: undefined });
  });

  it('of exactly the largest size is taken, and of a byte more is not', async () => {
    server.intercept(() => ({ kind: 'text', text: ' '.repeat(maxAnswerBytes) }));
    expect((await send()).body).toHaveLength(maxAnswerBytes);
    server.intercept(() => ({ kind: 'text', text: ' '.repeat(maxAnswerBytes + 1) }));
    expect(await faultOf(send())).toBe('too-large: the answer is larger than 16 MiB');
  });

  it('that redirects is not followed, to no host', async () => {
    for (const location of [`${stranger.api}/uploads`, `${server.api}/uploads`, '/nomad-oasis/api/v1/uploads']) {
      server.requests.length = 0;
      server.intercept(({ query }) => (query === 'page_size=0' ? { kind: 'redirect', location } : undefined));
      expect(await send()).toMatchObject({ status: 307, headers: { location } });
      expect(server.requests).toHaveLength(1);
    }
    expect(stranger.requests).toEqual([]);
  });
});

describe('no complete answer', () => {
  it.each([
    ['reset', 'network: the connection was closed before the answer was complete (ECONNRESET)'],
    ['close', 'network: the connection was closed before the answer was complete (ECONNRESET)'],
    ['cut-length', 'network: the connection was closed before the answer was complete (ECONNRESET)'],
    ['cut-chunked', 'network: the connection was closed before the answer was complete (ECONNRESET)'],
  ] as const)('%s', async (kind, message) => {
    server.intercept(() => ({ kind }));
    expect(await faultOf(send())).toBe(message);
  });

  it.each([{ kind: 'stall-headers' }, { kind: 'stall-body' }, { kind: 'drip', milliseconds: 50 }] as const)(
    'within the limit: $kind',
    async (fault) => {
      const clock = new SimulatedClock();
      server.intercept(() => {
        clock.stall();
        return fault;
      });
      expect(await faultOf(send(list(), clock))).toBe('late: no complete answer within 7 seconds');
      expect(clock.elapsed).toBe(7000);
    },
  );

  it('where nobody listens', async () => {
    const closed = await startNomadServer();
    await closed.close();
    expect(await faultOf(send({ method: 'GET', url: `${closed.api}/uploads` }))).toBe(
      'network: the connection was refused (ECONNREFUSED)',
    );
  });

  it('of which nothing is HTTP', async () => {
    const stranger = createServer((socket) => socket.end('220 welcome\r\n'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = addressOf(stranger.address());
    expect(await faultOf(send({ method: 'GET', url: `http://127.0.0.1:${port}/` }))).toMatch(
      /^network: the connection failed \(HPE_\w+\)$/,
    );
    stranger.close();
  });

  it('of an unknown host, without the address in the message', async () => {
    const fault = await faultOf(send({ method: 'GET', url: 'http://hidden.invalid/api/v1/uploads' }));
    expect(fault).toMatch(/^network: the host name (is unknown|could not be looked up) \((ENOTFOUND|EAI_AGAIN)\)$/);
  });
});

describe('a signal', () => {
  it('holds nothing of a request that has ended, well or badly', async () => {
    const { signal } = new AbortController();
    const connection = new Connection(new SimulatedClock(), signal);
    await connection.exchange(list(), 7000);
    server.intercept(() => ({ kind: 'reset' }));
    await faultOf(connection.exchange(list(), 7000));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it.each(['stall-headers', 'stall-body'] as const)('ends a request at once: %s', async (kind) => {
    const stop = new AbortController();
    server.intercept(() => {
      setTimeout(() => {
        stop.abort(new Error('the step was cancelled'));
      }, 20);
      return { kind };
    });
    const began = performance.now();
    await expect(new Connection(new SimulatedClock(), stop.signal).exchange(list(), 7000)).rejects.toThrow(
      'the step was cancelled',
    );
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('that was given before makes no request', async () => {
    const connection = new Connection(new SimulatedClock(), AbortSignal.abort(new Error('before')));
    await expect(connection.exchange(list(), 7000)).rejects.toThrow('before');
    expect(server.requests).toEqual([]);
  });
});

it('leaves no connection open when a request fails', async () => {
  const closed = Promise.withResolvers<undefined>();
  const clock = new SimulatedClock();
  const silent = createServer((socket) => {
    clock.stall();
    socket.resume().once('close', () => {
      closed.resolve(undefined);
    });
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = addressOf(silent.address());
  expect(await faultOf(send({ method: 'GET', url: `http://127.0.0.1:${port}/` }, clock))).toMatch(/^late/);
  await closed.promise;
  silent.close();
});

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (typeof address !== 'object' || address === null) throw new Error('it listens at no port');
  return address;
}
