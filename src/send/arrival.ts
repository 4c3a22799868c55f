import { minute } from '../core/clock.ts';
import { maxFolderRows } from '../nomad/sender.ts';
import { quietly } from '../judgement/quietly.ts';
import type { SendDeps } from './send-deps.ts';

/** A file as it was sent: its path in the upload, and its size in bytes. */
export interface Expected {
  readonly path: string;
  readonly size: number;
}

/** How what NOMAD has compares with what was sent. */
export interface Arrival {
  /** Files that are missing or have another size: one sentence each, without a full stop. */
  readonly problems: readonly string[];
  /** Files in folders that NOMAD did not show in time, or for which no request was left and whose sum is not as sent. */
  readonly unproved: number;
  /** Folders of which only the sum was compared. */
  readonly bySum: number;
  /** Files that NOMAD may replace by its own rules: the licence of POTCAR files, and archives that it writes again. */
  readonly replaced: readonly string[];
}

const maxFolders = 200;
const maxTime = minute;

/** What was sent into one folder. */
interface Folder {
  readonly path: string;
  readonly files: Map<string, number>;
  readonly folders: Map<string, Folder>;
  /** Of all that is below it. */
  bytes: number;
  count: number;
}

/** What NOMAD has in one folder. */
interface Stored {
  readonly files: Map<string, number>;
  readonly folders: Map<string, number>;
}

/** A folder whose turn has not come, with the sum that NOMAD gives for it. */
interface Waiting {
  readonly folder: Folder;
  readonly sum: number | undefined;
}

/** An Arrival that is being made. */
interface Findings extends Arrival {
  readonly problems: string[];
  unproved: number;
  bySum: number;
  readonly replaced: string[];
}

type ArrivalDeps = Pick<SendDeps, 'sender' | 'clock'>;

/** Compares path and size of every file that was sent with what the upload has. What else is in the upload does not matter. */
export async function checkArrival(id: string, files: readonly Expected[], deps: ArrivalDeps): Promise<Arrival> {
  const until = deps.clock.now() + maxTime;
  const arrival: Findings = { problems: [], unproved: 0, bySum: 0, replaced: [] };
  // Those whose sum is wrong come first: the others can be accepted by it.
  const doubtful: Waiting[] = [{ folder: buildTree(files), sum: undefined }];
  const likely: Waiting[] = [];
  for (let asked = 0; ; asked++) {
    const next = doubtful.pop() ?? likely.pop();
    if (next === undefined) return arrival;
    if (asked >= maxFolders) {
      acceptBySum(next, arrival);
      continue;
    }
    const stored = await listAll(id, next.folder.path, until, deps);
    if (stored === undefined) {
      arrival.unproved += next.folder.count;
      continue;
    }
    compareFiles(next.folder, stored, arrival);
    for (const child of findFolders(next.folder, stored, arrival))
      (child.folder.bytes === child.sum ? likely : doubtful).push(child);
  }
}

function acceptBySum({ folder, sum }: Waiting, arrival: Findings): void {
  if (folder.bytes === sum) arrival.bySum += 1;
  else arrival.unproved += folder.count;
}

function findFolders(folder: Folder, stored: Stored, arrival: Findings): Waiting[] {
  return [...folder.folders].flatMap(([name, child]) => {
    const sum = stored.folders.get(name);
    if (sum !== undefined) return [{ folder: child, sum }];
    arrival.problems.push(`the folder "${child.path}" is missing`);
    return [];
  });
}

function buildTree(files: readonly Expected[]): Folder {
  const top = newFolder('');
  for (const { path, size } of files) {
    let folder = top;
    const names = path.split('/');
    const file = names.pop() ?? '';
    folder.bytes += size;
    folder.count += 1;
    for (const name of names) {
      const child: Folder = folder.folders.get(name) ?? newFolder(folder.path === '' ? name : `${folder.path}/${name}`);
      folder.folders.set(name, child);
      child.bytes += size;
      child.count += 1;
      folder = child;
    }
    folder.files.set(file, size);
  }
  return top;
}

function newFolder(path: string): Folder {
  return { path, files: new Map(), folders: new Map(), bytes: 0, count: 0 };
}

/** All pages of a folder. undefined: NOMAD did not show it whole in time. */
async function listAll(id: string, path: string, until: number, { sender, clock }: ArrivalDeps): Promise<Stored | undefined> {
  const stored: Stored = { files: new Map(), folders: new Map() };
  for (let page = 1; ; page++) {
    if (clock.now() >= until) return undefined;
    const rows = await quietly(() => sender.listFolder(id, path, page, { retries: 3, until }));
    if (rows === undefined) return undefined;
    if (rows === 'absent') return stored;
    for (const [name, size] of rows.files) stored.files.set(name, size);
    for (const [name, size] of rows.folders) stored.folders.set(name, size);
    if (page * maxFolderRows >= rows.total) return stored;
  }
}

function compareFiles(folder: Folder, stored: Stored, arrival: Findings): void {
  for (const [name, size] of folder.files) {
    const path = folder.path === '' ? name : `${folder.path}/${name}`;
    const found = stored.files.get(name);
    if (found === size) continue;
    // NOMAD keeps only the header of a POTCAR file, whose licence forbids more: 1.3 beside it, 2.0 instead of it.
    const isStripped = found === undefined && name.startsWith('POTCAR') && stored.files.has(`${name}.stripped`);
    const isRewritten = found !== undefined && /\.archive\.(ya?ml|json)$/.test(name);
    if (isStripped || isRewritten) arrival.replaced.push(path);
    else arrival.problems.push(found === undefined ? `"${path}" is missing` : `"${path}" has ${found} bytes instead of ${size}`);
  }
}
