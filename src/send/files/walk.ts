import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Workload } from '../../core/workload.ts';
import { findEnd, type LinkProblem } from './follow-link.ts';
import { advanceLines, decideOnFile, decideOnFolder, type Line, matchingLines, type Standing, startOfLines } from './lines.ts';

/** Where to look, with all links resolved. */
export interface Tree {
  readonly top: string;
  /** Links may not lead out of this folder. */
  readonly bounds: string;
}

/** What the lines include, with its path below the top of the tree; `source` is the path without links. */
export type Found =
  | { readonly kind: 'file'; readonly path: string; readonly source: string }
  | { readonly kind: 'hidden' | 'excluded'; readonly path: string }
  | { readonly kind: 'unsafe'; readonly problem: WalkProblem; readonly path: string };

export type WalkProblem = LinkProblem | 'unreadable' | 'special' | 'name';

/** A folder that is still to be read. */
interface Folder {
  readonly path: string;
  readonly source: string;
  readonly standing: Standing;
  /** The folders that it was reached through. */
  readonly parent: Folder | undefined;
}

/** Links can make many paths of few folders. */
export const maxNames = 1_000_000;

/** To follow a link takes as long as to look at this many names. */
const namesPerLink = 8;

/** Opening and reading one name costs about as much as comparing this many characters. */
const stepsPerName = 2000;

/** Finds what the lines include. Nothing is opened but folders: opening a pipe would wait for its writer. */
export class Walk {
  readonly #tree: Tree;
  readonly #lines: readonly Line[];
  readonly #includeHidden: boolean;
  /** The numbers of the lines that something matched. */
  readonly matched = new Set<number>();
  #seen = 0;

  constructor(tree: Tree, lines: readonly Line[], includeHidden: boolean) {
    this.#tree = tree;
    this.#lines = lines;
    this.#includeHidden = includeHidden;
  }

  /** There was more to look at than `maxNames`. */
  get isCut(): boolean {
    return this.#seen > maxNames;
  }

  async *run(work: Workload): AsyncGenerator<Found, void> {
    const open: Folder[] = [{ path: '', source: this.#tree.top, standing: startOfLines(this.#lines), parent: undefined }];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      for await (const found of this.#readFolder(folder, work)) {
        if (found.kind === 'folder') open.push(found.folder);
        else yield found;
      }
    }
  }

  async *#readFolder(
    folder: Folder,
    work: Workload,
  ): AsyncGenerator<Found | { readonly kind: 'folder'; readonly folder: Folder }, void> {
    const items = this.isCut ? [] : listFolder(folder.source);
    if (items === undefined) yield { kind: 'unsafe', problem: 'unreadable', path: folder.path || '.' };
    for (const item of items ?? []) {
      const names = item.isSymbolicLink() ? namesPerLink : 1;
      await work.add(names * stepsPerName * (1 + this.#lines.length / 10));
      this.#seen += names;
      if (this.isCut) return;
      const found = this.#look(folder, item);
      if (found !== undefined) yield found;
    }
  }

  #look(parent: Folder, item: Dirent<Buffer>): Found | { readonly kind: 'folder'; readonly folder: Folder } | undefined {
    const name = item.name.toString();
    const path = parent.path === '' ? name : `${parent.path}/${name}`;
    const standing = advanceLines(this.#lines, parent.standing, name);
    if (standing.every((progress) => progress.length === 0)) return undefined;
    const end = findEnd(join(parent.source, name), item, this.#tree.bounds);
    const decision = end.kind === 'folder' ? decideOnFolder(this.#lines, standing) : decideOnFile(this.#lines, standing);
    if (decision === 'nothing') return undefined;
    for (const line of matchingLines(this.#lines, standing)) this.matched.add(line);
    if (decision === 'excluded') {
      this.#passOver(standing);
      return { kind: 'excluded', path };
    }
    if (this.#isHidden(name) || this.#leadsToHidden(end.source)) return { kind: 'hidden', path };
    // A name that is not UTF-8 has been read as another one, so nothing can be said about what is there.
    const problem = isUtf8(item.name) ? end.problem : 'name';
    if (problem !== undefined) return { kind: 'unsafe', problem, path };
    if (end.kind === 'other') return { kind: 'unsafe', problem: 'special', path };
    if (end.kind === 'file') return { kind: 'file', path, source: end.source };
    if (wasReachedThrough(parent, end.source)) return { kind: 'unsafe', problem: 'loop', path };
    return { kind: 'folder', folder: { path, source: end.source, standing, parent } };
  }

  /** Other lines may exclude something below an excluded folder. Nobody looks there, so they aren't said to match nothing. */
  #passOver(standing: Standing): void {
    for (const [i, line] of this.#lines.entries()) if (line.excludes && (standing[i] ?? []).length > 0) this.matched.add(i);
  }

  #isHidden(name: string): boolean {
    return name.toLowerCase() === '.git' || (!this.#includeHidden && name.startsWith('.'));
  }

  /** What is hidden stays hidden where a link has another name for it. */
  #leadsToHidden(source: string): boolean {
    const way = relative(this.#tree.bounds, source).split(sep);
    return way[0] !== '..' && way.some((name) => this.#isHidden(name));
  }
}

function wasReachedThrough(folder: Folder, source: string): boolean {
  for (let at: Folder | undefined = folder; at !== undefined; at = at.parent) if (at.source === source) return true;
  return false;
}

/** undefined: it can't be read. The names are bytes, because a file may have any. */
function listFolder(path: string): Dirent<Buffer>[] | undefined {
  try {
    return readdirSync(path, { encoding: 'buffer', withFileTypes: true });
  } catch {
    return undefined;
  }
}
