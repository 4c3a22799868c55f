import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isInside, realPath } from './paths.ts';

/** Finds the file in the checkout for a mainfile, relative to the workspace, if it exists. */
export type FindFile = (mainfile: string) => string | undefined;

type FilesRoot = { readonly ok: true; readonly findFile: FindFile } | { readonly ok: false; readonly problem: string };

/** Finds the files of an upload in the checkout, below `root`; only inside the workspace, with links resolved. */
export function filesBelow(workspace: string, root: string): FilesRoot {
  const top = realPath(workspace);
  const base = realPath(resolve(workspace, root));
  if (top === undefined || base === undefined || !isInside(base, top) || !isDirectory(base)) {
    return {
      ok: false,
      problem: `files-root is "${root}", which is not a directory in the workspace, so failed entries are not shown on files.`,
    };
  }
  return {
    ok: true,
    findFile: (mainfile) => {
      // Node replaces half a character before it looks, and might find another file.
      if (!mainfile.isWellFormed()) return undefined;
      // A path in the upload can only lead down from its top.
      if (isAbsolute(mainfile) || mainfile.split(/[\\/]/).includes('..')) return undefined;
      const path = realPath(resolve(base, mainfile));
      if (path === undefined || !isInside(path, top) || !isFile(path)) return undefined;
      return relative(top, path).split(sep).join('/');
    },
  };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The page of a mainfile on GitHub at the commit of the run, if the file is in the checkout. */
export function pagesOnGitHub(
  { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit }: NodeJS.ProcessEnv,
  findFile: FindFile,
): (mainfile: string, line: number | undefined) => string | undefined {
  return (mainfile, line) => {
    const file = findFile(mainfile);
    if (file === undefined || server === undefined || repository === undefined || commit === undefined) return undefined;
    const path = file
      .split('/')
      .map(encodeURIComponent)
      .join('/')
      .replace(/[()]/g, (c) => (c === '(' ? '%28' : '%29'));
    return `${server}/${repository}/blob/${commit}/${path}${line === undefined ? '' : `#L${line}`}`;
  };
}
