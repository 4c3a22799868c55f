const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `1 byte`, `512 bytes`, `3.4 MB`: in powers of 1000, as the page of an upload in NOMAD shows sizes. */
export function describeBytes(bytes: number): string {
  if (bytes === 1) return '1 byte';
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[power] ?? ''}`;
}
