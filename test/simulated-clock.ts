import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../src/clock.ts';

/** Virtual time for tests whose requests go over real sockets: pauses cost nothing, only stalled requests cost a little real time. */
export class SimulatedClock implements Clock {
  /** Every pause that was asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  readonly began: number;
  readonly #stallAfter: number;
  #now: number;

  /**
   * `stallAfter`: real milliseconds after which a request counts as stalled. Long by default, so that a busy machine can't make a
   * healthy answer look late; tests that stall on purpose shorten it.
   */
  constructor({ began = Date.UTC(2026, 0, 15, 12), stallAfter = 20_000 }: { began?: number; stallAfter?: number } = {}) {
    this.began = began;
    this.#now = began;
    this.#stallAfter = stallAfter;
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

  after(ms: number, then: () => void): () => void {
    const timer = setTimeout(() => {
      this.#now += ms;
      then();
    }, this.#stallAfter);
    return () => {
      clearTimeout(timer);
    };
  }
}
