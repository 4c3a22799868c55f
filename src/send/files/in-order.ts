/** Gives bytes that are being made already, or that can be made only when all before them are known. */
export type Part = () => Buffer | Promise<Buffer>;

/** Enough to keep the threads of the pool busy, and with large blocks no more than some megabytes. */
const maxAhead = 16;

/** The bytes of the parts, of which a few are being made at the same time. */
export async function* inOrder(parts: AsyncIterable<Part>): AsyncGenerator<Buffer, void> {
  const ahead: Part[] = [];
  for await (const part of parts) {
    ahead.push(part);
    if (ahead.length > maxAhead) yield await first(ahead);
  }
  while (ahead.length > 0) yield await first(ahead);
}

async function first(ahead: Part[]): Promise<Buffer> {
  return (await ahead.shift()?.()) ?? Buffer.alloc(0);
}
