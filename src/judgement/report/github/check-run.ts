import type { FindFile } from '../../../step/checkout.ts';
import type { Ending } from '../../ending.ts';
import { cut } from '../../../core/wording.ts';
import type { Annotation } from '../../../step/log.ts';
import { renderAnnotations } from '../annotations.ts';
import { chooseLead } from '../lead.ts';
import { type GitHubApi, isFault, NotFromGitHubError } from '../../../step/github/api.ts';
import type { Run } from '../../../step/github/run.ts';
import { renderSummary, type SummaryContext } from '../summary.ts';

/** A check run on GitHub that this step created. */
export interface CheckRun {
  readonly id: number;
  readonly url: string;
}

// GitHub accepts 50 annotations per request, and 65,535 bytes of summary. Nobody reads more than 200 annotations.
const batch = 50;
const most = 200;

/** Creates the check run, in progress. */
export async function startCheckRun(api: GitHubApi, { path, commit }: Run, name: string): Promise<CheckRun> {
  const { id, html_url } = await api.create(`${path}/check-runs`, { name, head_sha: commit, status: 'in_progress' });
  if (typeof id !== 'number') throw new NotFromGitHubError();
  return { id, url: typeof html_url === 'string' ? html_url : '' };
}

/** Completes the check run with its conclusion, and adds the annotations that are on files. */
export async function endCheckRun(
  api: GitHubApi,
  { path }: Run,
  { id }: CheckRun,
  ending: Ending,
  context: SummaryContext,
  findFile: FindFile,
): Promise<void> {
  const output = { title: cut(chooseLead(ending).message, 255), summary: renderSummary(ending, context, 'check run') };
  const annotations = checkAnnotations(ending, context, findFile);
  const where = `${path}/check-runs/${id}`;
  await insist(() =>
    api.update(where, {
      status: 'completed',
      conclusion: toConclusion(ending),
      output: { ...output, annotations: annotations.slice(0, batch) },
    }),
  );
  for (let i = batch; i < annotations.length; i += batch) {
    await api.update(where, { output: { ...output, annotations: annotations.slice(i, i + batch) } });
  }
}

/** Tries again after a fault on GitHub's side: a check run that stays in progress can block a pull request forever. */
async function insist(update: () => Promise<void>): Promise<void> {
  try {
    await update();
  } catch (error) {
    if (!isFault(error)) throw error;
    await update();
  }
}

function toConclusion({ failure }: Ending): 'success' | 'failure' | 'cancelled' {
  if (failure === undefined) return 'success';
  return failure.reason === 'cancelled' ? 'cancelled' : 'failure';
}

interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
}

// One error more than is shown, because the verdict is not on a file.
function checkAnnotations(ending: Ending, { deployment, title }: SummaryContext, findFile: FindFile): CheckAnnotation[] {
  const room = { errors: most + 1, warnings: most };
  return renderAnnotations(ending, deployment, findFile, room, title).flatMap(checkAnnotation).slice(0, most);
}

// A check run's annotation must be on a file; the others are in its summary.
function checkAnnotation({ level, title, message, at }: Annotation): CheckAnnotation[] {
  if (at === undefined) return [];
  const line = at.line ?? 1;
  return [
    {
      path: at.file,
      start_line: line,
      end_line: line,
      annotation_level: level === 'error' ? 'failure' : 'warning',
      title,
      message,
    },
  ];
}
