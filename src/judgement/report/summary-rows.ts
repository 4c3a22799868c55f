import { count } from '../../core/wording.ts';

/** Uploads or entries that the job summary lists. */
export const maxRows = 200;

/** The first ones that fit into so many bytes. */
export function within(bytes: number, lines: readonly string[]): string[] {
  let room = bytes;
  const end = lines.findIndex((line) => (room -= Buffer.byteLength(line) + 2) < 0);
  return end < 0 ? [...lines] : lines.slice(0, end);
}

/** A block of lines below a head, and another one that counts those that found no place. */
export function listed(head: string, lines: readonly string[], of: number, what: readonly [one: string, many: string]): string[] {
  const rest = of - lines.length;
  return [[head, ...lines].join('\n'), rest > 0 ? `… and ${count(rest, `more ${what[0]}`, `more ${what[1]}`)}.` : ''];
}
