import { isAbsolute, resolve } from 'node:path';
import { isInside, isSameFile, realPath, realPathToBe } from '../paths.ts';
import type { Environment, InputReader } from './reader.ts';

/** Where the JSON report goes. */
export interface ReportPath {
  readonly path: string;
  /** It must stay inside one of these: the workspace, and the runner's temporary directory. */
  readonly roots: readonly string[];
}

/** Reads report-file. undefined: it is not given, or can't be used. */
export function readReportFile(reader: InputReader, environment: Environment): ReportPath | undefined {
  if (reader.publicText('report-file') === '') return undefined;
  const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  // GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STEP_SUMMARY, GITHUB_EVENT_PATH, and whatever else the runner adds.
  const variables = Object.keys(environment).filter((name) => name.startsWith('GITHUB_'));
  const taken = variables.flatMap((name) => environment[name] ?? []).filter(isAbsolute);
  return reader.optional('report-file', (text) => readReportPath(text, workspace, environment['RUNNER_TEMP'], taken));
}

/** Reads a path relative to the workspace, or an absolute one below the workspace or `temporary`, that is none of `taken`. Gives a sentence when it can't be used. */
export function readReportPath(
  text: string,
  workspace: string,
  temporary: string | undefined,
  taken: readonly string[] = [],
): ReportPath | string {
  if (text.length > 4096) return 'A path has at most 4096 characters.';
  if (text.includes('\0') || text.split(/[\\/]/).includes('..')) return 'A path must not contain "..".';
  const roots = (isAbsolute(text) ? [workspace, temporary] : [workspace]).flatMap((root) => {
    const real = root === undefined || root === '' ? undefined : realPath(root);
    return real === undefined ? [] : [real];
  });
  const path = resolve(workspace, text);
  if (!isInsideOneOf(roots, path))
    return 'It must lie in the workspace, or in the directory RUNNER_TEMP, also after links are followed.';
  return taken.some((file) => isSameFile(path, file))
    ? "It is a file of the runner's own, such as GITHUB_OUTPUT."
    : { path, roots };
}

/** Whether a path, once it is made, lies below one of `roots` and is none of them. */
export function isInsideOneOf(roots: readonly string[], path: string): boolean {
  const real = realPathToBe(path);
  return roots.some((root) => real !== root && isInside(real, root));
}
