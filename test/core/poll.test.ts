import { describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { poll } from '../../src/core/poll.ts';
import { SimulatedClock } from '../simulated-clock.ts';

const noSignal = new AbortController().signal;

/** Virtual seconds at which rounds begin, until `end`; a round takes `length` seconds, and never comes later than `next`. */
async function roundsUntil(end: number, { length = 0, next = Infinity } = {}): Promise<number[]> {
  const clock = new SimulatedClock();
  const began: number[] = [];
  await poll(
    () => {
      began.push(Math.round(clock.elapsed) / second);
      clock.pass(length * second);
      if (clock.elapsed >= end * second) return Promise.resolve(undefined);
      return Promise.resolve(clock.began + next * second);
    },
    clock,
    noSignal,
  );
  return began;
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

it('a round that is the last one is followed by no pause', async () => {
  const clock = new SimulatedClock();
  await poll(() => Promise.resolve(undefined), clock, noSignal);
  expect(clock.sleeps).toEqual([]);
});

it('a wait ends with what a round throws', async () => {
  await expect(poll(() => Promise.reject(new Error('no answer')), new SimulatedClock(), noSignal)).rejects.toThrow('no answer');
});

it('a wait ends at once when the signal is given', async () => {
  const stop = new AbortController();
  const round = (): Promise<number> => {
    stop.abort(new Error('cancelled'));
    return Promise.resolve(Infinity);
  };
  await expect(poll(round, new SimulatedClock(), stop.signal)).rejects.toThrow('cancelled');
});
