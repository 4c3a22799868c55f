import { type AddressInfo, type Server, connect, createServer } from 'node:net';

/** A port in front of a server that can be shut, so that connections to it are refused, and opened again. */
export interface FrontDoor {
  /** The server's address through this door. */
  readonly api: string;
  shut(): void;
  open(): Promise<void>;
}

export async function frontDoor(api: string): Promise<FrontDoor> {
  const inside = new URL(api);
  let server: Server | undefined;
  let port = 0;

  const open = async (): Promise<void> => {
    const fresh = createServer((outer) => {
      const inner = connect(Number(inside.port), inside.hostname);
      outer.pipe(inner).pipe(outer);
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
