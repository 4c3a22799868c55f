import { createServer, request, type ServerResponse } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { runCheck } from '../in-process.ts';
import { listen, type Listening } from '../nomad-server/listen.ts';
import { startNomadServer, versions } from '../nomad-server/server.ts';
import { SimulatedClock } from '../simulated-clock.ts';

beforeAll(catchLog);

/** A proxy that sends each answer twice, the second one when the first one has been read. */
async function doublingProxy(api: string): Promise<Listening> {
  const inside = new URL(api);
  const answerTwice = (response: ServerResponse, status: number, type: string, body: Buffer): void => {
    const { socket } = response;
    const head = `HTTP/1.1 ${status} X\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n`;
    response.writeHead(status, { 'content-type': type, 'content-length': body.length }).end(body);
    setTimeout(() => {
      if (socket?.writable === true) socket.write(Buffer.concat([Buffer.from(head), body]));
    }, 1);
  };
  const server = createServer(({ method, url, headers }, response) => {
    request({ host: inside.hostname, port: inside.port, path: url, method, headers }, (answer) => {
      const chunks: Uint8Array[] = [];
      answer.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      answer.once('end', () => {
        answerTwice(response, answer.statusCode ?? 0, answer.headers['content-type'] ?? '', Buffer.concat(chunks));
      });
    }).end();
  });
  server.on('connection', (socket) => socket.on('error', () => undefined));
  return await listen(server);
}

describe.each(versions)('behind a proxy that sends each answer twice (%s)', (version) => {
  const good = { entries: [{ mainfile: 'good.archive.json' }] };
  const bad = { ...good, status: 'FAILURE' };

  it.each([
    ['a name and a pattern', { 'upload-name': 'run 1', 'upload-pattern': 'run *' }],
    ['two patterns', { 'upload-pattern': 'run 1\nrun *' }],
    ['a missing name and a pattern', { 'upload-name': 'nothing', 'upload-pattern': 'run *' }],
    ['names', { 'upload-name': 'run 1\nrun 2\nrun 3' }],
  ])('no answer is taken for that to another request: %s', async (_, inputs) => {
    const clock = new SimulatedClock();
    await using server = await startNomadServer({ version, now: () => clock.now() });
    await using proxy = await doublingProxy(server.api);
    const api = server.api.replace(/:\d+/, `:${proxy.port}`);
    server.add({ ...good, name: 'run 1' });
    server.add({ ...bad, name: 'run 2' });
    server.add({ ...good, name: 'run 3' });
    const { ending } = await runCheck({ api }, { token: server.token('ada'), ...inputs }, clock);
    expect(ending.failure?.reason).toBe(
      'upload-name' in inputs && inputs['upload-name'] === 'nothing' ? 'not-found' : 'processing-failed',
    );
    const judged = (ending.results ?? []).flatMap(({ name, failure, id }) =>
      id === '' ? [] : [`${name}: ${failure?.reason ?? 'success'}`],
    );
    expect(judged.sort()).toEqual(['run 1: success', 'run 2: processing-failed', 'run 3: success']);
  });
});
