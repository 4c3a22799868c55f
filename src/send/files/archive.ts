import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { SentFile } from './select.ts';

export function packFiles(
  files: readonly SentFile[],
  extra: readonly { readonly path: string; readonly content: string }[],
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Readable {
  signal.throwIfAborted();
  const zip = new ZipFile();
  for (const { path, source, size } of files) {
    zip.addFile(source, path);
    onProgress(size);
  }
  for (const { path, content } of extra) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  return out;
}
