import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isInside, realPath } from '../../step/paths.ts';
import type { FileInputs } from '../inputs.ts';
import { type PathLine, readPathLine } from './path-line.ts';

/** A folder in which a walk begins: the workspace, or the runner's temporary directory. */
export interface Start {
  /** With all links resolved. Nothing that is sent may lie outside it. */
  readonly folder: string;
  /** All lines, in their order; those that are about another start match nothing here. */
  readonly lines: readonly PathLine[];
  /** The names from here down to files-root; undefined: it does not lie here. */
  readonly root: readonly string[] | undefined;
}

type Starts =
  { readonly ok: true; readonly starts: readonly Start[] } | { readonly ok: false; readonly problems: readonly string[] };

/** Where to look for the lines of `path`. The problems are whole sentences. */
export function readStarts({ workspace, temporary, lines, root, rootGiven }: FileInputs): Starts {
  const folders = [workspace, ...(temporary === undefined ? [] : [temporary])].map((folder) => realPath(folder));
  const problems: string[] = [];
  const isTemporary = lines.map((line) => isAbsolute(withoutMark(line)));
  for (const [i, line] of lines.entries()) {
    const text = withoutMark(line);
    if (text.split(/[\\/]/).includes('..') || text.includes('\0')) problems.push(`path: "${line}" must not contain "..".`);
    else if (isTemporary[i] === true && relativeTo(temporary, text) === undefined)
      problems.push(
        `path: "${line}" is an absolute path, and only paths below RUNNER_TEMP may be absolute. Write it relative to the workspace.`,
      );
    else if (isTemporary[i] === true && !rootGiven)
      problems.push(`path: "${line}" lies below RUNNER_TEMP, so files-root must say which folder becomes the top of the upload.`);
  }
  const rootFolder = realPath(resolve(workspace, root));
  if (rootFolder === undefined || !isFolder(rootFolder)) problems.push(`files-root: "${root}" is not a folder.`);
  else if (!folders.some((folder) => folder !== undefined && isInside(rootFolder, folder)))
    problems.push(`files-root: "${root}" lies neither in the workspace nor below RUNNER_TEMP.`);
  if (problems.length > 0) return { ok: false, problems };
  const starts = folders.flatMap((folder, i) => {
    const own = isTemporary.map((temporaryLine) => temporaryLine === (i === 1));
    if (folder === undefined || !lines.some((line, at) => own[at] === true && !line.startsWith('!'))) return [];
    const compiled = lines.map((line, at) => {
      const text = withoutMark(line);
      const below = own[at] === true ? (i === 1 ? (relativeTo(temporary, text) ?? '') : text) : undefined;
      return { ...readPathLine(toSlashes(below ?? nothing), line.startsWith('!')), text: line };
    });
    return [{ folder, lines: compiled, root: namesBelow(folder, rootFolder) }];
  });
  return { ok: true, starts };
}

// No file has this name, so a line of another start matches nothing.
const nothing = '\0';

function withoutMark(line: string): string {
  return line.startsWith('!') ? line.slice(1).trim() : line;
}

function relativeTo(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined) return undefined;
  const way = relative(folder, path);
  return isAbsolute(way) || way.split(sep)[0] === '..' ? undefined : way;
}

function namesBelow(folder: string, root: string | undefined): string[] | undefined {
  const way = root === undefined ? undefined : relativeTo(folder, root);
  return way?.split(sep).filter((name) => name !== '');
}

// Only on Windows is a backslash a separator.
function toSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
