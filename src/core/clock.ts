/** In milliseconds. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** Time as the action sees it: a parameter everywhere, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. Never goes backwards. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls `then` after `ms`, unless the returned function has been called by then. */
  after(ms: number, then: () => void): () => void;
}

// Not `performance`: loading it costs a millisecond at the start.
const began = Date.now();
const beganTicks = process.hrtime.bigint();

export const systemClock: Clock = {
  now: () => began + Number(process.hrtime.bigint() - beganTicks) / 1e6,

  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason }));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    }),

  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
