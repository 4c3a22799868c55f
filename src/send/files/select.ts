import type { Failure } from '../../core/failure-reasons.ts';
import type { FileInputs } from '../inputs.ts';
import { noFiles, outsideRoot, tooManyFiles, unsafeFiles, unusablePaths, type UnsafeFile } from '../messages/files.ts';
import { isPointer } from './pointer.ts';
import { readStarts } from './start.ts';
import { walk } from './walk.ts';

/** A file to be sent, as it was when it was listed. */
export interface SentFile {
  /** In the upload, with `/`. */
  readonly path: string;
  /** Where it is, with all links resolved. */
  readonly source: string;
  /** Bytes. */
  readonly size: number;
  /** Changes with every change of the file: what it is read from must have the same one. */
  readonly version: string;
  readonly modified: Date;
}

/** What was found of the lines of `path`. */
export interface Selection {
  /** By path. */
  readonly files: readonly SentFile[];
  readonly bytes: number;
  readonly leftOut: LeftOut;
  /** Lines that match nothing. */
  readonly unmatched: readonly string[];
}

/** Files and folders that are not sent. */
export interface LeftOut {
  readonly hidden: number;
  /** By lines that begin with `!`. */
  readonly excluded: number;
  /** Some of both, relative to where the walk began. */
  readonly examples: readonly string[];
}

export type Selected = { readonly ok: true; readonly selection: Selection } | { readonly ok: false; readonly failure: Failure };

export const maxFiles = 100_000;

/** Lists the files that the inputs mean. Nothing is sent unless each of them can be sent as it is. */
export async function selectFiles(inputs: FileInputs, signal: AbortSignal): Promise<Selected> {
  const start = readStarts(inputs);
  if (!start.ok) return fail(unusablePaths(start.problems));
  const found = await walk(start.starts, inputs.includeHidden, maxFiles, signal);
  if (found.tooMany) return fail(tooManyFiles(maxFiles));
  const unsafe = [...found.unsafe, ...found.files.flatMap((file) => explainPointer(file))];
  if (unsafe.length > 0) return fail(unsafeFiles(unsafe));
  const outside = found.files.filter(({ path }) => path === undefined).map(({ shown }) => shown);
  if (outside.length > 0) return fail(outsideRoot(inputs.root, outside));
  const files = found.files
    .map(({ source, size, version, modified, path = '' }) => ({ source, size, version, modified, path }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (files.length === 0) return fail(noFiles(inputs.lines, found.leftOut));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { ok: true, selection: { files, bytes, leftOut: found.leftOut, unmatched: found.unmatched } };
}

function explainPointer({ source, size, shown }: { source: string; size: number; shown: string }): UnsafeFile[] {
  const kind = isPointer(source, size);
  return kind === undefined ? [] : [{ path: shown, why: kind }];
}

function fail(failure: Failure): Selected {
  return { ok: false, failure };
}
