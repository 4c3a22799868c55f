import { statSync, globSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Failure } from '../../core/failure-reasons.ts';
import type { FileInputs } from '../inputs.ts';

export interface SentFile {
  readonly path: string;
  readonly source: string;
  readonly size: number;
  readonly changedAt: number;
}
export interface Selection {
  readonly files: readonly SentFile[];
  readonly bytes: number;
  readonly leftOut: { readonly hidden: number; readonly excluded: number; readonly examples: readonly string[] };
  readonly unmatched: readonly string[];
}
export type Selected = { readonly ok: true; readonly selection: Selection } | { readonly ok: false; readonly failure: Failure };

export async function selectFiles(inputs: FileInputs, signal: AbortSignal): Promise<Selected> {
  await Promise.resolve();
  signal.throwIfAborted();
  const files: SentFile[] = [];
  for (const line of inputs.lines) {
    const all = [line, ...globSync(`${line}/**/*`, { cwd: inputs.workspace })];
    for (const one of all) {
      const source = join(inputs.workspace, one);
      const stat = statSync(source);
      if (stat.isFile())
        files.push({
          path: relative(resolve(inputs.workspace, inputs.root), source),
          source,
          size: stat.size,
          changedAt: stat.mtimeMs,
        });
    }
  }
  if (files.length === 0) return { ok: false, failure: { reason: 'no-files', message: 'No files.', advice: '' } };
  return {
    ok: true,
    selection: {
      files,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      leftOut: { hidden: 0, excluded: 0, examples: [] },
      unmatched: [],
    },
  };
}
