import { readdirSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { type FindFile, filesBelow } from './checkout.ts';
import { realPath } from './paths.ts';

/** How the paths of an upload and of the checkout differ: the mainfile is `file` in the workspace. */
export type Fit = { readonly mainfile: string; readonly file: string } & (
  { readonly kind: 'other-root'; readonly filesRoot: string } | { readonly kind: 'folder-too-many'; readonly folder: string }
);

// What is looked at: mainfiles may be long, and the workspace may be large.
const bounds = { mainfiles: 5, segments: 20, folders: 100 } as const;

/** Why none of the first mainfiles is below files-root, if the checkout shows it. undefined: one is there, or nothing fits. */
export function findFit(workspace: string, root: string, mainfiles: readonly string[]): Fit | undefined {
  const given = filesBelow(workspace, root);
  const first = mainfiles.slice(0, bounds.mainfiles);
  if (!given.ok || first.some((mainfile) => given.findFile(mainfile) !== undefined)) return undefined;
  const others = otherRoots(workspace, root);
  for (const mainfile of first) {
    const fit = fitRoot(mainfile, others) ?? fitTail(mainfile, given.findFile);
    if (fit !== undefined) return fit;
  }
  return undefined;
}

interface Root {
  readonly name: string;
  readonly findFile: FindFile;
}

/** The folders above files-root, nearest first, then those at the top of the workspace. */
function otherRoots(workspace: string, root: string): Root[] {
  const way = relative(realPath(workspace) ?? '', realPath(resolve(workspace, root)) ?? '')
    .split(sep)
    .filter((segment) => segment !== '');
  const above = way.slice(0, bounds.segments).map((_, i) => way.slice(0, i).join('/') || '.');
  return [...above.reverse(), ...topFolders(workspace)].flatMap((name) => {
    const files = filesBelow(workspace, name);
    return files.ok ? [{ name, findFile: files.findFile }] : [];
  });
}

function topFolders(workspace: string): string[] {
  try {
    return readdirSync(workspace, { withFileTypes: true })
      .filter((item) => (item.isDirectory() || item.isSymbolicLink()) && !item.name.startsWith('.'))
      .slice(0, bounds.folders)
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function fitRoot(mainfile: string, roots: readonly Root[]): Fit | undefined {
  for (const { name, findFile } of roots) {
    const file = findFile(mainfile);
    if (file !== undefined) return { kind: 'other-root', mainfile, file, filesRoot: name };
  }
  return undefined;
}

/** The longest end of the path that is a file below files-root. */
function fitTail(mainfile: string, findFile: FindFile): Fit | undefined {
  const segments = mainfile.split('/');
  // Only a plain path can name the folder that was packed too.
  if (segments.some((segment) => ['', '.', '..'].includes(segment))) return undefined;
  for (let i = 1; i < Math.min(segments.length, bounds.segments); i++) {
    const file = findFile(segments.slice(i).join('/'));
    if (file !== undefined) return { kind: 'folder-too-many', mainfile, file, folder: segments.slice(0, i).join('/') };
  }
  return undefined;
}
