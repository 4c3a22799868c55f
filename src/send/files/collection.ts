import { relative, resolve } from 'node:path';
import type { Failure } from '../../core/failure-reasons.ts';
import { isInside } from '../../step/paths.ts';
import { noFiles, outsideRoot, unsafeFiles, type UnsafeKind } from '../messages/files.ts';
import { type Identity, inspectFile } from './inspect.ts';
import { type Line, withSlashes } from './lines.ts';
import { Tally } from './tally.ts';
import type { Found } from './walk.ts';

/** A file to be sent, as it was when it was listed. */
export interface SentFile extends Identity {
  /** In the upload, with `/` between the names. */
  readonly path: string;
  /** Where it is, absolute and without links. */
  readonly source: string;
}

export interface Selection {
  /** By path. */
  readonly files: readonly SentFile[];
  readonly bytes: number;
  /** A folder counts as one. */
  readonly leftOut: { readonly hidden: number; readonly excluded: number; readonly examples: readonly string[] };
  /** The lines that match nothing. */
  readonly unmatched: readonly string[];
}

export type Selected = { readonly ok: true; readonly selection: Selection } | { readonly ok: false; readonly failure: Failure };

// NOMAD would take a backslash for a slash or refuse it, and a control character has no place in a name that people read.
const unsafeName = /[\\\p{Cc}]/u;

/** Gathers what is found, and what is wrong with it. */
export class Collection {
  readonly #root: string;
  readonly files: SentFile[] = [];
  readonly #unsafe = new Map<UnsafeKind, Tally>();
  readonly #outside = new Tally();
  readonly #hidden = new Tally();
  readonly #excluded = new Tally();
  readonly #matched = new Set<Line>();

  /** The root as it is written. */
  constructor(root: string) {
    this.#root = root;
  }

  /** `top` is the folder in which it was found, as it is written. */
  add(found: Found, top: string): void {
    if (found.kind === 'file') this.#addFile(found, resolve(top, found.path));
    else if (found.kind === 'unsafe') this.#addUnsafe(found.problem, found.path);
    else (found.kind === 'hidden' ? this.#hidden : this.#excluded).add(found.path);
  }

  #addUnsafe(kind: UnsafeKind, path: string): void {
    const tally = this.#unsafe.get(kind) ?? new Tally();
    this.#unsafe.set(kind, tally);
    tally.add(path);
  }

  #addFile({ path, source }: { readonly path: string; readonly source: string }, written: string): void {
    const inUpload = withSlashes(relative(this.#root, written));
    if (!isInside(written, this.#root)) {
      this.#outside.add(path);
    } else if (unsafeName.test(inUpload)) {
      this.#addUnsafe('name', path);
    } else {
      const inspected = inspectFile(source);
      if (inspected.ok) this.files.push({ path: inUpload, source, ...inspected.identity });
      else this.#addUnsafe(inspected.problem, path);
    }
  }

  addMatched(lines: readonly Line[]): void {
    for (const line of lines) this.#matched.add(line);
  }

  judge(lines: readonly Line[]): Selected {
    const texts = lines.map(({ text }) => text);
    if (this.#outside.count > 0) return { ok: false, failure: outsideRoot(this.#outside) };
    if (this.#unsafe.size > 0) return { ok: false, failure: unsafeFiles(this.#unsafe) };
    if (this.files.length === 0) return { ok: false, failure: noFiles(texts, this.#hidden, this.#excluded) };
    const selection = {
      files: this.files.sort((a, b) => (a.path < b.path ? -1 : 1)),
      bytes: this.files.reduce((sum, { size }) => sum + size, 0),
      leftOut: {
        hidden: this.#hidden.count,
        excluded: this.#excluded.count,
        examples: [...this.#hidden.examples, ...this.#excluded.examples],
      },
      unmatched: lines.filter((line) => !this.#matched.has(line)).map(({ text }) => text),
    };
    return { ok: true, selection };
  }
}
