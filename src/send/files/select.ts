import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Failure } from '../../core/failure-reasons.ts';
import { Workload } from '../../core/workload.ts';
import { isInside, realPath } from '../../step/paths.ts';
import { invalidFiles, tooManyFiles, tooManyNames } from '../messages/files.ts';
import { badRoot } from '../messages/lines.ts';
import { Collection, type Selected } from './collection.ts';
import { type Line, readLines } from './lines.ts';
import { maxNames, type Tree, Walk } from './walk.ts';

export interface FileInputs {
  readonly workspace: string;
  /** RUNNER_TEMP, where it is known. */
  readonly temporary: string | undefined;
  /** Of the input `path`. */
  readonly lines: readonly string[];
  /** files-root; undefined: not given. */
  readonly root: string | undefined;
  readonly includeHidden: boolean;
}

const maxFiles = 100_000;

/** Lists the files that the inputs mean. A failure asks nothing of NOMAD. */
export async function selectFiles(inputs: FileInputs, signal: AbortSignal): Promise<Selected> {
  const { lines, problems } = readLines(inputs.lines, { temporary: inputs.temporary, isRootGiven: inputs.root !== undefined });
  if (problems.length > 0) return fail(invalidFiles('path', problems));
  const root = findRoot(inputs);
  if (root === undefined) return fail(invalidFiles('files-root', [badRoot(inputs.root ?? '.')]));
  const collected = new Collection(root.written);
  const work = new Workload(signal);
  for (const { tree, written, lines: own } of findTrees(inputs, root, lines)) {
    const walk = new Walk(tree, own, inputs.includeHidden);
    for await (const found of walk.run(work)) {
      collected.add(found, written);
      if (collected.files.length > maxFiles) return fail(tooManyFiles(maxFiles));
    }
    if (walk.isCut) return fail(tooManyNames(maxNames));
    collected.addMatched(own.filter((_, i) => walk.matched.has(i)));
  }
  return collected.judge(lines);
}

function fail(failure: Failure): Selected {
  return { ok: false, failure };
}

/** A folder as it is written, and without links. */
interface Place {
  readonly written: string;
  readonly real: string;
}

/** The folder that becomes the top of the upload. */
function findRoot({ workspace, temporary, root = '.' }: FileInputs): Place | undefined {
  const written = resolve(workspace, root);
  const real = realPath(written);
  if (real === undefined || !statSync(real).isDirectory()) return undefined;
  const tops = [workspace, temporary].flatMap((top) => (top === undefined ? [] : (realPath(top) ?? [])));
  return tops.some((top) => isInside(real, top)) ? { written, real } : undefined;
}

function findTrees(
  inputs: FileInputs,
  root: Place,
  lines: readonly Line[],
): { readonly tree: Tree; readonly written: string; readonly lines: readonly Line[] }[] {
  return (['workspace', 'temporary'] as const).flatMap((kind) => {
    const own = lines.filter(({ top }) => top === kind);
    const written = inputs[kind];
    const top = written === undefined || own.length === 0 ? undefined : realPath(written);
    if (written === undefined || top === undefined) return [];
    // Beside the folder that is sent, RUNNER_TEMP holds what belongs to the runner and to other steps.
    return [{ tree: { top, bounds: kind === 'workspace' ? top : root.real }, written, lines: own }];
  });
}
