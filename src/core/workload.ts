/** About 10 ms of comparing characters. */
const maxUnbroken = 2_000_000;

/**
 * Long work without a request in it, such as comparing many names: a server or an input decides how long it is, and a cancellation or a
 * time limit must be noticed meanwhile.
 */
export class Workload {
  readonly #signal: AbortSignal;
  #unbroken = 0;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Counts steps of the work, and lets everything else have its turn now and then. Rejects with the signal's reason. */
  async add(steps: number): Promise<void> {
    this.#unbroken += steps;
    if (this.#unbroken < maxUnbroken) return;
    this.#unbroken = 0;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#signal.throwIfAborted();
  }
}
