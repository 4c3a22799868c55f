import { accessSync, type BigIntStats, constants, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Workload } from '../../core/workload.ts';
import { isInside, realPath } from '../../step/paths.ts';
import type { UnsafeFile } from '../messages/files.ts';
import { isGit, isHidden, pathBelow, problemOfNames } from './names.ts';
import { advance, begin, isMatch, type PathLine, type Positions } from './path-line.ts';
import type { LeftOut, SentFile } from './select.ts';
import type { Start } from './start.ts';
import { versionOf } from './version.ts';

/** A file that the lines mean. */
export interface FoundFile extends Omit<SentFile, 'path'> {
  /** In the upload; undefined: it lies outside files-root. */
  readonly path: string | undefined;
  /** As messages name it: relative to where the walk began. */
  readonly shown: string;
}

interface Found {
  readonly files: readonly FoundFile[];
  readonly unsafe: readonly UnsafeFile[];
  readonly leftOut: LeftOut;
  readonly unmatched: readonly string[];
  /** The walk ended before it was through. */
  readonly tooMany: boolean;
}

/** What the lines say about a path. */
interface Place {
  /** The names down to it. */
  readonly names: readonly string[];
  /** For each line, how far it has matched. */
  readonly positions: readonly Positions[];
}

const maxExamples = 5;
const maxUnsafe = 1000;
/** About as many steps as comparing so many characters: an entry takes a few system calls. */
const entryWork = 20_000;

/** Walks through all starts. Finds at most `max` files, and enters at most as many folders: links can make a small tree endless. */
export async function walk(starts: readonly Start[], includeHidden: boolean, max: number, signal: AbortSignal): Promise<Found> {
  const matched = new Set<string>();
  const walks = starts.map((start) => new Walk(start, includeHidden, max, matched, signal));
  for (const one of walks) await one.run();
  const lines = starts[0]?.lines ?? [];
  return {
    files: walks.flatMap(({ files }) => files),
    unsafe: walks.flatMap(({ unsafe }) => unsafe),
    leftOut: {
      hidden: walks.reduce((sum, { hidden }) => sum + hidden, 0),
      excluded: walks.reduce((sum, { excluded }) => sum + excluded, 0),
      examples: walks.flatMap(({ examples }) => examples).slice(0, maxExamples),
    },
    unmatched: lines.map(({ text }) => text).filter((text) => !matched.has(text)),
    tooMany: walks.reduce((sum, { files }) => sum + files.length, 0) > max || walks.some(({ tooManyFolders }) => tooManyFolders),
  };
}

class Walk {
  readonly files: FoundFile[] = [];
  readonly unsafe: UnsafeFile[] = [];
  readonly examples: string[] = [];
  hidden = 0;
  excluded = 0;
  readonly #start: Start;
  readonly #includeHidden: boolean;
  readonly #max: number;
  /** Lines that have matched something. */
  readonly #matched: Set<string>;
  readonly #workload: Workload;
  #folders = 0;

  constructor(start: Start, includeHidden: boolean, max: number, matched: Set<string>, signal: AbortSignal) {
    this.#start = start;
    this.#includeHidden = includeHidden;
    this.#max = max;
    this.#matched = matched;
    this.#workload = new Workload(signal);
  }

  get tooManyFolders(): boolean {
    return this.#folders > this.#max;
  }

  async run(): Promise<void> {
    const { folder, lines } = this.#start;
    await this.#enter(folder, { names: [], positions: lines.map(begin) }, []);
  }

  /** `above`: the real folders through which the walk came here. */
  async #enter(folder: string, place: Place, above: readonly string[]): Promise<void> {
    this.#folders += 1;
    if (this.#folders > this.#max || this.files.length > this.#max) return;
    const names = this.#list(folder, place);
    for (const name of names) {
      await this.#workload.add(entryWork);
      await this.#visit(folder, name, place, [...above, folder]);
    }
  }

  /** The names in a folder, sorted. What is not a name that NOMAD can have is reported. */
  #list(folder: string, place: Place): string[] {
    try {
      const names = readdirSync(folder, { encoding: 'buffer' }).map((bytes) => {
        const name = bytes.toString('utf8');
        if (Buffer.from(name).equals(bytes)) return name;
        this.#report([...place.names, name], 'its name is not UTF-8');
        return '';
      });
      return names.filter((name) => name !== '').sort();
    } catch {
      if (this.#mayMatch(place)) this.#report(place.names, 'the folder cannot be read');
      return [];
    }
  }

