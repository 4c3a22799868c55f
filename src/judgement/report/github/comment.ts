import { createHash } from 'node:crypto';
import type { Ending } from '../../ledger.ts';
import { product } from '../../../core/product.ts';
import { cut } from '../../../core/wording.ts';
import { type Redact } from '../../../nomad/answers/fields.ts';
import { isRecord } from '../../../core/record.ts';
import { markdown } from '../../../step/escape.ts';
import type { Api, Run } from '../../../step/github.ts';
import { renderSummary, type SummaryContext } from '../summary.ts';

/** What distinguishes the comment of this step from those of other steps. */
export interface Identity {
  readonly workflow: string;
  readonly job: string;
  readonly step: string;
  /** The matrix leg as JSON, '' or `null` without one. */
  readonly matrix: string;
}

/**
 * Posts this step's only comment on the pull request, or edits it. With `on-failure`, a success only edits an older comment.
 * Only comments by the token's own account are edited, so copying the marker achieves nothing.
 */
export async function writeComment(
  api: Api,
  { owner, repo }: Run,
  pullRequest: number,
  { when, identity, redact }: { when: 'on-failure' | 'always'; identity: Identity; redact: Redact },
  ending: Ending,
  context: SummaryContext,
): Promise<void> {
  const { workflow, job, step, matrix } = identity;
  const marker = `<!-- ${product} ${createHash('sha256')
    .update(JSON.stringify([workflow, job, step, matrix]))
    .digest('hex')
    .slice(0, 32)} -->`;
  const body = `${marker}\n${renderSummary(ending, context, 'comment')}\n<sub>${markdown(cut(redact(whose(identity)), 200))}</sub>\n`;
  const old = await findComment(api, { owner, repo, issue_number: pullRequest }, marker, await ownLogin(api));
  if (old !== undefined) await api.rest.issues.updateComment({ owner, repo, comment_id: old, body });
  else if (when === 'always' || ending.failure !== undefined)
    await api.rest.issues.createComment({ owner, repo, issue_number: pullRequest, body });
}

/** `Workflow nightly, job check (linux, xrd)`: otherwise the comments of a matrix look alike. */
function whose({ workflow, job, step, matrix }: Identity): string {
  const leg = valuesIn(matrix).join(', ');
  // GitHub calls steps without an id __1 or __owner_action.
  const named = step.startsWith('__') ? '' : `, step ${step}`;
  return `Workflow ${workflow}, job ${job}${leg === '' ? '' : ` (${leg})`}${named}`;
}

function valuesIn(json: string): string[] {
  try {
    const matrix: unknown = JSON.parse(json);
    return isRecord(matrix)
      ? Object.values(matrix).map((value) => (isRecord(value) ? JSON.stringify(value) : String(value)))
      : [];
  } catch {
    return [];
  }
}

// Not `GET /user`: tokens of apps, including the job's own, are not allowed to use that.
async function ownLogin(api: Api): Promise<string> {
  try {
    const { viewer }: { viewer: { login: string } } = await api.graphql('{ viewer { login } }');
    return viewer.login;
  } catch {
    return 'github-actions[bot]';
  }
}

async function findComment(
  api: Api,
  where: { owner: string; repo: string; issue_number: number },
  marker: string,
  login: string,
): Promise<number | undefined> {
  for (let page = 1; ; page++) {
    const { data, headers } = await api.rest.issues.listComments({ ...where, per_page: 100, page });
    // Octokit returns whatever has arrived of a truncated answer, and its pagination takes that for the end.
    if (!Array.isArray(data)) throw new TypeError('no comments in the answer');
    const found = data.find(({ body, user }) => body?.startsWith(marker) === true && user?.login === login);
    if (found !== undefined) return found.id;
    if (headers.link?.includes('rel="next"') !== true) return undefined;
  }
}
