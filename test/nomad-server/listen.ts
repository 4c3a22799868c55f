import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';

export interface Listening extends AsyncDisposable {
  readonly port: number;
  /** Cuts the connections that are open; `await using` does the same at the end of a block. */
  close(): Promise<void>;
}

/** Lets a server listen on 127.0.0.1, at any free port. */
export async function listen(server: Server | TlsServer): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('it listens at no port');
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return { port: address.port, close, [Symbol.asyncDispose]: close };
}
