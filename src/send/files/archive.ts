import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { SentFile } from './collection.ts';
import { endOfDeflated, startDeflating } from './deflate.ts';
import { inOrder, type Part } from './in-order.ts';
import { isCompressible, openFile, readContent } from './open-file.ts';
import { dataDescriptor, directoryRecord, endOfDirectory, localHeader } from './zip-records.ts';

/** A file that is made here. */
export interface ExtraFile {
  readonly path: string;
  readonly content: string;
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
  const archive = Readable.from(new Archive(files, extra, onProgress).pack(), { objectMode: false });
  const stop = (): void => {
    archive.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted', { cause: signal.reason }));
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  archive.once('close', () => {
    signal.removeEventListener('abort', stop);
  });
  return archive;
}

/** A file whose content is on its way into the archive. */
interface Entry {
  readonly name: Buffer;
  readonly modifiedAt: Date;
  readonly isCompressed: boolean;
}

class Archive {
  readonly #files: readonly SentFile[];
  readonly #extra: readonly ExtraFile[];
  readonly #onProgress: (bytesOfSources: number) => void;
  /** Of what is packed so far. */
  #size = 0;
  readonly #directory: Buffer[] = [];

  constructor(files: readonly SentFile[], extra: readonly ExtraFile[], onProgress: (bytesOfSources: number) => void) {
    this.#files = files;
    this.#extra = extra;
    this.#onProgress = onProgress;
  }

  async *pack(): AsyncGenerator<Buffer, void> {
    for await (const bytes of inOrder(this.#parts())) {
      this.#size += bytes.length;
      yield bytes;
    }
    const directory = Buffer.concat(this.#directory);
    yield directory;
    yield endOfDirectory(this.#directory.length, { offset: this.#size, size: directory.length });
  }

  async *#parts(): AsyncGenerator<Part, void> {
    let bytesOfSources = 0;
    for (const file of this.#files) {
      const { handle, modifiedAt } = await openFile(file);
      try {
        const entry = { name: Buffer.from(file.path), modifiedAt, isCompressed: await isCompressible(file, handle) };
        const blocks = readContent(file, handle, (read) => {
          this.#onProgress((bytesOfSources += read));
        });
        yield* this.#entry(entry, blocks);
      } finally {
        await handle.close();
      }
    }
    for (const { path, content } of this.#extra) {
      yield* this.#entry({ name: Buffer.from(path), modifiedAt: new Date(), isCompressed: true }, [Buffer.from(content)]);
    }
  }

  async *#entry(entry: Entry, content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Part, void> {
    let [offset, start, checksum, size] = [0, 0, 0, 0];
    yield () => {
      offset = this.#size;
      const header = localHeader(entry);
      start = offset + header.length;
      return header;
    };
    for await (const block of content) {
      checksum = crc32(block, checksum);
      size += block.length;
      yield entry.isCompressed ? startDeflating(block) : () => block;
    }
    if (entry.isCompressed) yield () => endOfDeflated;
    yield () => {
      const sizes = { checksum, size, packedSize: this.#size - start };
      this.#directory.push(directoryRecord({ ...entry, ...sizes, offset }));
      return dataDescriptor(sizes);
    };
  }
}
