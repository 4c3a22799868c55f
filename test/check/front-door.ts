import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port in front of a server that can be shut, so that connections to it are refused, and opened again. */
interface FrontDoor extends Disposable {
  /** The server's address through this door. */
  readonly api: string;
  /** The most requests that were under way at the same time. */
  readonly most: () => number;
  readonly shut: () => void;
  readonly open: () => Promise<void>;
}

export async function frontDoor(api: string): Promise<FrontDoor> {
  const inside = new URL(api);
  let server: Server | undefined;
  let port = 0;
  let underWay = 0;
  let most = 0;

  const open = async (): Promise<void> => {
    const fresh = createServer((outer, answer) => {
      underWay += 1;
      most = Math.max(most, underWay);
      const { method, url, headers } = outer;
      const inner = request({ host: inside.hostname, port: inside.port, path: url, method, headers }, (inside) => {
        const chunks: Uint8Array[] = [];
        inside.on('data', (chunk: Uint8Array) => chunks.push(chunk));
        // The answer is held back a little: requests at the same time are seen so.
        inside.once('end', () => {
          setTimeout(() => {
            underWay -= 1;
            // Nobody comes through a door that is shut, on an older connection neither.
            const last = fresh.listening ? {} : { connection: 'close' };
            answer.writeHead(inside.statusCode ?? 0, { ...inside.headers, ...last }).end(Buffer.concat(chunks));
          }, 3);
        });
      });
      inner.once('error', () => answer.destroy());
      outer.pipe(inner);
    });
    await new Promise<void>((resolve, reject) => {
      fresh.once('error', reject).listen(port, inside.hostname, resolve);
    });
    port = portOf(fresh.address());
    server = fresh;
  };

  await open();
  const outside = new URL(api);
  outside.port = String(port);
  const shut = (): void => {
    server?.close();
  };
  return { api: outside.href, most: () => most, open, shut, [Symbol.dispose]: shut };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('it listens at no port');
  return address.port;
}
