/** A line of `path`, compiled. A path that it matches brings everything below it. */
export interface PathLine {
  readonly text: string;
  readonly excludes: boolean;
  /** Names with wildcards, one for each folder on the way; '**' stands for any number of folders. */
  readonly names: readonly (readonly Token[] | '**')[];
}

type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [from: string, to: string])[] };

/** How far a path may have matched a line: each position that is possible. Empty: nothing below this path can match. */
export type Positions = ReadonlySet<number>;

/** Reads a line whose path is relative to the folder where the walk begins. `excludes`: it began with an exclamation mark. */
export function readPathLine(text: string, excludes: boolean): PathLine {
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  return { text: excludes ? `!${text}` : text, excludes, names: names.map((name) => (name === '**' ? name : readTokens(name))) };
}

/** Before the first name. */
export function begin(line: PathLine): Positions {
  return skipStars(line, [0]);
}

/** After one more name of a path. */
export function advance(line: PathLine, positions: Positions, name: string): Positions {
  const next: number[] = [];
  for (const at of positions) {
    const wanted = line.names[at];
    // What was matched stays matched, with everything below it.
    if (wanted === undefined || wanted === '**') next.push(at);
    else if (matchesName(wanted, name)) next.push(at + 1);
  }
  return skipStars(line, next);
}

/** The path up to here is what the line means. */
export function isMatch(line: PathLine, positions: Positions): boolean {
  return positions.has(line.names.length);
}

function skipStars(line: PathLine, positions: readonly number[]): Positions {
  const all = new Set(positions);
  for (const at of all) if (line.names[at] === '**') all.add(at + 1);
  return all;
}

function readTokens(name: string): Token[] {
  const characters = Array.from(name);
  const tokens: Token[] = [];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    const end = character === '[' ? findEnd(characters, i) : undefined;
    if (end !== undefined) {
      tokens.push(readClass(characters.slice(i + 1, end)));
      i = end;
    } else if (character === '*') tokens.push({ kind: 'star' });
    else tokens.push(character === '?' ? { kind: 'any' } : { kind: 'character', character });
  }
  return tokens;
}

/** The bracket that closes a class; a bracket right after its beginning belongs to it. undefined: it is an ordinary character. */
function findEnd(characters: readonly string[], begin: number): number | undefined {
  const first = begin + (characters[begin + 1] === '!' || characters[begin + 1] === '^' ? 3 : 2);
  const end = characters.indexOf(']', first);
  return end < 0 ? undefined : end;
}

function readClass(characters: readonly string[]): Token {
  const negated = characters[0] === '!' || characters[0] === '^';
  const inside = negated ? characters.slice(1) : characters;
  const ranges: [string, string][] = [];
  for (let i = 0; i < inside.length; i++) {
    const from = inside[i] ?? '';
    const to = inside[i + 1] === '-' ? inside[i + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) i += 2;
  }
  return { kind: 'class', negated, ranges };
}

function matchesName(tokens: readonly Token[], name: string): boolean {
  const text = Array.from(name);
  // Only the last star ever needs to move on: there is no nesting, so no exponential time.
  let [g, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    const token = tokens[g];
    if (token?.kind === 'star') {
      star = g++;
      resume = t;
    } else if (token !== undefined && matchesCharacter(token, text[t] ?? '')) {
      g++;
      t++;
    } else if (star >= 0) {
      g = star + 1;
      t = ++resume;
    } else return false;
  }
  while (tokens[g]?.kind === 'star') g++;
  return g === tokens.length;
}

function matchesCharacter(token: Token, character: string): boolean {
  switch (token.kind) {
    case 'character':
      return token.character === character;
    case 'class':
      return token.negated !== token.ranges.some(([from, to]) => from <= character && character <= to);
    case 'any':
      return true;
    case 'star':
      return false;
  }
}
