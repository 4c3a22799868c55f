/** Cuts at whole code points, with an ellipsis, to at most `max` UTF-16 units. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = max - 1;
  const last = text.charCodeAt(end - 1);
  const insidePair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, insidePair ? end - 1 : end)}…`;
}

/** `1 entry`, `32 entries`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** A span of milliseconds in the two largest units that say something: `1 minute 30 seconds`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const first = parts.findIndex(([n]) => n > 0);
  if (first < 0) return '0 seconds';
  return parts
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => count(n, unit))
    .join(' ');
}

/** How long ago something was, in the largest unit: `3 minutes ago`. */
export function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${count(seconds, 'second')} ago`;
  if (seconds < 3600) return `${count(Math.floor(seconds / 60), 'minute')} ago`;
  if (seconds < 86_400) return `${count(Math.floor(seconds / 3600), 'hour')} ago`;
  return `${count(Math.floor(seconds / 86_400), 'day')} ago`;
}

/** A moment in ISO 8601 and UTC, as people write it: `2026-05-04 11:57:00 UTC`. */
export function utc(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}

/** The line of an error text that says something: the last one that is not blank or a quote's end (NOMAD 2.0 gives whole tracebacks). */
export function lastLine(text: string): string {
  const lines = text.split(/[\r\n]+/u).map((line) => line.trim());
  return lines.findLast((line) => /[\p{L}\p{N}]/u.test(line)) ?? '';
}

// Controls, line separators, bidi controls, zero-width and other invisible formatting characters, lone surrogates, variation selectors.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Shows what can't be seen, or would change how the rest is read, as `\u{…}`: also the runner's `##[command]`, wherever it stands. */
export function visible(text: string): string {
  return text.replace(invisible, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`).replaceAll('##[', '#\\u{23}[');
}
