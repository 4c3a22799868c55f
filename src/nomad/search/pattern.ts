/** Which names are meant: those that one of `include` matches and none of `exclude`. Lines that begin with `!` exclude; `\!` at the beginning is a real exclamation mark. */
export function readPatterns(lines: readonly string[]): { include: string[]; exclude: string[] } {
  const exclude = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const include = lines.filter((line) => !line.startsWith('!'));
  return { include, exclude };
}

/** Whether the pattern is the whole name: `*` is any text, `?` any one character, all else itself. */
export function matchesPattern(pattern: string, name: string): boolean {
  const glob = Array.from(pattern.startsWith('\\!') ? pattern.slice(1) : pattern);
  const text = Array.from(name);
  // After a star that matched, only the last star need ever be moved on: no nesting, so no exponential time.
  let [g, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (glob[g] === '*') {
      star = g++;
      resume = t;
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === text[t])) {
      g++;
      t++;
    } else if (star >= 0) {
      g = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (glob[g] === '*') g++;
  return g === glob.length;
}
