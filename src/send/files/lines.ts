import { isAbsolute, sep } from 'node:path';
import { absoluteLine, emptyLine, lineAbove, rootNeeded } from '../messages/lines.ts';
import { advance, type Glob, isMatch, parseGlob, type Progress, startOf } from './glob.ts';

/** One line of the input `path`. */
export interface Line {
  readonly text: string;
  readonly excludes: boolean;
  /** The folder that the glob starts from. */
  readonly top: 'workspace' | 'temporary';
  readonly glob: Glob;
}

export interface LineContext {
  /** RUNNER_TEMP, where it is known. */
  readonly temporary: string | undefined;
  readonly isRootGiven: boolean;
}

/** Reads the lines of `path`. A problem is a sentence about the input. */
export function readLines(
  texts: readonly string[],
  context: LineContext,
): { readonly lines: readonly Line[]; readonly problems: readonly string[] } {
  const read = texts.map((text) => readLine(text, context));
  return {
    lines: read.filter((line) => typeof line !== 'string'),
    problems: read.filter((line) => typeof line === 'string'),
  };
}

function readLine(text: string, { temporary, isRootGiven }: LineContext): Line | string {
  const excludes = text.startsWith('!');
  const path = withSlashes(excludes ? text.slice(1) : text);
  if (path === '') return emptyLine;
  const below = temporary === undefined ? undefined : pathBelow(path, withSlashes(temporary));
  if (below === undefined && (path.startsWith('/') || isAbsolute(path))) return absoluteLine(text);
  if (below !== undefined && !isRootGiven) return rootNeeded(text);
  const relative = below ?? path;
  const segments = relative.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) return lineAbove(text);
  // With a slash or `**` at its end a line means what is in folders, and not a file of the folder's name.
  const glob = parseGlob(relative.endsWith('/') || segments.at(-1) === '**' ? [...segments, '*'] : segments);
  return { text, excludes, top: below === undefined ? 'workspace' : 'temporary', glob };
}

/** What follows the folder in the path; undefined: the path is not below the folder. */
function pathBelow(path: string, folder: string): string | undefined {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(start) && path.length > start.length ? path.slice(start.length) : undefined;
}

/** With `/` between the names, also on Windows. */
export function withSlashes(path: string): string {
  return path.split(sep).join('/');
}

/** How far each line has come along a path. */
export type Standing = readonly Progress[];

export function startOfLines(lines: readonly Line[]): Standing {
  return lines.map(({ glob }) => startOf(glob));
}

export function advanceLines(lines: readonly Line[], standing: Standing, name: string): Standing {
  return lines.map(({ glob }, i) => advance(glob, standing[i] ?? [], name));
}

/** The numbers of the lines that match. */
export function matchingLines(lines: readonly Line[], standing: Standing): number[] {
  return lines.flatMap(({ glob }, i) => (isMatch(glob, standing[i] ?? []) ? [i] : []));
}

/**
 * What the lines say about a file: the last one that matches decides. `nothing`: no line ever included it.
 */
export function decideOnFile(lines: readonly Line[], standing: Standing): 'included' | 'excluded' | 'nothing' {
  const matching = matchingLines(lines, standing).map((i) => lines[i]);
  if (matching.every((line) => line === undefined || line.excludes)) return 'nothing';
  return matching.at(-1)?.excludes === true ? 'excluded' : 'included';
}

/** The same for everything below a folder: `included` says that there may be something. */
export function decideOnFolder(lines: readonly Line[], standing: Standing): 'included' | 'excluded' | 'nothing' {
  const mayInclude = lines.map(({ excludes }, i) => !excludes && (standing[i] ?? []).length > 0);
  if (!mayInclude.includes(true)) return 'nothing';
  const excludedBy = matchingLines(lines, standing).findLast((i) => lines[i]?.excludes === true) ?? -1;
  return mayInclude.lastIndexOf(true) > excludedBy ? 'included' : 'excluded';
}
