import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Workload } from '../../../src/core/workload.ts';
import { findNearest } from '../../../src/nomad/search/nearest.ts';

function nearest(wanted: string, names: readonly string[], signal = new AbortController().signal): Promise<string[]> {
  return findNearest(wanted, names, new Workload(signal));
}

/** Levenshtein's distance by its definition, without any bound. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [x, y] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return distance(x, y);
  return 1 + Math.min(distance(x, y), distance(a, y), distance(x, b));
}

describe('the nearest names', () => {
  it.each([
    ['nightly', ['nightyl', 'nihgtly', 'weekly', 'nightly-2', 'Nightly'], ['nightly-2', 'Nightly', 'nightyl']],
    ['a', ['b', 'abc', 'xyz'], ['b', 'abc']],
    ['spectra 2026', ['spectra 2025', 'something else altogether'], ['spectra 2025']],
    ['x', [], []],
  ])('of %s among %j', async (wanted, names, expected) => {
    expect(await nearest(wanted, names)).toEqual(expected);
  });

  it('are those that differ by no more than a third of the letters, or two', async () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(name, name, async (wanted, other) => {
        fc.pre(!wanted.includes(other) && !other.includes(wanted));
        const isNear = distance(wanted, other) <= Math.max(2, Math.floor(wanted.length / 3));
        expect(await nearest(wanted, [other])).toEqual(isNear ? [other] : []);
      }),
    );
  });

  it('of a very long name are not all there are', async () => {
    expect(await nearest('x'.repeat(3000), ['y'.repeat(80), 'z'])).toEqual([]);
  });

  it('are given up when the step is cancelled', async () => {
    const stop = new AbortController();
    setImmediate(() => {
      stop.abort(new Error('cancelled'));
    });
    const names = Array.from({ length: 100_000 }, (_, i) => `${'y'.repeat(95)}${i}`);
    await expect(nearest('x'.repeat(100), names, stop.signal)).rejects.toThrow('cancelled');
  });
});
