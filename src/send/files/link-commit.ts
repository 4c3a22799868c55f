import type { Run } from '../../step/github/run.ts';
import type { SentFile } from './select.ts';

/** The content of a nomad.json with the commit, or why none is added; `why` undefined: nobody needs to know. */
export type CommitNote =
  { readonly ok: true; readonly content: string } | { readonly ok: false; readonly why: string | undefined };

/**
 * NOMAD applies `comment` and `references` of a nomad.json at the top of an upload to all entries that its processing creates (1.3 and 2.0).
 */
export function noteCommit(
  files: readonly Pick<SentFile, 'path'>[],
  mode: 'public' | 'always' | 'never',
  run: Run | undefined,
): CommitNote {
  if (mode === 'never' || (mode === 'public' && run?.isPublic !== true)) return { ok: false, why: undefined };
  const own = files.find(({ path }) => ['nomad.json', 'nomad.yaml', 'nomad.yml'].includes(path));
  if (own !== undefined)
    return { ok: false, why: `link-commit adds nothing, because the files have their own ${own.path} at the top.` };
  if (run === undefined || run.pages.commit === '')
    return { ok: false, why: 'link-commit adds nothing, because the commit of this run is not known.' };
  const by = run.pages.run === '' ? '' : `, by ${run.pages.run}`;
  const comment = `Sent from ${run.repository}, commit ${run.commit}${by}.`;
  return { ok: true, content: `${JSON.stringify({ comment, references: [run.pages.commit] }, null, 2)}\n` };
}
