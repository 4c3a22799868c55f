import { describe, expect, it } from 'vitest';
import { minute, second } from '../../../src/core/clock.ts';
import { NoVerdictError, UnreachableError } from '../../../src/core/errors.ts';
import { type Patience, RetryableError, retry } from '../../../src/nomad/transport/retry.ts';
import { SimulatedClock } from '../../simulated-clock.ts';

/** What one attempt does: `late` takes all the time that the request has. */
type Attempt = 'ok' | 'passing' | 'alien' | 'late' | { readonly retryAfter: number };

function failed(attempt: Exclude<Attempt, 'ok'>): RetryableError {
  if (attempt === 'alien') return new RetryableError('alien', { reason: 'unexpected-answer', message: 'not NOMAD', advice: '' });
  const failure = { reason: 'unreachable', message: 'down', advice: '' } as const;
  if (typeof attempt === 'object') return new RetryableError('passing', failure, attempt);
  return new RetryableError('passing', failure, { late: attempt === 'late' });
}

interface Tried {
  /** `ok`, or the reason, with `cut` when only our own deadline ended it. */
  readonly end: string;
  readonly limits: number[];
  readonly pauses: number[];
  readonly elapsed: number;
  readonly told: number[];
}

/** Runs the attempts; the last one is repeated for ever. Jitter is off: `random` gives the middle. */
async function run(attempts: readonly Attempt[], patience: { retries: number; ms: number }, random = 0.5): Promise<Tried> {
  const clock = new SimulatedClock();
  const limits: number[] = [];
  const told: number[] = [];
  const means = {
    clock,
    signal: new AbortController().signal,
    random: () => random,
    onRetry: (_: unknown, pause: number) => {
      told.push(pause);
    },
  };
  const until: Patience = { retries: patience.retries, until: clock.now() + patience.ms };
  const end = await retry(
    (limit) => {
      const attempt = attempts[Math.min(limits.length, attempts.length - 1)] ?? 'ok';
      limits.push(limit);
      if (attempt === 'late') clock.pass(limit);
      return attempt === 'ok' ? Promise.resolve('ok') : Promise.reject(failed(attempt));
    },
    until,
    means,
  ).catch((error: unknown) => {
    if (error instanceof UnreachableError) return `unreachable${error.cutByDeadline ? ', cut' : ''}`;
    if (error instanceof NoVerdictError) return error.failure.reason;
    throw error;
  });
  return { end, limits, pauses: clock.sleeps, elapsed: clock.elapsed, told };
}

const seconds = (list: readonly number[]): number[] => list.map((ms) => ms / second);

describe('the first answer', () => {
  it('is taken without a pause', async () => {
    expect(await run(['ok'], { retries: 5, ms: minute })).toMatchObject({ end: 'ok', limits: [20_000], pauses: [], told: [] });
  });
});

describe('what may pass', () => {
  it('is tried again after growing pauses, five times within a minute', async () => {
    const { end, limits, pauses, elapsed, told } = await run(['passing'], { retries: 5, ms: minute });
    expect(end).toBe('unreachable');
    expect(limits).toHaveLength(6);
    expect(seconds(pauses)).toEqual([1, 2, 4, 8, 15]);
    expect(told).toEqual(pauses);
    expect(elapsed).toBe(30 * second);
  });

  it.each([
    [0, [0.75, 1.5, 3, 6, 12]],
    [1, [1.25, 2.5, 5, 10, 15]],
  ])('has pauses that vary by a quarter (random %i)', async (random, pauses) => {
    expect(seconds((await run(['passing'], { retries: 5, ms: minute }, random)).pauses)).toEqual(pauses);
  });

  it('is tried until the deadline where that is the limit, with pauses of 15 s at most, and a last time at the deadline', async () => {
    const { end, pauses, elapsed, limits } = await run(['passing'], { retries: Infinity, ms: minute });
    expect(end).toBe('unreachable');
    expect(seconds(pauses)).toEqual([1, 2, 4, 8, 15, 15, 15]);
    expect(elapsed).toBe(minute);
    expect(limits.at(-1)).toBe(2 * second);
  });

  it('gives the answer as soon as there is one', async () => {
    expect(await run(['passing', 'passing', 'ok'], { retries: 5, ms: minute })).toMatchObject({ end: 'ok', elapsed: 3 * second });
  });
});

