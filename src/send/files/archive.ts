import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, createDeflateRaw, deflateRaw } from 'node:zlib';
import type { SentFile } from './collection.ts';
import { isCompressible, openFile, readContent } from './open-file.ts';
import { descriptor, directoryEntry, endOfDirectory, localHeader, type Member, type Written } from './zip-format.ts';

/** A file that is made here. */
export interface ExtraFile {
  readonly path: string;
  readonly content: string;
}

/** Measured: level 3 takes a fifth longer than 1 and half as long as 6. */
const level = 1;
/** Files up to this size are read whole, and several are compressed at once. */
const maxWhole = 1024 * 1024;
const maxAtOnce = 4;

const deflate = promisify(deflateRaw);

/** A file in memory, compressed or not. */
interface Whole {
  readonly member: Member;
  readonly written: Written;
  readonly content: Buffer;
}

/**
 * The zip of the files, made while it is read. It ends only if all files were read as they were listed; else it is destroyed, with a
 * `FilesChangedError` or the signal's reason. `onProgress` gets the number of bytes read so far.
 */
export function packFiles(
  files: readonly SentFile[],
  extra: readonly ExtraFile[],
  onProgress: (bytesOfSources: number) => void,
  signal: AbortSignal,
): Readable {
  return Readable.from(pack(files, extra, onProgress, signal), { objectMode: false });
}

async function* pack(
  files: readonly SentFile[],
  extra: readonly ExtraFile[],
  onProgress: (bytesOfSources: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const position = { offset: 0 };
  for await (const chunk of packParts(files, extra, position, onProgress, signal)) {
    position.offset += chunk.length;
    yield chunk;
    signal.throwIfAborted();
  }
}

/** `position`: how much of the archive has been given so far. */
async function* packParts(
  files: readonly SentFile[],
  extra: readonly ExtraFile[],
  position: { readonly offset: number },
  onProgress: (bytesOfSources: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let read = 0;
  const onRead = (bytes: number): void => {
    onProgress((read += bytes));
  };
  for await (const { file, whole } of readAhead(files, signal)) {
    const begin = position.offset;
    const { member, written, later } = whole === undefined ? yield* packLarge(file, onRead) : yield* giveWhole(whole);
    directory.push(directoryEntry(member, written, begin, later));
    if (whole !== undefined) onRead(file.size);
  }
  for (const { path, content } of extra) {
    const begin = position.offset;
    const { member, written, later } = yield* giveWhole(await packWhole(Buffer.from(content), path, new Date()));
    directory.push(directoryEntry(member, written, begin, later));
  }
  const begin = position.offset;
  for (const entry of directory) yield entry;
  yield endOfDirectory(directory.length, position.offset - begin, begin);
}

/** A file that is in the archive. */
interface Done {
  readonly member: Member;
  readonly written: Written;
  /** It has a descriptor. */
  readonly later: boolean;
}

/** The files in their order; small ones have been read and compressed meanwhile, several at once. */
async function* readAhead(
  files: readonly SentFile[],
  signal: AbortSignal,
): AsyncGenerator<{ readonly file: SentFile; readonly whole: Whole | undefined }> {
  const ahead: Promise<Whole | undefined>[] = [];
  for (const [i, file] of files.entries()) {
    signal.throwIfAborted();
    while (ahead.length < maxAtOnce && i + ahead.length < files.length) {
      const next = files[i + ahead.length];
      const whole = next !== undefined && next.size <= maxWhole ? readWhole(next) : Promise.resolve(undefined);
      // One that fails is reported when its turn comes.
      whole.catch(() => undefined);
      ahead.push(whole);
    }
    yield { file, whole: await ahead.shift() };
  }
}

async function readWhole(file: SentFile): Promise<Whole> {
  const { handle, modifiedAt } = await openFile(file);
  try {
    const chunks: Buffer[] = [];
    const hope = await isCompressible(file, handle);
    for await (const chunk of readContent(file, handle, () => undefined)) chunks.push(chunk);
    return await packWhole(Buffer.concat(chunks), file.path, modifiedAt, hope);
  } finally {
    await handle.close();
  }
}

async function packWhole(content: Buffer, path: string, modified: Date, hope = true): Promise<Whole> {
  const size = content.length;
  // In one piece that is not larger than it must be: 16 kB for each of many small files would add up before they are collected.
  const deflated = hope ? await deflate(content, { level, chunkSize: size + 1024 }) : content;
  const isSmaller = deflated.length < size;
  const packed = isSmaller ? deflated : content;
  const member: Member = { path, modified, size, method: isSmaller ? 'deflated' : 'stored' };
  return { member, written: { crc: crc32(content), packed: packed.length }, content: packed };
}

function* giveWhole({ member, written, content }: Whole): Generator<Buffer, Done> {
  yield localHeader(member, written);
  yield content;
  return { member, written, later: false };
}

/** A file that is too large for the memory: what is known at its end follows it. */
async function* packLarge(file: SentFile, onRead: (bytes: number) => void): AsyncGenerator<Buffer, Done> {
  const { handle, modifiedAt } = await openFile(file);
  try {
    const method = (await isCompressible(file, handle)) ? 'deflated' : 'stored';
    const member: Member = { path: file.path, modified: modifiedAt, size: file.size, method };
    yield localHeader(member, undefined);
    let crc = 0;
    let packed = 0;
    const content = checksummed(readContent(file, handle, onRead), (chunk) => (crc = crc32(chunk, crc)));
    const chunks: AsyncIterable<unknown> = method === 'stored' ? content : compress(content);
    for await (const chunk of chunks) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('a file is not a stream of bytes');
      packed += chunk.length;
      yield chunk;
    }
    const written = { crc, packed };
    yield descriptor(member, written);
    return { member, written, later: true };
  } finally {
    await handle.close();
  }
}

async function* compress(content: AsyncGenerator<Buffer>): AsyncGenerator {
  const source = Readable.from(content, { objectMode: false });
  const deflated = createDeflateRaw({ level });
  // A pipe does not pass errors on.
  source.on('error', (error) => deflated.destroy(error));
  try {
    yield* source.pipe(deflated);
  } finally {
    source.destroy();
    deflated.destroy();
  }
}

async function* checksummed(content: AsyncGenerator<Buffer>, see: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    see(chunk);
    yield chunk;
  }
}
