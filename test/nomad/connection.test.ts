import http from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '../../src/nomad/http.ts';
import { SimulatedClock } from '../simulated-clock.ts';

const noSignal = new AbortController().signal;

describe('a connection', () => {
  const ports: (number | undefined)[] = [];
  const answers: http.RequestListener[] = [];
  const whole: http.RequestListener = (_, response) => response.end('{}');
  const cut: http.RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': '9' }).write('{', () => response.destroy());
  };
  const counting = http.createServer((request, response) => {
    ports.push(request.socket.remotePort);
    (answers.shift() ?? whole)(request, response);
  });
  let address = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => counting.listen(0, '127.0.0.1', resolve));
    const bound = counting.address();
    address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/`;
  });
  afterAll(() => counting.close());
  beforeEach(() => {
    ports.length = 0;
  });

  /** Connections that two requests took, with a time between them. */
  async function connections(pause: number): Promise<number> {
    const clock = new SimulatedClock();
    const connection = new Connection(clock, noSignal);
    for (let i = 0; i < 2; i++) {
      await connection.exchange({ method: 'GET', url: address }, 7000).catch(() => undefined);
      clock.pass(pause);
    }
    expect(ports).toHaveLength(2);
    return new Set(ports).size;
  }

  it('serves the request that follows at once too', async () => {
    expect(await connections(999)).toBe(1);
  });

  it('is made anew for a later one: the server may have ended it by then', async () => {
    expect(await connections(1000)).toBe(2);
  });

  it('is made anew after a fault', async () => {
    answers.push(cut);
    expect(await connections(0)).toBe(2);
  });

  it('is made anew where the server wants it', async () => {
    answers.push((_, response) => response.setHeader('connection', 'close').end('{}'));
    expect(await connections(0)).toBe(2);
  });
});
