import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { getOctokit } from '@actions/github';
import { isRecord } from '../core/record.ts';

export type Api = ReturnType<typeof getOctokit>;

/** The repository and the event that this run is about. */
export interface Run {
  readonly owner: string;
  readonly repo: string;
  /** The head commit of the pull request, or else the commit of the run. */
  readonly commit: string;
  /** undefined outside pull requests. */
  readonly pullRequest: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the run from the variables and the event file that the runner provides. undefined: there is no repository. */
export function readRun(environment: Environment): Run | undefined {
  const [owner, repo] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  const event = readEvent(environment['GITHUB_EVENT_PATH']);
  const pull = isRecord(event['pull_request']) ? event['pull_request'] : {};
  const head = isRecord(pull['head'])
    ? pull['head']['sha']
    : isRecord(event['workflow_run'])
      ? event['workflow_run']['head_sha']
      : undefined;
  const commit = typeof head === 'string' ? head : environment['GITHUB_SHA'];
  if (owner === undefined || owner === '' || repo === undefined || commit === undefined) return undefined;
  return { owner, repo, commit, pullRequest: typeof pull['number'] === 'number' ? pull['number'] : undefined };
}

function readEvent(path: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const event: unknown = JSON.parse(readFileSync(path ?? '', 'utf8'));
    return isRecord(event) ? event : {};
  } catch {
    return {};
  }
}

/** Octokit for GITHUB_API_URL. */
export async function openGitHub(token: string, signal: AbortSignal): Promise<Api> {
  // Node's fetch does not use HTTPS_PROXY by itself. Early releases of Node 24 lack the function.
  if (typeof http.setGlobalProxyFromEnv === 'function') http.setGlobalProxyFromEnv();
  // While it loads, it reads the event file again, and throws if that is not JSON.
  delete process.env['GITHUB_EVENT_PATH'];
  const github = await import('@actions/github');
  return github.getOctokit(token, { request: { fetch: globalThis.fetch, signal } });
}

/** GitHub could not be reached, sent an incomplete answer, or a 5xx: the next request may succeed. */
export function isFault(error: unknown): boolean {
  const status = responseOf(error)['status'];
  return typeof status !== 'number' || status >= 500;
}

// Octokit sets a status even on errors without an answer.
function responseOf(error: unknown): Readonly<Record<string, unknown>> {
  return isRecord(error) && isRecord(error['response']) ? error['response'] : {};
}

/** Why GitHub refused, and which permission is missing, without anything that was sent to GitHub. */
export function refusalOf(error: unknown, permission: string): string {
  const { status, headers, data } = responseOf(error);
  if (typeof status !== 'number') return 'GitHub could not be reached, or its answer was incomplete.';
  if (status === 401) return 'GitHub did not accept github-token (status 401).';
  if (status === 429 || (status === 403 && isLimit(headers)))
    return `GitHub refused the request (status ${status}): too many requests have been made with this token.`;
  if (status === 403 && isRecord(data) && String(data['message']).includes('authenticate via a GitHub App'))
    return `GitHub refused the request (status ${status}): only the token of an app may do this, such as the job's own. Remove github-token to use that.`;
  if (status === 403 || status === 404)
    return `GitHub refused the request (status ${status}): the job needs "permissions: ${permission}: write". In pull requests from forks and from Dependabot, the token can only read.`;
  return `GitHub refused the request (status ${status}).`;
}

function isLimit(headers: unknown): boolean {
  return isRecord(headers) && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0');
}