describe('one request', () => {
  it('gets at most 20 s, never more than is left of its part, and at least 2 s', async () => {
    const { limits, elapsed, end } = await run(['late'], { retries: Infinity, ms: 50 * second });
    expect(seconds(limits)).toEqual([20, 20, 7]);
    expect(elapsed).toBe(50 * second);
    expect(end).toBe('unreachable');
    expect((await run(['late'], { retries: Infinity, ms: 500 })).limits).toEqual([2000]);
  });

  it('that only our own deadline cut says nothing of NOMAD', async () => {
    expect(await run(['late'], { retries: Infinity, ms: 10 * second })).toMatchObject({ end: 'unreachable, cut' });
    expect(await run(['passing', 'late'], { retries: Infinity, ms: 10 * second })).toMatchObject({ end: 'unreachable' });
    expect(await run(['alien', 'late'], { retries: Infinity, ms: 10 * second })).toMatchObject({ end: 'unexpected-answer' });
    // A whole time limit is a stalled answer, not our deadline.
    expect(await run(['late'], { retries: 0, ms: minute })).toMatchObject({ end: 'unreachable' });
  });
});

describe('Retry-After', () => {
  it('is obeyed, and is a second at least', async () => {
    expect((await run([{ retryAfter: 30 * second }, 'ok'], { retries: 5, ms: minute })).pauses).toEqual([30 * second]);
    expect((await run([{ retryAfter: 0 }, 'ok'], { retries: 5, ms: minute })).pauses).toEqual([second]);
  });

  it('that is long is told of every 30 s', async () => {
    const { told, pauses, elapsed } = await run([{ retryAfter: 70 * second }, 'ok'], { retries: 5, ms: 2 * minute });
    expect(seconds(told)).toEqual([70, 40, 10]);
    expect(seconds(pauses)).toEqual([30, 30, 10]);
    expect(elapsed).toBe(70 * second);
  });

  it('counts as one of the five', async () => {
    expect((await run([{ retryAfter: second }], { retries: 5, ms: minute })).limits).toHaveLength(6);
  });

  it('just at the deadline is waited for, beyond it ends the try at once', async () => {
    expect(await run([{ retryAfter: minute }, 'ok'], { retries: 5, ms: minute })).toMatchObject({ end: 'ok', elapsed: minute });
    expect(await run([{ retryAfter: minute + 1 }, 'ok'], { retries: 5, ms: minute })).toMatchObject({
      end: 'unreachable',
      limits: [20_000],
      elapsed: 0,
    });
  });
});

describe('a whole answer that is not NOMAD’s', () => {
  it('is asked for again three times within about 5 s', async () => {
    const { end, limits, pauses } = await run(['alien'], { retries: Infinity, ms: 30 * minute });
    expect(end).toBe('unexpected-answer');
    expect(limits).toHaveLength(4);
    expect(seconds(pauses)).toEqual([1, 1.5, 2]);
  });

  it('is told from what may pass: each has tries of its own, and the last one gives the reason', async () => {
    const attempts = ['alien', 'passing', 'alien', 'passing', 'alien', 'passing', 'alien'] as const;
    expect(await run(attempts, { retries: 5, ms: minute })).toMatchObject({ end: 'unexpected-answer' });
    expect(await run(['alien', 'passing'], { retries: 5, ms: minute })).toMatchObject({ end: 'unreachable' });
  });

  it('is not waited for beyond the deadline', async () => {
    const { end, elapsed } = await run(['alien'], { retries: Infinity, ms: second });
    expect(end).toBe('unexpected-answer');
    expect(elapsed).toBe(second);
  });
});

it('a defect is thrown at once, and nothing is tried again', async () => {
  const clock = new SimulatedClock();
  const means = { clock, signal: new AbortController().signal, random: () => 0.5, onRetry: () => undefined };
  const defect = new TypeError('a defect');
  await expect(retry(() => Promise.reject(defect), { retries: 5, until: Infinity }, means)).rejects.toBe(defect);
  expect(clock.sleeps).toEqual([]);
});

it('a pause ends at once when the signal is given', async () => {
  const stop = new AbortController();
  const means = {
    clock: new SimulatedClock(),
    signal: stop.signal,
    random: () => 0.5,
    onRetry: () => {
      stop.abort(new Error('cancelled'));
    },
  };
  await expect(retry(() => Promise.reject(failed('passing')), { retries: 5, until: Infinity }, means)).rejects.toThrow(
    'cancelled',
  );
});
