import type { Workload } from '../../core/workload.ts';

/** Longer names are compared by their beginning. */
const maxLength = 100;

/** Up to three names that somebody may have meant, nearest first: few letters differ, or one is part of the other. */
export async function findNearest(wanted: string, names: readonly string[], workload: Workload): Promise<string[]> {
  const limit = Math.max(2, Math.floor(Math.min(wanted.length, maxLength) / 3));
  const near: { name: string; distance: number }[] = [];
  for (const name of names) {
    await workload.add(maxLength * (2 * limit + 1));
    const distance = measureDistance(wanted, name, limit);
    if (distance <= limit) near.push({ name, distance });
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

function measureDistance(a: string, b: string, limit: number): number {
  const [x, y] = [a.slice(0, maxLength).toLowerCase(), b.slice(0, maxLength).toLowerCase()];
  if (x.includes(y) || y.includes(x)) return 1;
  return countEdits(Array.from(x), Array.from(y), limit);
}

/** Levenshtein's distance where it is at most `limit`, else more than that: only cells so near the diagonal are looked at. */
function countEdits(a: readonly string[], b: readonly string[], limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, j) => (j <= limit ? j : Infinity));
  for (const [i, letter] of a.entries()) {
    const next = Array.from({ length: b.length + 1 }, () => Infinity);
    if (i < limit) next[0] = i + 1;
    for (let j = Math.max(0, i - limit); j < Math.min(b.length, i + limit + 1); j++) {
      next[j + 1] = Math.min(
        (row[j] ?? Infinity) + Number(letter !== b[j]),
        (row[j + 1] ?? Infinity) + 1,
        (next[j] ?? Infinity) + 1,
      );
    }
    row = next;
  }
  return row.at(-1) ?? Infinity;
}
