import { minute, second } from '../core/clock.ts';
import type { SendDeps } from './send-deps.ts';

/** How many milliseconds to wait before the `n`th repetition (from 0): they grow from a second to a minute. */
export function computePause(n: number, { random }: Pick<SendDeps, 'random'>): number {
  return Math.min(minute, second * 2 ** n) * (0.75 + random() / 2);
}
