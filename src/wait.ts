import type { Clock } from './clock.ts';

const second = 1000;
const longestPause = 15 * second;

/** What a round found: the value that was waited for, or the clock time at which the next round must come at the latest. */
export type Round<T> = { readonly settled: true; readonly value: T } | { readonly settled: false; readonly next: number };

/**
 * Calls `round` until it is settled. Pauses grow by 10 % of the time since the first round, so that the lag behind the end of what is
 * waited for stays small against its length; rounds start at least a second apart.
 */
export async function poll<T>(round: () => Promise<Round<T>>, clock: Clock, signal: AbortSignal): Promise<T> {
  const first = clock.now();
  for (;;) {
    const began = clock.now();
    const result = await round();
    if (result.settled) return result.value;
    const now = clock.now();
    const pause = Math.min(longestPause, second + (now - first) / 10);
    const wake = Math.max(began + second, Math.min(now + pause, result.next));
    await clock.sleep(Math.max(0, wake - now), signal);
  }
}
