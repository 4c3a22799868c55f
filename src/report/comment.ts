import { createHash } from 'node:crypto';
import type { Ending } from '../ledger.ts';
import type { Api, Run } from './github.ts';
import { renderSummary, type SummaryContext } from './summary.ts';

/** What tells this step's comment from those of other steps: workflow, job, step, matrix leg. */
export type Identity = readonly string[];

/**
 * Writes the one comment of this step on the pull request, or edits it. With `on-failure` a success only edits an older comment.
 * Only a comment of the account that the token belongs to is edited, whoever copied the marker.
 */
export async function writeComment(
  api: Api,
  { owner, repo }: Run,
  pullRequest: number,
  { when, token, identity }: { when: 'on-failure' | 'always'; token: string; identity: Identity },
  ending: Ending,
  context: SummaryContext,
): Promise<void> {
  const marker = `<!-- nomad-upload-check ${createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32)} -->`;
  const body = `${marker}\n${renderSummary(ending, context, 'comment')}`;
  const old = await findComment(api, { owner, repo, issue_number: pullRequest }, marker, await authorOf(api, token));
  if (old !== undefined) await api.rest.issues.updateComment({ owner, repo, comment_id: old, body });
  else if (when === 'always' || ending.failure !== undefined)
    await api.rest.issues.createComment({ owner, repo, issue_number: pullRequest, body });
}

type IsAuthor = (user: { readonly login: string; readonly type: string } | null) => boolean;

// The token of an app can't ask whose it is: its comments are by a bot, and strangers are none.
async function authorOf(api: Api, token: string): Promise<IsAuthor> {
  if (token.startsWith('ghs_')) return (user) => user?.type === 'Bot';
  try {
    const { data } = await api.rest.users.getAuthenticated();
    return (user) => user?.login === data.login;
  } catch {
    return (user) => user?.login === 'github-actions[bot]';
  }
}

async function findComment(
  api: Api,
  where: { owner: string; repo: string; issue_number: number },
  marker: string,
  isAuthor: IsAuthor,
): Promise<number | undefined> {
  for await (const { data } of api.paginate.iterator(api.rest.issues.listComments, { ...where, per_page: 100 })) {
    const found = data.find(({ body, user }) => body?.startsWith(marker) === true && isAuthor(user));
    if (found !== undefined) return found.id;
  }
  return undefined;
}
