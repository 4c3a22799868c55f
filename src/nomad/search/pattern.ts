/** Which names are meant: those that match one of `include` and none of `exclude`. Lines that begin with `!` exclude names; `\!` at the beginning is a real exclamation mark. */
export function readPatterns(lines: readonly string[]): { include: string[]; exclude: string[] } {
  const exclude = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const include = lines.filter((line) => !line.startsWith('!'));
  return { include, exclude };
}

/** Whether the pattern matches the whole name: `*` stands for any text, `?` for any one character, everything else for itself. */
export function matchesPattern(pattern: string, name: string): boolean {
  const glob = Array.from(pattern.startsWith('\\!') ? pattern.slice(1) : pattern);
  const text = Array.from(name);
  // Only the last star ever needs to move on: there is no nesting, so no exponential time.
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
