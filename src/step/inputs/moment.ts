import { readDuration } from './duration.ts';

const iso = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** An ISO 8601 date or time (without zone: UTC), or a duration back from `now`, as milliseconds since 1970; undefined for anything else. */
export function readMoment(text: string, now: number): number | undefined {
  const duration = readDuration(text);
  if (duration !== undefined) return now - duration;
  const match = iso.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', time, zone] = match;
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
    .toISOString()
    .startsWith(`${year}-${month}-${day}`);
  const ms = Date.parse(time !== undefined && zone === undefined ? `${text}Z` : text);
  return isDay && !Number.isNaN(ms) ? ms : undefined;
}

/** What would be right instead of a text that is neither. */
export const momentHint =
  'It must be an ISO 8601 time, such as 2026-03-01T12:00:00Z (in UTC, unless it has a time zone), or how long ago, such as 2h.';
