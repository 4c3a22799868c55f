import { deflateRawSync } from 'node:zlib';

/** The fastest level of deflate: what it saves in time is more than the others save in bytes. */
export const level = 1;

export const sampleBytes = 16 * 1024;
/** What does not become this much smaller is not worth the time. */
const worthwhile = 0.9;

/** Where to take samples of a file of so many bytes: at its beginning, in its middle and at its end. */
export function placeSamples(size: number): number[] {
  return size <= 4 * sampleBytes ? [0] : [0, Math.floor(size / 2), size - sampleBytes];
}

/** Images and archives do not become smaller, and to compress them anyway takes longer than to send them. */
export function isWorthwhile(sample: Uint8Array): boolean {
  return deflateRawSync(sample, { level }).length < worthwhile * sample.length;
}
