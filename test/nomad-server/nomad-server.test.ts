import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, type NomadServer, type UploadSpec, startNomadServer } from './server.ts';

let server: NomadServer;

beforeEach(async () => {
  server = await startNomadServer({ version: '2.0', now: () => Date.UTC(2026, 0, 1) });
});
afterEach(() => server.close());

async function get(path: string, token = server.token('ada')): Promise<unknown> {
  return (await fetch(`${server.api}${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
}

/** All bytes that come back for one GET, until the server ends the connection, or until `enough` is there. */
function bytes(path: string, enough?: RegExp): Promise<string> {
  const { hostname, port, pathname } = new URL(server.api);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `GET ${pathname}${path} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${server.token('ada')}\r\n\r\n`,
      );
    });
    socket
      .on('data', (chunk) => {
        text += chunk.toString('latin1');
        if (enough?.test(text)) socket.end();
      })
      .once('close', () => {
        resolve(text);
      })
      .once('error', reject);
  });
}

async function faulty(fault: Fault, enough?: RegExp): Promise<string> {
  server.intercept(() => fault);
  return bytes('/uploads?page_size=0', enough);
}

describe('An upload put there by a test', () => {
  it('is a well processed one unless it is told otherwise', async () => {
    const id = server.add({ name: 'run 7' });
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(await get(`/uploads/${id}/entries`)).toMatchObject({
      processing_successful: 1,
      processing_failed: 0,
      upload: { upload_name: 'run 7', process_status: 'SUCCESS', complete_time: '2026-01-01T00:00:00.000000Z', entries: 1 },
      data: [{ process_status: 'SUCCESS', mainfile: 'sample.archive.json' }],
    });
  });

  it('plays its states look by look, whichever way it is looked at, and the last one stays', async () => {
    const states = [{ status: 'PENDING', looks: 2 }, { status: 'FAILURE', errors: ['no'] }, {}];
    const id = server.add({ name: 'played', states });
    const seen = [
      await get(`/uploads/${id}`),
      await get('/uploads?upload_name=other'),
      await get('/uploads?upload_name=played'),
      await get(`/uploads/${id}/entries?page_size=0`),
      await get(`/uploads/${id}`),
      await get(`/uploads/${id}`),
    ].map((body) => /"process_status":"(\w+)"/.exec(JSON.stringify(body))?.[1]);
    expect(seen).toEqual(['PENDING', undefined, 'PENDING', 'FAILURE', 'SUCCESS', 'SUCCESS']);
  });

  it('can vanish in the middle of its script', async () => {
    const id = server.add({ states: [{ status: 'PENDING' }, { deleted: true }] });
    expect(await get(`/uploads/${id}`)).toMatchObject({ data: { process_running: true } });
    expect(await get(`/uploads/${id}`)).toEqual({ detail: 'The specified upload_id was not found.' });
  });

  it('keeps what is changed, whatever its script says, and can be removed', async () => {
    const id = server.add({ name: 'old', states: [{ status: 'PENDING' }, { status: 'SUCCESS' }] });
    server.change(id, { name: 'new' });
    expect(await get('/uploads?upload_name=new')).toMatchObject({ data: [{ process_status: 'PENDING' }] });
    expect(await get(`/uploads/${id}`)).toMatchObject({ data: { process_status: 'SUCCESS', upload_name: 'new' } });
    server.remove(id);
    expect(await get('/uploads?page_size=0')).toMatchObject({ pagination: { total: 0 } });
  });

  it.each<[string, UploadSpec, number, string]>([
    ['bob', { owner: 'ada' }, 403, 'You do not have access to the specified upload.'],
    ['bob', { published: true, embargo: 3 }, 403, 'You do not have access to the specified upload - published with embargo.'],
    ['admin', {}, 200, ''],
    ['bob', { coauthors: ['bob'] }, 200, ''],
    ['bob', { published: true }, 200, ''],
  ])('that %s asks for, where it is %o, is answered %i', async (user, spec, status, text) => {
    const headers = { authorization: `Bearer ${server.token(user)}` };
    const response = await fetch(`${server.api}/uploads/${server.add(spec)}`, { headers });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
  });

  it('costs little, with thousands of entries or among thousands of others', async () => {
    const entries = Array.from({ length: 20_000 }, (_, at) => ({
      mainfile: `${at}.archive.json`,
      ...(at === 9 && { status: 'FAILURE' }),
    }));
    for (let count = 0; count < 3000; count += 1) server.add({ name: 'many', entries });
    const id = server.add({ name: 'one', entries });
    expect(await get('/uploads?upload_name=many&page_size=1')).toMatchObject({ pagination: { total: 3000 } });
    expect(await get(`/uploads/${id}/entries?order_by=process_status&page_size=1`)).toMatchObject({
      data: [{ mainfile: '9.archive.json' }],
      processing_successful: 19_999,
    });
  });
});

describe('A fault', () => {
  it('is chosen for each request, which is logged with what was answered', async () => {
    server.intercept(({ query }) => (query === 'page_size=1' ? { kind: 'html', status: 502 } : undefined));
    await bytes('/uploads?page_size=1');
    await get('/uploads?page_size=2');
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/nomad-oasis/api/v1/uploads', query: 'page_size=1', status: 502, at: Date.UTC(2026, 0, 1) },
      { query: 'page_size=2', status: 200 },
    ]);
  });

  it('can break the connection before anything is answered', async () => {
    await expect(faulty({ kind: 'reset' })).rejects.toThrow('ECONNRESET');
    expect(await faulty({ kind: 'close' })).toBe('');
  });

  it('can cut the true answer, by length or by chunks', async () => {
    expect(await faulty({ kind: 'cut-length' })).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[^]*content-length: \d+\r\n\r\n\{"query":\{\}[^]*[^}]$/,
    );
    const chunked = await faulty({ kind: 'cut-chunked' });
    expect(chunked).toMatch(/transfer-encoding: chunked\r\n\r\n[0-9a-f]+\r\n\{"query"/);
    expect(chunked).not.toMatch(/\r\n0\r\n/);
  });

  it('can stall, before the headers or in the body, until the server is closed', async () => {
    const silent = faulty({ kind: 'stall-headers' });
    const half = bytes('/uploads');
    server.intercept(() => ({ kind: 'stall-body' }));
    expect(await faulty({ kind: 'stall-body' }, /\{"query"/)).toMatch(/\{"query"/);
    await server.close();
    await Promise.allSettled([silent, half]);
  });

  it('can send the true answer in other ways', async () => {
    expect(await faulty({ kind: 'drip', milliseconds: 0 })).toMatch(/\r\n\r\n\{"query".*\}$/);
    const zipped = await faulty({ kind: 'gzip' });
    expect(zipped).toContain('content-encoding: gzip');
    expect(zipped).toContain('\r\n\r\n\x1f\x8b');
    const wrong = await faulty({ kind: 'wrong-length' }, /"data":\[\]\}$/);
    expect(Number(/content-length: (\d+)/.exec(wrong)?.[1])).toBeLessThan(wrong.split('\r\n\r\n')[1]?.length ?? 0);
  });

  it('can be another answer altogether', async () => {
    expect(await faulty({ kind: 'status', status: 429, headers: { 'retry-after': '7' } })).toMatch(
      /^HTTP\/1\.1 429 [^]*retry-after: 7/,
    );
    expect(await faulty({ kind: 'redirect', location: 'https://elsewhere.example/' })).toMatch(
      /^HTTP\/1\.1 307 [^]*location: https:/,
    );
    expect(await faulty({ kind: 'html', status: 503 })).toMatch(/text\/html[^]*<title>503 Service Unavailable<\/title>/);
    expect(await faulty({ kind: 'empty' })).toMatch(/application\/json[^]*content-length: 0[^]*\r\n\r\n$/);
    expect(await faulty({ kind: 'text', text: Uint8Array.from([0x22, 0xff, 0x22]) })).toMatch(
      /content-length: 3[^]*\r\n\r\n"\xff"$/,
    );
    expect((await faulty({ kind: 'huge', bytes: 3_000_000 })).length).toBeGreaterThan(3_000_000);
  });
});
