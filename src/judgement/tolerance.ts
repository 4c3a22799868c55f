/** How many failed entries are tolerated: a number, or a share of all entries as an exact fraction. */
export type Tolerance = { readonly text: string } & (
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'share'; readonly share: bigint; readonly ofHundred: bigint }
);

/** `3`, `5%` or `0.25%` (at most 100%); undefined for anything else. */
export function readTolerance(text: string): Tolerance | undefined {
  if (/^\d+$/.test(text)) {
    const count = Number(text);
    return Number.isSafeInteger(count) ? { text, kind: 'count', count } : undefined;
  }
  const match = /^(\d+)(?:\.(\d+))?%$/.exec(text);
  if (match === null) return undefined;
  const [, digits = '0', decimals = ''] = match;
  const share = BigInt(digits + decimals);
  const ofHundred = 100n * 10n ** BigInt(decimals.length);
  return share <= ofHundred ? { text, kind: 'share', share, ofHundred } : undefined;
}
