import type { IncomingMessage } from 'node:http';

/** The bytes of a request's body, kept once, as they came: an archive may be large. */
export class Body {
  readonly #chunks: readonly Buffer[];
  readonly #starts: readonly number[];
  readonly length: number;

  constructor(chunks: readonly Buffer[]) {
    const starts: number[] = [];
    let length = 0;
    for (const chunk of chunks) {
      starts.push(length);
      length += chunk.length;
    }
    this.#chunks = chunks;
    this.#starts = starts;
    this.length = length;
  }

  /** A copy of these bytes alone; fewer where the body ends before. */
  bytes(start: number, end: number): Buffer {
    const parts: Buffer[] = [];
    for (let at = this.#chunkWith(start); at < this.#chunks.length; at += 1) {
      const from = this.#starts[at] ?? 0;
      if (from >= end) break;
      parts.push(this.#chunks[at]?.subarray(Math.max(0, start - from), end - from) ?? Buffer.alloc(0));
    }
    return Buffer.concat(parts);
  }

  all(): Buffer {
    return this.bytes(0, this.length);
  }

  /** The last chunk that begins at or before this byte. */
  #chunkWith(byte: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * Reads a body to its end; undefined as soon as it has more bytes than `most`, and then no more are read.
 * Throws where the client cuts it.
 */
export function receive(request: IncomingMessage, most: number, progress: (bytes: number) => void): Promise<Body | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      progress(length);
      if (length <= most) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take).pause();
      resolve(undefined);
    };
    request
      .on('data', take)
      .once('end', () => {
        resolve(new Body(chunks));
      })
      .once('error', reject);
  });
}
