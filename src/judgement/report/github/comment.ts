import { product } from '../../../core/product.ts';
import { createHash } from 'node:crypto';
import type { Ending } from '../../ending.ts';
import { cut } from '../../../core/wording.ts';
import { type Redact } from '../../../nomad/answers/fields.ts';
import { type Fields, isRecord } from '../../../core/record.ts';
import { markdown } from '../../../step/escape.ts';
import { type GitHubApi, NotFromGitHubError } from '../../../step/github/api.ts';
import type { Run } from '../../../step/github/run.ts';
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
  api: GitHubApi,
  { path }: Run,
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
  const comments = `${path}/issues/${pullRequest}/comments`;
  const old = await findComment(api, comments, marker, await ownLogin(api));
  if (old !== undefined) await api.update(`${path}/issues/comments/${old}`, { body });
  else if (when === 'always' || ending.failure !== undefined) await api.create(comments, { body });
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
async function ownLogin(api: GitHubApi): Promise<string> {
  try {
    const { viewer } = await api.query('{ viewer { login } }');
    if (isRecord(viewer) && typeof viewer['login'] === 'string') return viewer['login'];
  } catch {
    // Then it is the token of the job, as a rule.
  }
  return 'github-actions[bot]';
}

async function findComment(api: GitHubApi, path: string, marker: string, login: string): Promise<number | undefined> {
  for (let page = 1; ; page++) {
    const { items, more } = await api.list(`${path}?per_page=100&page=${page}`);
    const found = items.find((comment) => isOwn(comment, marker, login));
    if (isRecord(found)) return readId(found);
    if (!more) return undefined;
  }
}

function isOwn(comment: unknown, marker: string, login: string): boolean {
  if (!isRecord(comment) || !isRecord(comment['user'])) return false;
  return comment['user']['login'] === login && String(comment['body']).startsWith(marker);
}

function readId({ id }: Fields): number {
  if (typeof id !== 'number') throw new NotFromGitHubError();
  return id;
}
