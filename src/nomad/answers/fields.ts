import { isRecord, type Fields } from '../../core/record.ts';
import { cut } from '../../core/wording.ts';

/** Guards of single fields of an answer: unknown in, typed out, or NotUnderstoodError. Texts lose the values of secrets where `redact` is given. */

/** Replaces the values of secrets in a text from outside. */
export type Redact = (text: string) => string;

/** A whole 200 that is not what NOMAD answers. The message says what is wrong, in our words. */
export class NotUnderstoodError extends Error {
  override readonly name = 'NotUnderstoodError';
}

export function record(value: unknown, what: string): Fields {
  if (!isRecord(value)) throw new NotUnderstoodError(`${what} is missing or not an object`);
  return value;
}

export function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new NotUnderstoodError(`${what} is missing or not a list`);
  return value;
}

export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new NotUnderstoodError(`"${name}" is missing or not a text`);
  return value;
}

// NOMAD leaves null fields out of its GET answers; other answers have them as null.
export function optionalText(fields: Fields, name: string): string {
  return fields[name] === undefined || fields[name] === null ? '' : text(fields, name);
}

// What one upload or entry may take of the memory: more is not shown anywhere.
export const longest = { name: 65_536, text: 4000, texts: 40_000 } as const;

export function texts(fields: Fields, name: string, redact: Redact): string[] {
  const kept: string[] = [];
  let room: number = longest.texts;
  for (const item of list(fields[name] ?? [], `"${name}"`)) {
    if (typeof item !== 'string') throw new NotUnderstoodError(`"${name}" has something that is not a text`);
    if (room <= 0) continue;
    const text = cut(redact(item), longest.text);
    room -= text.length + 10;
    kept.push(text);
  }
  return kept;
}

/** An id, which goes into addresses of ours. */
export function word(fields: Fields, name: string, redact: Redact): string {
  const value = text(fields, name);
  if (!/^[A-Za-z0-9_-]+$/.test(value)) throw new NotUnderstoodError(`"${name}" is not an id`);
  // Ids are not rewritten; one that repeats more of a secret than chance can is none.
  if (value.length - redact(value).replaceAll('***', '').length >= 8) throw new NotUnderstoodError(`"${name}" repeats a secret`);
  return value;
}

export function flag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw new NotUnderstoodError(`"${name}" is missing or not true or false`);
  return value;
}

export function whole(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new NotUnderstoodError(`"${name}" is missing or not a count`);
  return value;
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

// 1.3 gives UTC without a zone, which Date would read as local time; 2.0 gives a zone.
export function time(fields: Fields, name: string): string {
  const value = optionalText(fields, name);
  if (value === '') return '';
  const match = isoTime.exec(value);
  const date = match && new Date(match[3] === undefined ? `${value}Z` : value);
  if (!date || Number.isNaN(date.getTime())) throw new NotUnderstoodError(`"${name}" is not a time`);
  return date.toISOString();
}
