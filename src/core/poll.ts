import { type Clock, second } from './clock.ts';

const longestPause = 15 * second;

/**
 * Calls `round` until it returns undefined; until then it returns the latest clock time at which the next round must start. Pauses grow by
 * 10 % of the time since the first round, so that the lag stays small compared to the length of the wait; rounds start at least a second
 * apart.
 */
export async function poll(round: () => Promise<number | undefined>, clock: Clock, signal: AbortSignal): Promise<void> {
  const first = clock.now();
  for (;;) {
    const began = clock.now();
    const latest = await round();
    if (latest === undefined) return;
    const now = clock.now();
    const pause = Math.min(longestPause, second + (now - first) / 10);
    const wake = Math.max(began + second, Math.min(now + pause, latest));
    await clock.sleep(Math.max(0, wake - now), signal);
  }
}
