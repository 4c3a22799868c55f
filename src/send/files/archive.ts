import { PassThrough, Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { SentFile } from './collection.ts';
import { isCompressible, openFile, readContent } from './open-file.ts';

/** A file that is made here. */
export interface ExtraFile {
  readonly path: string;
  readonly content: string;
}

/** Measured: level 3 takes a fifth longer than 1 and half as long as 6. */
const level = 1;
/** An ordinary file that everybody may read. */
const mode = 0o100644;

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
  const zip = new ZipFile();
  const output = new PassThrough();
  const closed = new AbortController();
  output.once('close', () => {
    closed.abort(new Error('nobody reads the archive any more'));
  });
  const either = AbortSignal.any([signal, closed.signal]);
  const fail = (error: unknown): void => {
    const cause: unknown = signal.aborted ? signal.reason : error;
    output.destroy(cause instanceof Error ? cause : new Error('the archive could not be made', { cause }));
  };
  // yazl doesn't end its output after an error. Without an error handler here it would end the process.
  zip.on('error', fail);
  pipeline(zip.outputStream, output).catch(fail);
  addFiles(zip, files, onProgress, either).then(() => {
    for (const { path, content } of extra) zip.addBuffer(Buffer.from(content), path, { mode });
    zip.end();
  }, fail);
  return output;
}

/** One after the other, so that one file is open and few bytes are held. */
async function addFiles(
  zip: ZipFile,
  files: readonly SentFile[],
  onProgress: (bytesOfSources: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let bytes = 0;
  for (const file of files) {
    signal.throwIfAborted();
    const { handle, modifiedAt } = await openFile(file);
    const content = Readable.from(
      readContent(file, handle, (read) => {
        onProgress((bytes += read));
      }),
      { objectMode: false },
    );
    try {
      const compressionLevel = (await isCompressible(file, handle)) ? level : 0;
      zip.addReadStream(content, file.path, { size: file.size, mtime: modifiedAt, mode, compressionLevel });
      await finished(content, { signal });
    } finally {
      content.destroy();
      await handle.close();
    }
  }
}
