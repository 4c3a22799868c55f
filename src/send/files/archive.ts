import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { NoVerdictError } from '../../core/errors.ts';
import { filesChanged } from '../messages/files.ts';
import { compressionOf } from './compression.ts';
import type { SentFile } from './select.ts';
import { versionOf } from './version.ts';

/** A file that the step itself adds. */
export interface ExtraFile {
  readonly path: string;
  readonly content: string;
}

const chunkBytes = 256 * 1024;
// A link that has taken a file's place must not be followed, and a pipe must not keep the step waiting. Windows has neither flag.
const careful = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * A zip of these files, made while it is read. `onProgress` gets the bytes of the files as they are packed. The stream fails with NoVerdictError
 * (`files-changed`) where a file is not as it was when it was listed: it then never comes to its end.
 */
export function packFiles(
  files: readonly SentFile[],
  extra: readonly ExtraFile[],
  onProgress: (bytes: number) => void,
): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  let reading: Readable | undefined;
  // yazl tells of errors beside its stream, which would then stay open for ever.
  zip.on('error', (error: Error) => {
    output.destroy(error);
  });
  output.on('close', () => {
    reading?.destroy();
  });
  zip.outputStream.pipe(output);
  for (const file of files) {
    const { path, size, modified: mtime } = file;
    zip.addReadStreamLazy(path, { mtime, size, mode: 0o100644, compressionLevel: compressionOf(file) }, (use) => {
      reading = Readable.from(readFile(file, onProgress), { objectMode: false });
      use(null, reading);
    });
  }
  for (const { path, content } of extra) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return output;
}

/** The content of a file, exactly as long as it was listed, or an error. */
async function* readFile(file: SentFile, onProgress: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await openSame(file);
    let left = file.size;
    while (left > 0) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, left));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) throw changed(file);
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
      onProgress(bytesRead);
    }
    if (versionOf(await handle.stat({ bigint: true })) !== file.version) throw changed(file);
  } finally {
    await handle?.close();
  }
}

/** Opens a file, if it is still the one that was listed. */
async function openSame(file: SentFile): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(file.source, careful);
  } catch {
    throw changed(file);
  }
  if (versionOf(await handle.stat({ bigint: true })) === file.version) return handle;
  await handle.close();
  throw changed(file);
}

function changed({ path }: SentFile): NoVerdictError {
  return new NoVerdictError(filesChanged(path));
}
