/** Up to three names that the user may have meant, nearest first: only few letters differ, or one is part of the other. */
export function nearest(wanted: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, name) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

function distanceOf(a: string, b: string): number {
  const [x, y] = [a.slice(0, 100).toLowerCase(), b.slice(0, 100).toLowerCase()];
  if (x.includes(y) || y.includes(x)) return 1;
  return editDistance(x, y);
}

/** The Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      next.push(Math.min((row[j] ?? 0) + Number(letter !== other), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
