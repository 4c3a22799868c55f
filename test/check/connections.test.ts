import { connect, createServer } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { runCheck } from '../in-process.ts';
import { type NomadServer, startNomadServer, versions } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { SimulatedClock } from '../simulated-clock.ts';

beforeAll(catchLog);

/** How a check ends, and the connections that it takes. */
async function connections(server: NomadServer, inputs: Readonly<Record<string, string>>): Promise<[string, number]> {
  const inside = new URL(server.api);
  let made = 0;
  const door = createServer((outer) => {
    made += 1;
    const inner = connect(Number(inside.port), inside.hostname);
    outer.pipe(inner).pipe(outer);
    for (const socket of [outer, inner]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => door.listen(0, inside.hostname, resolve));
  const address = door.address();
  const api = server.api.replace(/:\d+/, `:${typeof address === 'object' ? address?.port : ''}`);
  const { verdict } = await runCheck({ api }, inputs, new SimulatedClock());
  door.close();
  return [verdict, made];
}

describe.each(versions)('one connection (%s)', (version) => {
  it.each([
    ['a search and the look after it', { 'upload-name': 'run 1' }, 1],
    ['all pages of an account', { 'upload-pattern': 'run 1' }, 1],
    ['no two searches', { 'upload-name': 'run 1\nrun 2' }, 2],
  ])('serves %s', async (_, inputs, most) => {
    await using server = await startNomadServer({ version });
    for (let i = 0; i < 350; i++) server.add({ name: `run ${i}` });
    expect(await connections(server, { token: server.token('ada'), ...inputs })).toEqual(['success', most]);
  });

  it('serves no login and the search after it', async () => {
    await using server = await startNomadServer({ version });
    server.add({ name: 'run 1' });
    expect(await connections(server, { ...password, 'upload-name': 'run 1' })).toEqual(['success', 2]);
  });
});
