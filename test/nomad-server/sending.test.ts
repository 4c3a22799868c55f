import { randomBytes } from 'node:crypto';
import { type Socket, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { good, zip } from '../contract/files.ts';
import { type NomadServer, type SendingFault, startNomadServer } from './server.ts';

let server: NomadServer;
let id: string;

beforeEach(async () => {
  server = await startNomadServer({ uploadLimit: 2, maxBodyBytes: 1_000_000 });
  id = server.add({ name: 'run', status: 'READY' });
});
afterEach(() => server.close());

interface Answer {
  status: number;
  body: string;
}

async function ask(method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, user = 'ada'): Promise<Answer> {
  const headers = { accept: 'application/json', authorization: `Bearer ${server.token(user)}` };
  const response = await fetch(`${server.api}/uploads${path}`, {
    method,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, body: await response.text() };
}

function put(body: string | Uint8Array<ArrayBuffer>, name = 'a.zip'): Promise<Answer> {
  return ask('PUT', `/${id}/raw/?file_name=${name}`, body);
}

function sizes(): Record<string, number> {
  return Object.fromEntries(server.files(id).map(({ path, size }) => [path, size]));
}

function statusNow(): string | undefined {
  return server.uploads().find((upload) => upload.id === id)?.status;
}

/** Sends the head of a PUT and a part of its body, by hand. */
function begin(head: Record<string, string>, part: string | Uint8Array): Socket {
  const { hostname, port, pathname } = new URL(server.api);
  const lines = Object.entries({ host: hostname, authorization: `Bearer ${server.token('ada')}`, ...head });
  const socket = connect(Number(port), hostname);
  socket.write(`PUT ${pathname}/uploads/${id}/raw/?file_name=a.zip HTTP/1.1\r\n`);
  socket.write(`${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  socket.write(part);
  return socket;
}

/** Asks other things until so much of the body of the PUT numbered so has been read. */
async function untilRead(bytes: number, number = 0): Promise<void> {
  let read = 0;
  while (read < bytes) {
    await fetch(`${server.api}/`, { redirect: 'manual' });
    read = server.requests.filter(({ method }) => method === 'PUT')[number]?.bodyBytes ?? 0;
  }
}

function textOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket
      .on('data', (chunk) => {
        text += chunk.toString();
        if (text.includes('</html>')) socket.destroy();
      })
      .once('close', () => {
        resolve(text);
      })
      .once('error', reject);
  });
}

describe('Files that are sent', () => {
  it('can be read back, small ones with their content, before anybody has looked', async () => {
    await put(zip({ 'a.archive.json': good, 'deep/large.dat': 'x'.repeat(70_000) }));
    expect(sizes()).toEqual({ 'a.archive.json': 86, 'deep/large.dat': 70_000 });
    expect(server.files(id).map(({ content }) => content?.toString())).toEqual([good, undefined]);
    expect(server.requests).toMatchObject([{ method: 'PUT', path: new URL(`${server.api}/uploads/${id}/raw/`).pathname }]);
  });

  it('are counted, and kept as text where they are few bytes', async () => {
    await put('short', 'a.txt');
    await put(randomBytes(70_000), 'b.dat');
    expect(server.requests).toMatchObject([
      { body: 'short', bodyBytes: 5 },
      { body: '', bodyBytes: 70_000 },
    ]);
  });

  it('are processed to an end of its own each time, though the clock stands still', async () => {
    await server.close();
    server = await startNomadServer({ version: '1.3', now: () => 0 });
    id = server.add({ status: 'READY' });
    const ends = new Set<unknown>();
    for (let times = 0; times < 3; times += 1) {
      await put(zip({ 'a.txt': '' }));
      while (/"process_running":true/.test((await ask('GET', `/${id}`)).body));
      ends.add(server.uploads()[0]?.completedAt?.getTime());
    }
    expect(ends.size).toBe(3);
  });

  it('are forgotten where the client cuts the body, by chunks or by length', async () => {
    const heads = [{ 'transfer-encoding': 'chunked' }, { 'content-length': '1000' }];
    for (const [number, head] of heads.entries()) {
      const socket = begin(head, number === 0 ? '5\r\nhello\r\n' : 'hello');
      await untilRead(5, number);
      socket.destroy();
      await textOf(socket);
    }
    expect(await put(zip({ 'b.txt': '' }))).toMatchObject({ status: 200 });
    expect(sizes()).toEqual({ 'b.txt': 0 });
  });
});

describe('A limit', () => {
  it('of unpublished uploads is one of each account, but of no admin', async () => {
    server.add({ published: true });
    expect(await ask('POST', '?upload_name=second')).toMatchObject({ status: 200 });
    const refused = await ask('POST', '?upload_name=third');
    expect(refused).toEqual({ status: 400, body: '{"detail":"Limit of unpublished uploads exceeded for user."}' });
    expect(await ask('POST', '', undefined, 'bob')).toMatchObject({ status: 200 });
    for (const name of ['1', '2', '3'])
      expect(await ask('POST', `?upload_name=${name}`, undefined, 'admin')).toMatchObject({ status: 200 });
  });

  it('of the size of a body is a proxy’s, at once where the length is announced, else as soon as it is passed', async () => {
    const announced = await textOf(begin({ 'content-length': '1000001' }, ''));
    expect(announced).toMatch(/^HTTP\/1\.1 413 [^]*text\/html[^]*<title>413 Payload Too Large<\/title>/);
    const chunk = `${(1_000_001).toString(16)}\r\n${'x'.repeat(1_000_001)}`;
    expect(await textOf(begin({ 'transfer-encoding': 'chunked' }, chunk))).toMatch(/^HTTP\/1\.1 413 /);
    expect(sizes()).toEqual({});
  });
});

describe('A fault', () => {
  function inflict(fault: SendingFault): void {
    server.intercept(() => fault);
  }

  it('can reset the connection in the middle of a body', async () => {
    inflict({ kind: 'reset-in-body', bytes: 3 });
    await expect(textOf(begin({ 'content-length': '1000' }, 'hello'))).rejects.toThrow('ECONNRESET');
    expect(server.requests).toMatchObject([{ bodyBytes: 5, status: 0 }]);
    expect(sizes()).toEqual({});
  });

  it('can take no more of a body, for ever', async () => {
    server.intercept(({ method }) => (method === 'PUT' ? { kind: 'stall-in-body', bytes: 3 } : undefined));
    const socket = begin({ 'content-length': '900000' }, 'hello');
    await untilRead(5);
    socket.write(Buffer.alloc(800_000));
    for (let times = 0; times < 10; times += 1) await ask('GET', '?page_size=0');
    expect(server.requests[0]).toMatchObject({ bodyBytes: 5, status: 0 });
    const ended = textOf(socket);
    await server.close();
    await ended.catch(() => '');
  });

  it('can lose the answer, or put a proxy’s in its place, when all is done', async () => {
    server.intercept(() => ({ kind: 'lost-answer' }));
    await expect(put(zip({ 'a.txt': '1' }))).rejects.toThrow('fetch failed');
    expect(sizes()).toEqual({ 'a.txt': 1 });
    expect(statusNow()).toBe('PENDING');
    server.change(id, { states: [{ status: 'SUCCESS' }] });
    server.intercept(() => ({ kind: 'lost-answer', status: 504 }));
    const { status, body } = await put(zip({ 'b.txt': '1' }));
    expect(status).toBe(504);
    expect(body).toContain('504 Gateway Time');
    expect(statusNow()).toBe('PENDING');
  });

  it('can lose the files, and answer READY', async () => {
    inflict({ kind: 'lost-files' });
    const { status, body } = await put(zip({ 'a.txt': '1' }));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ data: { process_status: 'READY', process_running: false } });
    expect(statusNow()).toBe('READY');
    expect(sizes()).toEqual({});
  });

  it('can leave a file out, or store another size', async () => {
    inflict({
      kind: 'changed-files',
      change: (file) => (file.path === 'a.txt' ? undefined : { ...file, size: file.size + 1 }),
    });
    expect(await put(zip({ 'a.txt': '1', 'b.txt': '2' }))).toMatchObject({ status: 200 });
    expect(sizes()).toEqual({ 'b.txt': 2 });
  });
});
