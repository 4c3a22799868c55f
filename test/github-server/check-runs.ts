import { type Answer, type Page, invalidRequest, json, notAccessible, notFound, refusal, validationFailed } from './answers.ts';
import { type Annotation, type Asked, type CheckRun, type Hub, fieldsOf, may } from './hub.ts';

const create: Page = 'checks/runs#create-a-check-run';
const update: Page = 'checks/runs#update-a-check-run';

const statuses = ['queued', 'in_progress', 'completed'] as const;
const conclusions = ['success', 'failure', 'neutral', 'cancelled', 'skipped', 'timed_out', 'action_required'];
const levels = ['notice', 'warning', 'failure'] as const;

/** `POST /repos/{owner}/{repo}/check-runs` */
export function createCheckRun({ hub, account, body }: Asked): Answer {
  const refused = refusalOf({ account }, create);
  if (refused) return refused;
  const { name, head_sha } = body;
  for (const field of ['name', 'head_sha']) {
    if (typeof body[field] !== 'string') return invalidRequest(`"${field}" wasn't supplied.`, create);
  }
  if (typeof name !== 'string' || typeof head_sha !== 'string') return invalidRequest('No name.', create);
  if (!/^[0-9a-f]{40}$/.test(head_sha)) return refusal(422, `No commit found for SHA: ${head_sha}`, create);
  const run: CheckRun = {
    ...{ id: hub.nextId(), name, head_sha, status: 'queued', conclusion: null, title: null, summary: null },
    annotations: [],
  };
  const problem = change(run, body, create);
  if (problem) return problem;
  hub.checkRuns.push(run);
  return json(201, shown(hub, run));
}

/** `PATCH /repos/{owner}/{repo}/check-runs/{id}` */
export function updateCheckRun({ hub, account, body }: Asked, id = ''): Answer {
  const refused = refusalOf({ account }, update);
  if (refused) return refused;
  const run = hub.checkRuns.find((one) => String(one.id) === id);
  return run === undefined ? notFound(update) : (change(run, body, update) ?? json(200, shown(hub, run)));
}

function refusalOf({ account }: Pick<Asked, 'account'>, page: Page): Answer | undefined {
  if (account.type === 'User') return refusal(403, 'You must authenticate via a GitHub App.', page);
  return may(account, 'checks', 'write') ? undefined : notAccessible(page);
}

/** Nothing is changed where anything is wrong. */
function change(run: CheckRun, body: Readonly<Record<string, unknown>>, page: Page): Answer | undefined {
  const { status, conclusion } = body;
  const wanted = statuses.find((one) => one === status);
  if (status !== undefined && wanted === undefined) return notAMember(status, statuses, page);
  if (conclusion !== undefined && !(typeof conclusion === 'string' && conclusions.includes(conclusion)))
    return notAMember(conclusion, conclusions, page);
  if (wanted === 'completed' && conclusion === undefined) return invalidRequest('"conclusion" wasn\'t supplied.', page);
  const problem = body['output'] === undefined ? undefined : writeOutput(run, fieldsOf(body['output']), page);
  if (problem) return problem;
  run.status = conclusion === undefined ? (wanted ?? run.status) : 'completed';
  if (typeof conclusion === 'string') run.conclusion = conclusion;
  return undefined;
}

function notAMember(value: unknown, allowed: readonly string[], page: Page): Answer {
  return invalidRequest(`${JSON.stringify(value)} is not a member of ${JSON.stringify(allowed)}.`, page);
}

function writeOutput(run: CheckRun, { title, summary, text, annotations = [] }: Readonly<Record<string, unknown>>, page: Page) {
  if (typeof title !== 'string') return invalidRequest('"title" wasn\'t supplied.', page);
  if (typeof summary !== 'string') return invalidRequest('"summary" wasn\'t supplied.', page);
  if (title.length > 255) return tooLong(title, 255, page);
  for (const [field, value] of Object.entries({ summary, text })) {
    if (typeof value !== 'string') continue;
    if (value.length > 65_535) return tooLong(value, 65_535, page);
    // What fits by its characters may still be too long by its bytes.
    if (Buffer.byteLength(value) > 65_535) {
      const message = `${field} exceeds a maximum bytesize of 65535`;
      return validationFailed({ resource: 'CheckRun', code: 'custom', field, message }, page);
    }
  }
  if (!Array.isArray(annotations)) return invalidRequest('annotations is not an array.', page);
  if (annotations.length > 50)
    return invalidRequest(`No more than 50 items are allowed; ${annotations.length} were supplied.`, page);
  const read = annotations.map(readAnnotation);
  const bad = read.find((one) => typeof one === 'string');
  if (bad !== undefined) return invalidRequest(bad, page);
  run.title = title;
  run.summary = summary;
  run.annotations.push(...read.filter((one) => typeof one !== 'string'));
  return undefined;
}

function tooLong(text: string, most: number, page: Page): Answer {
  return invalidRequest(`Only ${most} characters are allowed; ${text.length} were supplied.`, page);
}

/** Or what is wrong with it. */
function readAnnotation(given: unknown): Annotation | string {
  const { path, start_line, end_line, annotation_level, message, title } = fieldsOf(given);
  const level = levels.find((one) => one === annotation_level);
  if (typeof path !== 'string' || path === '') return '"path" wasn\'t supplied.';
  if (typeof start_line !== 'number' || !Number.isInteger(start_line)) return '"start_line" wasn\'t supplied.';
  if (typeof end_line !== 'number' || !Number.isInteger(end_line)) return '"end_line" wasn\'t supplied.';
  if (level === undefined) return `${JSON.stringify(annotation_level)} is not a member of ${JSON.stringify(levels)}.`;
  if (typeof message !== 'string' || message === '') return '"message" wasn\'t supplied.';
  if (Buffer.byteLength(message) > 65_536) return 'The message exceeds a maximum bytesize of 65536.';
  const known: Annotation = { path, start_line, end_line, annotation_level: level, message };
  return typeof title === 'string' ? { ...known, title } : known;
}

function shown(
  { api, repository }: Hub,
  { id, name, head_sha, status, conclusion, title, summary, annotations }: CheckRun,
): unknown {
  const url = `${api}/repos/${repository}/check-runs/${id}`;
  const page = `https://github.example/${repository}/runs/${id}`;
  return {
    ...{ id, name, head_sha, status, conclusion, url, html_url: page, details_url: page, external_id: '', node_id: `CR_${id}` },
    started_at: '2026-01-15T12:00:00Z',
    completed_at: status === 'completed' ? '2026-01-15T12:01:00Z' : null,
    output: { title, summary, text: null, annotations_count: annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: 1 },
    app: { id: 15368, slug: 'github-actions', name: 'GitHub Actions' },
    pull_requests: [],
  };
}
