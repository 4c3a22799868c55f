const form = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const units = [86_400_000, 3_600_000, 60_000, 1000] as const;

/** `90s`, `5m`, `1h30m`, `7d` or `0`, as milliseconds; undefined for anything else. */
export function readDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = form.exec(text);
  if (match === null || text === '') return undefined;
  const ms = units.reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * unit, 0);
  return Number.isSafeInteger(ms) ? ms : undefined;
}

/** What is wrong with a text that is no duration, and what would be right. */
export function durationHint(text: string): string {
  const number = /^\d+$/.exec(text)?.[0];
  if (number !== undefined) return `A number needs a unit: ${number}s or ${number}m (such as 30s and 30m).`;
  return 'It must be whole days, hours, minutes and seconds in this order, without spaces: 90s, 5m, 1h30m, 7d, or 0.';
}
