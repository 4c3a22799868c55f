import { type IncomingMessage, createServer } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Listening, listen } from '../nomad-server/listen.ts';

export interface Proxy extends Listening {
  /** `host:port` of every tunnel that was asked for, refused ones included. */
  readonly tunnels: string[];
  /** Everything else that it was asked for. */
  readonly others: string[];
}

/** A proxy that makes tunnels only, to 127.0.0.1 whatever the host is called; with `login` (`user:password`) only for those who give it. */
export async function startProxy(login?: string): Promise<Proxy> {
  const [tunnels, others]: [string[], string[]] = [[], []];
  const open = new Set<Duplex>();
  const expected = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
  const server = createServer((request, response) => {
    others.push(request.url ?? '');
    response.writeHead(405).end();
  });
  server.on('connect', ({ url = '', headers }: IncomingMessage, client: Duplex) => {
    tunnels.push(url);
    open.add(client);
    client.on('error', () => undefined).once('close', () => open.delete(client));
    if (headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const target = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    target.on('error', () => client.destroy());
  });
  const listening = await listen(server);
  const close = (): Promise<void> => {
    // A tunnel is no connection of the server any more.
    for (const client of open) client.destroy();
    return listening.close();
  };
  return { port: listening.port, tunnels, others, close, [Symbol.asyncDispose]: close };
}
