import { type Clock, second } from '../core/clock.ts';
import { span } from '../core/wording.ts';
import { describeBytes } from './bytes.ts';

const interval = 8 * second;

/** Tells how a transfer goes: a line every few seconds, also while nothing moves. */
export class Meter {
  readonly #total: number;
  readonly #clock: Clock;
  readonly #say: (line: string) => void;
  readonly #began: number;
  #bytes = 0;
  #stop: () => void;

  /** `total`: bytes of all files, before they are packed. */
  constructor(total: number, clock: Clock, say: (line: string) => void) {
    this.#total = total;
    this.#clock = clock;
    this.#say = say;
    this.#began = clock.now();
    this.#stop = clock.after(interval, this.#tell);
  }

  /** Bytes of the files that were packed so far. */
  readonly show = (bytes: number): void => {
    this.#bytes = bytes;
  };

  end(): void {
    this.#stop();
  }

  readonly #tell = (): void => {
    const time = this.#clock.now() - this.#began;
    const rate = this.#bytes / (time / second);
    const percent = this.#total === 0 ? 100 : Math.min(100, Math.floor((100 * this.#bytes) / this.#total));
    const left = rate === 0 ? '' : `, about ${span(((this.#total - this.#bytes) / rate) * second)} left`;
    this.#say(
      `  ${percent}% sent: ${describeBytes(this.#bytes)} of ${describeBytes(this.#total)}, ${describeBytes(rate)} a second${left}`,
    );
    this.#stop = this.#clock.after(interval, this.#tell);
  };
}
