import { connect } from 'node:net';
import type { Version } from '../../test/nomad-server/server.ts';
import { host, releaseOf } from './versions.ts';

const order = ['app', 'keycloak', 'mongo', 'elastic', 'elasticTransport', 'queue', 'queueSecond', 'queueThird'] as const;

type PortName = (typeof order)[number];

/** The ports of a version stand side by side. */
export function portOf(version: Version, name: PortName): number {
  return releaseOf(version).port + order.indexOf(name);
}

export function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

/** Those that something else has already. */
export async function takenPorts(version: Version): Promise<number[]> {
  const taken: number[] = [];
  for (const name of order) {
    const port = portOf(version, name);
    if (await isOpen(port)) taken.push(port);
  }
  return taken;
}
