import type { FileSpec } from './upload-spec.ts';
import type { Shown } from './uploads.ts';

/** What lies in an upload; one that a test has put there has the mainfiles of its entries. */
export function filesOf(upload: Shown): readonly FileSpec[] {
  return upload.files ?? upload.entries.map(({ mainfile }) => ({ path: mainfile, size: 90 }));
}

export function isIn(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

export function isFolder({ path }: FileSpec): boolean {
  return path.endsWith('/');
}

export interface Child {
  readonly name: string;
  readonly size: number;
  readonly is_file: boolean;
}

/** What lies directly in a folder, by name; undefined where there is no such folder. The size of a folder is that of all below. */
export function childrenOf(files: readonly FileSpec[], folder: string): Child[] | undefined {
  const inside = files.filter(({ path }) => isIn(folder, path));
  if (inside.length === 0 && folder !== '') return undefined;
  const children = new Map<string, Child>();
  for (const { path, size } of inside) {
    const [name = '', ...below] = path.slice(folder === '' ? 0 : folder.length + 1).split('/');
    // The mark of the folder itself.
    if (name === '') continue;
    children.set(name, { name, size: (children.get(name)?.size ?? 0) + size, is_file: below.length === 0 });
  }
  return [...children.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A file where there is a folder, or the other way round: NOMAD fails to put the two together. */
export function clashes(stored: readonly FileSpec[], arrived: readonly FileSpec[]): string[] {
  const files = new Set(stored.filter((file) => !isFolder(file)).map(({ path }) => path));
  const folders = new Set(stored.flatMap(({ path }) => foldersOf(path)));
  const isBoth = ({ path }: FileSpec): boolean => folders.has(path) || foldersOf(path).some((folder) => files.has(folder));
  return arrived.filter(isBoth).map(({ path }) => path);
}

/** `a/b/c` lies in `a` and in `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

export function withFiles(stored: readonly FileSpec[], arrived: readonly FileSpec[]): FileSpec[] {
  return [...new Map([...stored, ...arrived].map((file) => [file.path, file])).values()];
}

/** Without a file, or a folder and all below; undefined where there is neither. The folder that held it stays. */
export function withoutPath(stored: readonly FileSpec[], path: string): FileSpec[] | undefined {
  const rest = stored.filter((file) => file.path !== path && !isIn(path, file.path));
  if (path === '') return [];
  if (rest.length === stored.length) return undefined;
  const holder = foldersOf(path).at(-1);
  return holder === undefined ? rest : withFiles(rest, [{ path: `${holder}/`, size: 0 }]);
}
