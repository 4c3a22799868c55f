import type { Run } from '../../step/github/run.ts';
import type { SentFile } from './select.ts';

export type CommitNote =
  { readonly ok: true; readonly content: string } | { readonly ok: false; readonly why: string | undefined };

export function noteCommit(files: readonly SentFile[], mode: 'public' | 'always' | 'never', run: Run | undefined): CommitNote {
  if (mode === 'never' || run === undefined || files.length === 0) return { ok: false, why: undefined };
  return { ok: true, content: JSON.stringify({ comment: run.commit, references: [run.pages.commit] }) };
}
