import { type Clock, second } from './clock.ts';

const maxPause = 15 * second;

/**
 * When the next round of a wait begins. Pauses grow by 10 % of the time since the first round, so that the lag behind the end of what is
 * waited for stays small compared with its length; rounds start at least a second apart.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #first: number;
  #round: number;

  /** The first round begins now. */
  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    this.#first = clock.now();
    this.#round = this.#first;
  }

  /** Waits for the next round, which comes at the clock time `latest` at the latest. Rejects with the signal's reason. */
  async next(latest: number): Promise<void> {
    const now = this.#clock.now();
    const pause = Math.min(maxPause, second + (now - this.#first) / 10);
    const wake = Math.max(this.#round + second, Math.min(now + pause, latest));
    await this.#clock.sleep(Math.max(0, wake - now), this.#signal);
    this.#round = this.#clock.now();
  }
}
