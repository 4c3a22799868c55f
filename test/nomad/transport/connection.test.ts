import http from 'node:http';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from '../../../src/nomad/transport/http.ts';
import { SimulatedClock } from '../../simulated-clock.ts';

const noSignal = new AbortController().signal;

interface Exchanged {
  readonly statuses: readonly (number | string)[];
  readonly connections: number;
}

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
    counting.closeAllConnections();
  });

  /** Connections that are open now. */
  const open = (): Promise<number> => promisify(counting.getConnections.bind(counting))();

  /** The answers to some requests, and the connections that they took, with a time between them. */
  async function exchange({ pause = 0, mayFollow = true, times = 2, clock = new SimulatedClock() } = {}): Promise<Exchanged> {
    const connection = new Connection(clock, noSignal);
    const statuses = [];
    for (let i = 0; i < times; i++) {
      const answer = connection.exchange({ method: 'GET', url: address, mayFollow }, 7000);
      statuses.push(await answer.then(({ status }) => status, String));
      clock.pass(pause);
    }
    return { statuses, connections: new Set(ports).size };
  }

  it('serves the request that follows at once too', async () => {
    expect(await exchange({ pause: 999 })).toEqual({ statuses: [200, 200], connections: 1 });
  });

  it('is made anew for a request whose answer could be taken for another one’s', async () => {
    expect(await exchange({ mayFollow: false })).toEqual({ statuses: [200, 200], connections: 2 });
  });

  it('is made anew for a later one: the server may have ended it by then', async () => {
    expect(await exchange({ pause: 1000 })).toEqual({ statuses: [200, 200], connections: 2 });
  });

  it('is made anew after a fault', async () => {
    answers.push(cut);
    expect(await exchange()).toEqual({ statuses: [expect.stringContaining('closed before'), 200], connections: 2 });
  });

  it('that a fault ended is not taken for one that the server ended without saying so', async () => {
    answers.push(whole, cut);
    const { statuses, connections } = await exchange({ times: 5 });
    expect(statuses).toEqual([200, expect.stringContaining('closed before'), 200, 200, 200]);
    expect(connections).toBe(2);
  });

  it('is made anew after a refusal, where another server may stand behind the address', async () => {
    answers.push((_, response) => response.writeHead(503).end());
    expect(await exchange()).toEqual({ statuses: [503, 200], connections: 2 });
  });

  it('is made anew where the server wants it', async () => {
    answers.push((_, response) => response.setHeader('connection', 'close').end('{}'));
    expect(await exchange()).toEqual({ statuses: [200, 200], connections: 2 });
  });

  it('is made anew at once where the server ended it without saying so, and each time from then on', async () => {
    answers.push(whole, (request) => request.socket.destroy());
    expect(await exchange({ times: 4 })).toEqual({ statuses: [200, 200, 200, 200], connections: 4 });
    expect(ports).toHaveLength(5);
  });

  it('that breaks within an answer, or is refused anew, is a fault also then', async () => {
    answers.push(whole, cut);
    expect((await exchange()).statuses).toEqual([200, expect.stringContaining('closed before')]);
    expect(ports).toHaveLength(2);
    const ended: http.RequestListener = (request) => request.socket.destroy();
    answers.push(whole, ended, ended);
    expect((await exchange()).statuses).toEqual([200, expect.stringContaining('closed before')]);
  });

  it('that stalls is a fault, and the request is not sent again', async () => {
    const clock = new SimulatedClock();
    answers.push(whole, () => {
      clock.stall();
    });
    expect((await exchange({ clock })).statuses).toEqual([200, expect.stringContaining('no complete answer within 7 seconds')]);
    expect(ports).toHaveLength(2);
  });

  it('and the one made anew for it have one time limit together', async () => {
    const clock = new SimulatedClock();
    answers.push(
      whole,
      (request) => {
        clock.pass(5000);
        request.socket.destroy();
      },
      () => {
        clock.stall();
      },
    );
    expect((await exchange({ clock })).statuses).toEqual([200, expect.stringContaining('no complete answer')]);
    expect(clock.elapsed).toBe(7000);
  });

  it.each([
    ['too old', { pause: 1000 }],
    ['not to be used again', { mayFollow: false }],
  ])('is ended when it is %s', async (_, how) => {
    await exchange({ ...how, times: 4 });
    await vi.waitFor(async () => {
      expect(await open()).toBe(1);
    });
  });

  it('is ended after a refusal', async () => {
    answers.push((_, response) => response.writeHead(503).end());
    await exchange({ times: 1 });
    await vi.waitFor(async () => {
      expect(await open()).toBe(0);
    });
  });
});
