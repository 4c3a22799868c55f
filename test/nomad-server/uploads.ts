import { createHash, randomBytes } from 'node:crypto';
import { recorded } from './recorded.ts';
import {
  type EntrySpec,
  type FileSpec,
  type State,
  type Status,
  type UploadSpec,
  type Version,
  isRunning,
} from './upload-spec.ts';

/** An upload as it is at this moment: nothing left to be guessed. */
export interface Shown {
  readonly id: string;
  readonly name: string | null;
  readonly owner: string;
  readonly madeWith: string | undefined;
  readonly coauthors: readonly string[];
  readonly status: Status;
  readonly process: string | null;
  readonly message: string | null;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly createdAt: Date;
  readonly completedAt: Date | null;
  readonly published: boolean;
  readonly embargo: number;
  readonly entries: readonly EntrySpec[];
  /** undefined: the mainfiles of its entries. */
  readonly files: readonly FileSpec[] | undefined;
  readonly deleted: boolean;
}

interface Kept {
  spec: UploadSpec;
  script: State[];
  /** What was changed after the upload was made; it outdoes the script. */
  changes: Partial<UploadSpec>;
  looks: number;
}

/** The error of a zip that can't be unpacked: one line on 1.3, a Python traceback on 2.0. */
export const badZip: Record<Version, string> = {
  '1.3': String(recorded('1.3', 'bad-zip').error),
  '2.0': String(recorded('2.0', 'bad-zip').error),
};

/** `last_status_message` as each version writes it. */
export function messageOf(version: Version, status: Status, process: string, errors: readonly string[]): string | null {
  if (status === 'FAILURE') return `Process ${process} failed: ${errors.at(-1) ?? ''}`;
  if (version === '2.0') {
    return status === 'SUCCESS' ? 'Process completed successfully' : status === 'RUNNING' ? 'Parsing level -1' : null;
  }
  const messages: Record<string, string> = {
    PENDING: `Pending: ${process}`,
    RUNNING: `Started: ${process}`,
    WAITING_FOR_RESULT: 'Waiting for results (level -1)',
    SUCCESS: `Process ${process} completed successfully`,
  };
  return messages[status] ?? null;
}

/** `generate_entry_id` of both versions: the same file in the same upload always gets the same id. */
export function entryIdOf(uploadId: string, entry: EntrySpec): string {
  const hash = createHash('sha512').update(uploadId).update(entry.mainfile);
  if (entry.mainfileKey !== undefined) hash.update(entry.mainfileKey);
  return hash.digest('base64url').slice(0, 28);
}

export class Uploads {
  readonly #kept = new Map<string, Kept>();
  readonly #version: Version;
  readonly #now: () => number;
  #lastMoment = 0;

  constructor(version: Version, now: () => number) {
    this.#version = version;
    this.#now = now;
  }

  add(spec: UploadSpec): string {
    const id = randomBytes(16).toString('base64url');
    const { states = [], ...rest } = { createdAt: this.moment(), ...spec };
    this.#kept.set(id, { spec: rest, script: states, changes: {}, looks: 0 });
    return id;
  }

  /** Now, but never the same moment twice: uploads made at once have an order, and every processing has an end of its own. */
  moment(): Date {
    this.#lastMoment = Math.max(this.#now(), this.#lastMoment + 1);
    return new Date(this.#lastMoment);
  }

  change(id: string, part: Partial<UploadSpec>): void {
    const kept = this.#of(id);
    if (!part.states) {
      kept.changes = { ...kept.changes, ...part };
      return;
    }
    const { states, ...rest } = part;
    this.#kept.set(id, { spec: { ...kept.spec, ...kept.changes, ...rest }, script: states, changes: {}, looks: 0 });
  }

  remove(id: string): void {
    this.#kept.delete(id);
  }

  /** As it is now, without this counting as a look. */
  peek(id: string): Shown | undefined {
    const kept = this.#kept.get(id);
    if (!kept) return undefined;
    const shown = this.#show(id, kept);
    return shown.deleted ? undefined : shown;
  }

  look(id: string): Shown | undefined {
    const shown = this.peek(id);
    const kept = this.#kept.get(id);
    if (kept) kept.looks += 1;
    return shown;
  }

  /** As it will be when all that runs and waits has ended; entries then have a status of their own. */
  ending(id: string): Shown | undefined {
    const kept = this.#kept.get(id);
    if (!kept) return undefined;
    const shown = this.#show(id, { ...kept, script: kept.script.slice(-1), looks: 0 });
    return { ...shown, entries: shown.entries.map((entry) => ({ ...entry, status: this.entryStatus(shown, entry) })) };
  }

  all(): Shown[] {
    return [...this.#kept.keys()].flatMap((id) => this.peek(id) ?? []);
  }

  /**
   * A process that starts: at once over what is to be seen now, or queued behind what still runs.
   * Between a run and a queued one no end of the first is to be seen, as on 1.3.
   */
  process(id: string, states: readonly State[], queued: boolean): void {
    const kept = this.#of(id);
    const rest = this.#rest(kept).map((state) => ({ ...state, ...kept.changes }));
    const base = (queued ? rest.at(-1) : rest[0]) ?? kept.changes;
    const before = queued ? rest.slice(0, -1) : [];
    kept.script = [...before, ...states.map((state) => ({ ...base, looks: 1, ...state }))];
    kept.changes = {};
    kept.looks = 0;
  }

  #of(id: string): Kept {
    const kept = this.#kept.get(id);
    if (!kept) throw new Error(`there is no upload ${id}`);
    return kept;
  }

  /** The scenes still to be seen, the present one first. */
  #rest(kept: Kept): State[] {
    let left = kept.looks;
    for (const [at, state] of kept.script.entries()) {
      left -= state.looks ?? 1;
      if (left < 0) return [{ ...state, looks: -left }, ...kept.script.slice(at + 1)];
    }
    return kept.script.slice(-1);
  }

  #show(id: string, kept: Kept): Shown {
    const scene = this.#rest(kept)[0] ?? {};
    const spec = { ...kept.spec, ...scene, ...kept.changes };
    const status = spec.status ?? 'SUCCESS';
    const ended = status === 'SUCCESS' || status === 'FAILURE';
    const createdAt = spec.createdAt ?? new Date(this.#now());
    const errors = spec.errors ?? (status === 'FAILURE' ? [badZip[this.#version]] : []);
    const process = spec.process ?? (status === 'READY' ? null : '_process_upload');
    return {
      id,
      name: spec.name ?? null,
      owner: spec.owner ?? 'ada',
      madeWith: spec.madeWith,
      coauthors: spec.coauthors ?? [],
      status,
      process,
      message: spec.message ?? messageOf(this.#version, status, process ?? '', errors),
      errors,
      warnings: spec.warnings ?? [],
      createdAt,
      completedAt: spec.completedAt === undefined ? (ended ? createdAt : null) : spec.completedAt,
      published: spec.published ?? false,
      embargo: spec.embargo ?? 0,
      entries: spec.entries ?? (status === 'READY' || status === 'FAILURE' ? [] : [{ mainfile: 'sample.archive.json' }]),
      files: spec.files,
      deleted: scene.deleted ?? false,
    };
  }

  /** What an entry shows that was given no status: its own end, or that its turn has not come. */
  entryStatus(upload: Shown, entry: EntrySpec): Status {
    if (entry.status !== undefined) return entry.status;
    if (isRunning(upload.status)) return this.#version === '1.3' ? 'PENDING' : 'READY';
    return upload.status === 'READY' ? 'READY' : 'SUCCESS';
  }
}
