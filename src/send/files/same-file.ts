import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { NoVerdictError } from '../../core/errors.ts';
import { filesChanged } from '../messages/files.ts';
import type { SentFile } from './select.ts';
import { versionOf } from './version.ts';

// A link that has taken a file's place must not be followed, and a pipe must not keep the step waiting. Windows has neither flag.
const careful = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** A file that is read as it was when it was listed, or not at all: every method throws NoVerdictError (`files-changed`) if it has changed. */
export class SameFile {
  readonly #file: SentFile;
  readonly #handle: FileHandle;

  private constructor(file: SentFile, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  static async open(file: SentFile): Promise<SameFile> {
    try {
      const same = new SameFile(file, await open(file.source, careful));
      await same.check();
      return same;
    } catch {
      throw changed(file);
    }
  }

  /** Exactly so many bytes. */
  async read(place: number, bytes: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(bytes);
    for (let done = 0; done < bytes;) {
      const { bytesRead } = await this.#handle.read(buffer, done, bytes - done, place + done);
      if (bytesRead === 0) throw changed(this.#file);
      done += bytesRead;
    }
    return buffer;
  }

  /** Call it after the last byte. */
  async check(): Promise<void> {
    const stat = await this.#handle.stat({ bigint: true });
    if (versionOf(stat) === this.#file.version) return;
    await this.close();
    throw changed(this.#file);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

function changed({ path }: SentFile): NoVerdictError {
  return new NoVerdictError(filesChanged(path));
}
