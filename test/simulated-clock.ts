import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../src/core/clock.ts';

/** Real milliseconds that a stalled request takes: enough to see what it would do. */
const stallTime = 50;

/** Virtual time for tests whose requests go over real sockets: pauses cost nothing, only stalled requests cost a little real time. */
export class SimulatedClock implements Clock {
  /** Every pause that was asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  readonly began: number;
  readonly #running = new Set<() => void>();
  #now: number;

  constructor(began = Date.UTC(2026, 0, 15, 12)) {
    this.began = began;
    this.#now = began;
  }

  now(): number {
    return this.#now;
  }

  /** Virtual milliseconds since the beginning. */
  get elapsed(): number {
    return this.#now - this.began;
  }

  /** Time that passes while something else goes on: an answer that takes long, for example. */
  pass(ms: number): void {
    this.#now += ms;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.sleeps.push(ms);
    await turn();
    signal.throwIfAborted();
    this.#now += ms;
  }

  /** The time limit of a request. It comes only to requests that are said to stall: no busy machine can make a healthy answer late. */
  after(ms: number, then: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    const hasten = (): void => {
      timer ??= setTimeout(() => {
        this.#now += ms;
        then();
      }, stallTime);
    };
    this.#running.add(hasten);
    return () => {
      this.#running.delete(hasten);
      clearTimeout(timer);
    };
  }

  /** Says that the request under way stalls: its time limit comes after a short real time. */
  stall(): void {
    for (const hasten of this.#running) hasten();
  }
}
