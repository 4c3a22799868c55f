import { describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { Pace } from '../../src/core/pace.ts';
import { SimulatedClock } from '../simulated-clock.ts';

const noSignal = new AbortController().signal;

/** Virtual seconds at which rounds begin, until `end`; a round takes `length` seconds, and never comes later than `next`. */
async function roundsUntil(end: number, { length = 0, next = Infinity } = {}): Promise<number[]> {
  const clock = new SimulatedClock();
  const pace = new Pace(clock, noSignal);
  const began: number[] = [];
  for (;;) {
    began.push(Math.round(clock.elapsed) / second);
    clock.pass(length * second);
    if (clock.elapsed >= end * second) return began;
    await pace.next(clock.began + next * second);
  }
}

describe('rounds', () => {
  it('begin at once, and then 1 s + 10 % of the time since the first one after the one before', async () => {
    expect(await roundsUntil(10)).toEqual([0, 1, 2.1, 3.31, 4.641, 6.105, 7.716, 9.487, 11.436]);
  });

  it('come every 15 s at last', async () => {
    const rounds = await roundsUntil(1800);
    const gaps = rounds.map((at, i) => Math.round((at - (rounds[i - 1] ?? 0)) * 100) / 100);
    expect(Math.max(...gaps)).toBe(15);
    expect(gaps.slice(-100).every((gap) => gap === 15)).toBe(true);
  });

  it('lag behind the end by no more than 1 s + 10 % of the time, and 15 s', async () => {
    for (const end of [0.5, 5, 20, 59, 300, 1800]) {
      const lag = ((await roundsUntil(end)).at(-1) ?? 0) - end;
      expect(lag).toBeLessThanOrEqual(Math.min(15, 1 + end / 10));
    }
  });

  it('pause after a slow round as after a fast one, so that a slow server is not asked more often', async () => {
    expect(await roundsUntil(25, { length: 5 })).toEqual([0, 6.5, 13.65, 21.515]);
  });

  it('come at the deadline at the latest', async () => {
    expect((await roundsUntil(100, { next: 100 })).at(-1)).toBe(100);
  });

  it('begin at least a second apart, also where the deadline is near or over', async () => {
    expect(await roundsUntil(3.9, { next: 3.5 })).toEqual([0, 1, 2.1, 3.31, 4.31]);
    expect(await roundsUntil(3, { next: 0 })).toEqual([0, 1, 2, 3]);
  });
});

it('a pause ends at once when the signal is given', async () => {
  const stop = new AbortController();
  stop.abort(new Error('cancelled'));
  await expect(new Pace(new SimulatedClock(), stop.signal).next(Infinity)).rejects.toThrow('cancelled');
});
