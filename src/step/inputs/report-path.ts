import { isAbsolute, resolve } from 'node:path';
import { isInside, realPath, realPathToBe } from '../paths.ts';

/** Where the JSON report goes. */
export interface ReportPath {
  readonly path: string;
  /** It must stay inside one of these: the workspace, and the runner's temporary directory. */
  readonly roots: readonly string[];
}

/** Reads a path relative to the workspace, or an absolute one below the workspace or `temporary`. Gives a sentence when it can't be used. */
export function readReportPath(text: string, workspace: string, temporary: string | undefined): ReportPath | string {
  if (text.length > 4096) return 'A path has at most 4096 characters.';
  if (text.includes('\0') || text.split(/[\\/]/).includes('..')) return 'A path must not contain "..".';
  const roots = (isAbsolute(text) ? [workspace, temporary] : [workspace]).flatMap((root) => {
    const real = root === undefined || root === '' ? undefined : realPath(root);
    return real === undefined ? [] : [real];
  });
  const path = resolve(workspace, text);
  return isInsideOneOf(roots, path)
    ? { path, roots }
    : 'It must lie in the workspace, or in the directory RUNNER_TEMP, also after links are followed.';
}

/** Whether a path, once it is made, lies below one of `roots` and is none of them. */
export function isInsideOneOf(roots: readonly string[], path: string): boolean {
  const real = realPathToBe(path);
  return roots.some((root) => real !== root && isInside(real, root));
}