  async #visit(folder: string, name: string, parent: Place, above: readonly string[]): Promise<void> {
    const { lines } = this.#start;
    const place: Place = {
      names: [...parent.names, name],
      positions: parent.positions.map((positions, i) => advanceLine(lines[i], positions, name)),
    };
    if (!this.#mayMatch(place)) return;
    if (isGit(name) || (isHidden(name) && !this.#includeHidden)) {
      this.#leaveOut('hidden', place);
      return;
    }
    const path = join(folder, name);
    const real = realPath(path);
    if (real === undefined) this.#reportIfMeant(place, 'the link is broken or leads in a circle');
    else if (!isInside(real, this.#start.folder)) this.#reportIfMeant(place, 'the link leads out of the workspace');
    else if (real === path) await this.#visitReal(real, place, above);
    else await this.#followLink(real, place, above);
  }

  async #followLink(real: string, place: Place, above: readonly string[]): Promise<void> {
    const names = real
      .slice(this.#start.folder.length)
      .split(sep)
      .filter((name) => name !== '');
    if (names.some(isGit)) {
      const isAnnex = /[\\/]annex[\\/]objects[\\/]/.test(real);
      this.#reportIfMeant(place, isAnnex ? 'a git-annex pointer' : 'the link leads into .git');
    } else if (names.some(isHidden) && !this.#includeHidden) this.#leaveOut('hidden', place);
    else if (above.includes(real)) this.#reportIfMeant(place, 'the link leads in a circle');
    else await this.#visitReal(real, place, above);
  }

  async #visitReal(real: string, place: Place, above: readonly string[]): Promise<void> {
    const stat = statSync(real, { bigint: true, throwIfNoEntry: false });
    if (stat?.isDirectory() === true) {
      if (!this.#isPruned(place)) await this.#enter(real, place, above);
      return;
    }
    const decision = this.#decide(place);
    if (decision === undefined) return;
    if (decision.excludes) this.#leaveOut('excluded', place);
    else this.#take(real, stat, place);
  }

  #take(real: string, stat: BigIntStats | undefined, { names }: Place): void {
    const why =
      stat === undefined || !isReadable(real)
        ? 'it cannot be read'
        : stat.isFile()
          ? problemOfNames(names)
          : 'it is not a regular file';
    if (stat === undefined || why !== undefined) {
      this.#report(names, why ?? 'it cannot be read');
      return;
    }
    this.files.push({
      path: pathBelow(names, this.#start.root),
      shown: names.join('/'),
      source: real,
      size: Number(stat.size),
      version: versionOf(stat),
      modified: stat.mtime,
    });
  }

  /** The last line that means this path; undefined: none does. */
  #decide({ positions }: Place): PathLine | undefined {
    const { lines } = this.#start;
    lines.forEach((line, i) => {
      if (isMatch(line, positions[i] ?? new Set())) this.#matched.add(line.text);
    });
    return lines.findLast((line, i) => isMatch(line, positions[i] ?? new Set()));
  }

  /** A folder that is excluded, and in which no later line could mean anything. */
  #isPruned(place: Place): boolean {
    const { lines } = this.#start;
    const last = lines.findLastIndex((line, i) => isMatch(line, place.positions[i] ?? new Set()));
    if (lines[last]?.excludes !== true) return false;
    if (lines.some((line, i) => i > last && !line.excludes && (place.positions[i]?.size ?? 0) > 0)) return false;
    this.#leaveOut('excluded', place);
    return true;
  }

  /** Whether a line that does not exclude means this path, or could mean something below it. */
  #mayMatch({ positions }: Place): boolean {
    return this.#start.lines.some((line, i) => !line.excludes && (positions[i]?.size ?? 0) > 0);
  }

  #leaveOut(why: 'hidden' | 'excluded', place: Place): void {
    this[why] += 1;
    if (this.examples.length < maxExamples) this.examples.push(place.names.join('/'));
    // Nobody looks further, so these lines may have meant something.
    this.#start.lines.forEach((line, i) => {
      if ((place.positions[i]?.size ?? 0) > 0) this.#matched.add(line.text);
    });
  }

  /** Unless it is excluded: a link may lead to a folder, so it counts if anything below it could be meant. */
  #reportIfMeant(place: Place, why: UnsafeFile['why']): void {
    if (this.#decide(place)?.excludes !== true) this.#report(place.names, why);
  }

  #report(names: readonly string[], why: UnsafeFile['why']): void {
    if (this.unsafe.length < maxUnsafe) this.unsafe.push({ path: names.join('/'), why });
  }
}

function advanceLine(line: PathLine | undefined, positions: Positions, name: string): Positions {
  return line === undefined ? new Set() : advance(line, positions, name);
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
