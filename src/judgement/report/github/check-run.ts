import type { FileOf } from '../../../step/checkout.ts';
import type { Deployment } from '../../../nomad/deployment.ts';
import type { Ending } from '../../ledger.ts';
import { cut } from '../../../core/wording.ts';
import { type Annotation, renderAnnotations } from '../annotations.ts';
import { type Api, isFault, type Run } from '../../../step/github.ts';
import { isRecord } from '../../../core/record.ts';
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
export async function startCheckRun(api: Api, run: Run, name: string): Promise<CheckRun> {
  const { owner, repo, commit } = run;
  const { data }: { data: unknown } = await api.rest.checks.create({
    owner,
    repo,
    name,
    head_sha: commit,
    status: 'in_progress',
  });
  // Octokit returns whatever has arrived of a truncated answer.
  if (!isRecord(data) || typeof data['id'] !== 'number') throw new TypeError('no check run in the answer');
  return { id: data['id'], url: typeof data['html_url'] === 'string' ? data['html_url'] : '' };
}

/** Completes the check run with its conclusion, and adds the annotations that are on files. */
export async function endCheckRun(
  api: Api,
  { owner, repo }: Run,
  { id }: CheckRun,
  ending: Ending,
  context: SummaryContext,
  fileOf: FileOf,
): Promise<void> {
  const output = { title: cut(ending.message, 255), summary: renderSummary(ending, context, 'check run') };
  const annotations = checkAnnotations(ending, context.deployment, fileOf);
  const where = { owner, repo, check_run_id: id };
  await insist(() =>
    api.rest.checks.update({
      ...where,
      status: 'completed',
      conclusion: conclusionOf(ending),
      output: { ...output, annotations: annotations.slice(0, batch) },
    }),
  );
  for (let i = batch; i < annotations.length; i += batch) {
    await api.rest.checks.update({ ...where, output: { ...output, annotations: annotations.slice(i, i + batch) } });
  }
}

/** Tries again after a fault on GitHub's side: a check run that stays in progress can block a pull request forever. */
async function insist(update: () => Promise<unknown>): Promise<void> {
  try {
    await update();
  } catch (error) {
    if (!isFault(error)) throw error;
    await update();
  }
}

function conclusionOf({ failure }: Ending): 'success' | 'failure' | 'cancelled' {
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
function checkAnnotations(ending: Ending, deployment: Deployment | undefined, fileOf: FileOf): CheckAnnotation[] {
  const room = { errors: most + 1, warnings: most };
  return renderAnnotations(ending, deployment, fileOf, room).flatMap(checkAnnotation).slice(0, most);
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
