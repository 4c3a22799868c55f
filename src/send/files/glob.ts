/** A path as a list of names: `**` stands for any number of folders, all else for one name. */
export type Glob = readonly (Name | '**')[];

/** How far a glob has come along a path: each number says how many of its parts are used up. [] can't match any more. */
export type Progress = readonly number[];

type Name = readonly Part[];
type Part = { readonly kind: 'any' } | { readonly kind: 'one'; accepts(character: string): boolean };

export function parseGlob(segments: readonly string[]): Glob {
  return segments.map((segment) => (segment === '**' ? segment : parseName(Array.from(segment))));
}

export function startOf(glob: Glob): Progress {
  return withoutFolders(glob, new Set([0]));
}

/** Goes on by one name of the path. What matches a folder matches everything below it. */
export function advance(glob: Glob, progress: Progress, name: string): Progress {
  const next = new Set<number>();
  const characters = Array.from(name);
  for (const used of progress) {
    const part = glob[used];
    if (part === undefined || part === '**') next.add(used);
    else if (matchesName(part, characters)) next.add(used + 1);
  }
  return withoutFolders(glob, next);
}

export function isMatch(glob: Glob, progress: Progress): boolean {
  return progress.includes(glob.length);
}

/** `**` may also stand for no folder. */
function withoutFolders(glob: Glob, progress: Set<number>): Progress {
  // A set hands out what is added meanwhile, too.
  for (const used of progress) if (glob[used] === '**') progress.add(used + 1);
  return [...progress];
}

function parseName(characters: readonly string[]): Name {
  const parts: Part[] = [];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i];
    // `]` right behind the bracket is one of the characters.
    const negated = ['!', '^'].includes(characters[i + 1] ?? '');
    const first = i + (negated ? 2 : 1);
    const end = character === '[' ? characters.indexOf(']', first + 1) : -1;
    if (character === '*') {
      parts.push({ kind: 'any' });
    } else if (character === '?') {
      parts.push({ kind: 'one', accepts: () => true });
    } else if (end >= 0) {
      const isInSet = parseSet(characters.slice(first, end));
      parts.push({ kind: 'one', accepts: (c) => isInSet(c) !== negated });
      i = end;
    } else {
      parts.push({ kind: 'one', accepts: (c) => c === character });
    }
  }
  return parts;
}

function parseSet(characters: readonly string[]): (character: string) => boolean {
  const ranges: [number, number][] = [];
  for (let i = 0; i < characters.length; i++) {
    const from = codePoint(characters[i]);
    const isRange = characters[i + 1] === '-' && i + 2 < characters.length;
    ranges.push([from, isRange ? codePoint(characters[i + 2]) : from]);
    if (isRange) i += 2;
  }
  return (character) => ranges.some(([from, to]) => from <= codePoint(character) && codePoint(character) <= to);
}

function codePoint(character: string | undefined): number {
  return character?.codePointAt(0) ?? -1;
}

function matchesName(name: Name, characters: readonly string[]): boolean {
  // Only the last star ever needs to move on: there is no nesting, so no exponential time.
  let [n, c, star, resume] = [0, 0, -1, 0];
  while (c < characters.length) {
    const part = name[n];
    if (part?.kind === 'any') {
      star = n++;
      resume = c;
    } else if (part?.accepts(characters[c] ?? '')) {
      n++;
      c++;
    } else if (star >= 0) {
      n = star + 1;
      c = ++resume;
    } else {
      return false;
    }
  }
  while (name[n]?.kind === 'any') n++;
  return n === name.length;
}
