import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Failure } from '../../../src/core/failure-reasons.ts';
import type { Selected, Selection } from '../../../src/send/files/collection.ts';
import { type FileInputs, selectFiles } from '../../../src/send/files/select.ts';

/** Files with their content; `{ to }` is a link. */
export type TreeItems = Readonly<Record<string, string | { readonly to: string }>>;

export function makeTree(folder: string, items: TreeItems): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, item] of Object.entries(items)) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof item === 'string') writeFileSync(at, item);
    else symlinkSync(item.to, at);
  }
}

/** Makes trees beside each other. */
export function treesIn(folder: string): (items: TreeItems) => string {
  let trees = 0;
  return (items) => {
    const tree = join(folder, String(trees++));
    makeTree(tree, items);
    return tree;
  };
}

/** With the defaults of the action. */
export function select(workspace: string, lines: readonly string[], others: Partial<FileInputs> = {}): Promise<Selected> {
  const inputs = { workspace, lines, temporary: undefined, root: undefined, includeHidden: false, ...others };
  return selectFiles(inputs, new AbortController().signal);
}

export function selectionOf(selected: Selected): Selection {
  if (!selected.ok) throw new Error(selected.failure.message);
  return selected.selection;
}

export function pathsOf(selected: Selected): string[] {
  return selectionOf(selected).files.map(({ path }) => path);
}

export function failureOf(selected: Selected): Failure {
  if (selected.ok) throw new Error(`files were selected: ${pathsOf(selected).join(', ')}`);
  return selected.failure;
}
