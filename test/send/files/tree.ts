import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Failure } from '../../../src/core/failure-reasons.ts';
import { packFiles } from '../../../src/send/files/archive.ts';
import type { Selected, Selection, SentFile } from '../../../src/send/files/collection.ts';
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

/** Text that looks like noise. */
export function noise(size: number): string {
  let state = 1;
  return Array.from({ length: size }, () => String.fromCharCode((state = (state * 48_271) % 0x7fffffff) & 0x7f)).join('');
}

export async function filesOf(folder: string): Promise<readonly SentFile[]> {
  return selectionOf(await select(folder, ['.'])).files;
}

export function pack(files: readonly SentFile[], signal = new AbortController().signal): Readable {
  return packFiles(files, [], () => undefined, signal);
}
