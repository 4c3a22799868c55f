import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32, createDeflateRaw, deflateRaw } from 'node:zlib';
import { isWorthwhile, level, placeSamples, sampleBytes } from './compression.ts';
import { SameFile } from './same-file.ts';
import type { SentFile } from './select.ts';
import { descriptor, directoryEntry, endOfDirectory, localHeader, type Member, type Written } from './zip-format.ts';

/** A file that the step itself adds. */
export interface ExtraFile {
  readonly path: string;
  readonly content: string;
}

const chunkBytes = 256 * 1024;
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
 * A zip of these files, made while it is read. `onProgress` gets the bytes of the files as they are packed. The stream fails with NoVerdictError
 * (`files-changed`) where a file is not as it was when it was listed: it then never comes to its end.
 */
export function packFiles(
  files: readonly SentFile[],
  extra: readonly ExtraFile[],
  onProgress: (bytes: number) => void,
): Readable {
  return Readable.from(pack(files, extra, onProgress), { objectMode: false });
}

async function* pack(
  files: readonly SentFile[],
  extra: readonly ExtraFile[],
  onProgress: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (member: Member, written: Written, bytes: number, later: boolean): void => {
    directory.push(directoryEntry(member, written, offset, later));
    offset += bytes;
  };
  for (const { path, content } of extra) {
    const { member, written, content: packed } = await packWhole(Buffer.from(content), path, new Date());
    const header = localHeader(member, written);
    yield header;
    yield packed;
    add(member, written, header.length + packed.length, false);
  }
  for await (const { file, whole } of readAhead(files)) {
    if (whole !== undefined) {
      const header = localHeader(whole.member, whole.written);
      yield header;
      yield whole.content;
      add(whole.member, whole.written, header.length + whole.content.length, false);
      onProgress(file.size);
    } else {
      const streamed = new StreamedFile(file, onProgress);
      let bytes = 0;
      for await (const chunk of streamed.pack()) {
        yield chunk;
        bytes += chunk.length;
      }
      add(streamed.member, streamed.written, bytes, true);
    }
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  for (const entry of directory) yield entry;
  yield endOfDirectory(directory.length, size, offset);
}

/** The files in their order; small ones have been read and compressed meanwhile, several at once. */
async function* readAhead(files: readonly SentFile[]): AsyncGenerator<{ file: SentFile; whole: Whole | undefined }> {
  const ahead: Promise<Whole | undefined>[] = [];
  for (const [i, file] of files.entries()) {
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
  const same = await SameFile.open(file);
  try {
    const content = await same.read(0, file.size);
    await same.check();
    return await packWhole(content, file.path, file.modified);
  } finally {
    await same.close();
  }
}

async function packWhole(content: Buffer, path: string, modified: Date): Promise<Whole> {
  const size = content.length;
  const hope =
    size <= sampleBytes || placeSamples(size).some((place) => isWorthwhile(content.subarray(place, place + sampleBytes)));
  // In one piece that is not larger than it must be: 16 kB for each of many small files would add up before they are collected.
  const deflated = hope ? await deflate(content, { level, chunkSize: size + 1024 }) : content;
  const isSmaller = deflated.length < size;
  const packed = isSmaller ? deflated : content;
  const member: Member = { path, modified, size, method: isSmaller ? 'deflated' : 'stored' };
  return { member, written: { crc: crc32(content), packed: packed.length }, content: packed };
}

/** A file that is too large for the memory: what is known at its end follows it. */
class StreamedFile {
  member: Member;
  written: Written = { crc: 0, packed: 0 };
  readonly #file: SentFile;
  readonly #onProgress: (bytes: number) => void;

  constructor(file: SentFile, onProgress: (bytes: number) => void) {
    const { path, modified, size } = file;
    this.member = { path, modified, size, method: 'stored' };
    this.#file = file;
    this.#onProgress = onProgress;
  }

  async *pack(): AsyncGenerator<Buffer> {
    const same = await SameFile.open(this.#file);
    try {
      if (await this.#isWorthwhile(same)) this.member = { ...this.member, method: 'deflated' };
      yield localHeader(this.member, undefined);
      const content = this.#read(same);
      const packed = this.member.method === 'stored' ? content : Readable.from(content).pipe(createDeflateRaw({ level }));
      for await (const chunk of packed) {
        if (!Buffer.isBuffer(chunk)) throw new TypeError('a file is not a stream of bytes');
        this.written = { ...this.written, packed: this.written.packed + chunk.length };
        yield chunk;
      }
      await same.check();
      yield descriptor(this.member, this.written);
    } finally {
      await same.close();
    }
  }

  async #isWorthwhile(same: SameFile): Promise<boolean> {
    for (const place of placeSamples(this.#file.size))
      if (isWorthwhile(await same.read(place, Math.min(sampleBytes, this.#file.size)))) return true;
    return false;
  }

  async *#read(same: SameFile): AsyncGenerator<Buffer> {
    const { size } = this.#file;
    for (let place = 0; place < size; place += chunkBytes) {
      const chunk = await same.read(place, Math.min(chunkBytes, size - place));
      this.written = { ...this.written, crc: crc32(chunk, this.written.crc) };
      yield chunk;
      this.#onProgress(chunk.length);
    }
  }
}
