import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours only where the terminal wants them: NO_COLOR, FORCE_COLOR and pipes are obeyed. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** A link that terminals with colours can open; elsewhere its text, as addresses would tear tables apart. */
export function link(text: string, address: string): string {
  const painted = paint('cyan', text);
  return painted === text ? text : `\u001b]8;;${address}\u001b\\${painted}\u001b]8;;\u001b\\`;
}

export function print(...lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** Outputs carry names from NOMAD exactly: nothing in them may steer the terminal. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

const graphemes = new Intl.Segmenter();

/** Columns that text takes up: emoji take two. */
function width(text: string): number {
  const characters = [...graphemes.segment(stripVTControlCharacters(text))];
  return characters.reduce((sum, { segment }) => sum + (/\p{Emoji_Presentation}|\ufe0f/u.test(segment) ? 2 : 1), 0);
}

/** Rows in columns; cells may be painted. */
export function table(rows: string[][]): string[] {
  const widths = rows.reduce<number[]>((known, row) => row.map((cell, at) => Math.max(known[at] ?? 0, width(cell))), []);
  const pad = (cell: string, at: number): string => cell + ' '.repeat((widths[at] ?? 0) - width(cell));
  return rows.map((row) => row.map(pad).join('   ').trimEnd());
}

/** Breaks text at blanks. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
