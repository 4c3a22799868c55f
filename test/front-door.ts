import { type AddressInfo, type Server, connect, createServer } from 'node:net';

/** A port in front of a server that can be shut, so that connections to it are refused, and opened again. */
export interface FrontDoor {
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
    const fresh = createServer((outer) => {
      const inner = connect(Number(inside.port), inside.hostname);
      const answer: Uint8Array[] = [];
      underWay += 1;
      most = Math.max(most, underWay);
      outer.pipe(inner);
      inner.on('data', (chunk: Uint8Array) => answer.push(chunk));
      // The server ends the connection with its answer, which is held back a little: requests at the same time are seen so.
      inner.once('end', () => {
        setTimeout(() => {
          underWay -= 1;
          outer.end(Buffer.concat(answer));
        }, 3);
      });
      for (const socket of [outer, inner]) socket.on('error', () => undefined);
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
  return {
    api: outside.href,
    most: () => most,
    open,
    shut: () => {
      server?.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('it listens at no port');
  return address.port;
}
