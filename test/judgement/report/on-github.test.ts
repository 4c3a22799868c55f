import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { second } from '../../../src/core/clock.ts';
import { OnGitHub } from '../../../src/judgement/report/github/on-github.ts';
import { aFailure, anEnding, aResult, around } from '../../builders.ts';
import { type GitHubServer, type LoggedRequest, startGitHubServer } from '../../github-server/server.ts';
import { createLog } from '../../../src/step/log.ts';
import { catchLog } from '../../catch-log.ts';
import { SimulatedClock } from '../../simulated-clock.ts';

let github: GitHubServer;
let shown: () => string;

beforeAll(async () => {
  github = await startGitHubServer();
  // The toolkit reads it once, when it is loaded.
  vi.stubEnv('GITHUB_EVENT_PATH', join(import.meta.dirname, '..', '..', 'fixtures', 'events', 'pull_request.json'));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await github.close();
});

beforeEach(() => {
  shown = catchLog();
});

afterEach(() => {
  vi.restoreAllMocks();
});

function environmentOf({ api }: GitHubServer): NodeJS.ProcessEnv {
  return { GITHUB_API_URL: api, GITHUB_REPOSITORY: 'octocat/data', GITHUB_SHA: 'f'.repeat(40) };
}

/** All of what a step writes on GitHub, where these requests are never answered; gives the virtual time that it took. */
async function writeAll(stalls: (request: LoggedRequest) => boolean): Promise<{ elapsed: number; warnings: string[] }> {
  const clock = new SimulatedClock();
  github.intercept((request) => {
    if (!stalls(request)) return undefined;
    clock.stall();
    return { kind: 'stall-headers' };
  });
  const environment = environmentOf(github);
  const asked = { checkRunName: 'NOMAD', prComment: 'always', token: github.token(), matrix: 'null' } as const;
  const onGitHub = new OnGitHub(asked, { clock, environment, redact: (text) => text, log: createLog() });
  const { signal } = new AbortController();
  await onGitHub.start(signal);
  await onGitHub.end(anEnding([aResult({ failure: aFailure() })]), around, () => undefined, signal);
  const warnings = shown()
    .split('\n')
    .filter((line) => line.startsWith('::warning'))
    .map((line) => line.replace(/^.*?::.*?::/, ''));
  return { elapsed: clock.elapsed, warnings };
}

describe('a GitHub that does not answer takes 30 seconds at most, of everything together', () => {
  const silent = 'GitHub did not answer in time.';

  it('when it is silent from the start', async () => {
    const { elapsed, warnings } = await writeAll(() => true);
    expect(elapsed).toBeGreaterThan(20 * second);
    expect(elapsed).toBeLessThanOrEqual(30 * second);
    expect(warnings).toEqual([
      `The check run could not be written. ${silent}`,
      `The pull-request comment could not be written. ${silent}`,
    ]);
  });

  it('when only the check run stalls: the comment still has its time', async () => {
    const comments = github.comments(7);
    const before = comments.length;
    const { elapsed, warnings } = await writeAll(({ method, path }) => method === 'PATCH' && path.includes('/check-runs/'));
    expect(elapsed).toBeGreaterThan(10 * second);
    expect(elapsed).toBeLessThanOrEqual(20 * second);
    expect(warnings).toEqual([`The check run could not be written. ${silent}`]);
    expect(comments).toHaveLength(before + 1);
  });

  it.each([
    { what: 'who we are', stalls: ({ path }: LoggedRequest) => path === '/graphql' },
    { what: 'the list of comments', stalls: ({ method }: LoggedRequest) => method === 'GET' },
    { what: 'the comment', stalls: ({ method, path }: LoggedRequest) => method !== 'GET' && path.includes('comments') },
  ])('when only $what stalls, no longer than one request may', async ({ stalls }) => {
    github.comments(7);
    const { elapsed, warnings } = await writeAll(stalls);
    expect(elapsed).toBeLessThanOrEqual(20 * second);
    expect(warnings).toEqual([`The pull-request comment could not be written. ${silent}`]);
    expect(github.checkRuns.at(-1)?.conclusion).toBe('failure');
  });
});

it('a check run that could be made only at the end, and whose address could not be written, is told of', async () => {
  let refused = false;
  const clock = new SimulatedClock();
  github.intercept(({ method, path }) => {
    if (refused || method !== 'POST' || !path.endsWith('/check-runs')) return undefined;
    refused = true;
    return { kind: 'status', status: 502 };
  });
  const environment = { ...environmentOf(github), GITHUB_OUTPUT: import.meta.dirname };
  const asked = { checkRunName: 'NOMAD', prComment: 'never', token: github.token(), matrix: 'null' } as const;
  const onGitHub = new OnGitHub(asked, { clock, environment, redact: (text) => text, log: createLog() });
  const { signal } = new AbortController();
  await onGitHub.start(signal);
  await onGitHub.end(anEnding([aResult()]), around, () => undefined, signal);
  vi.stubEnv('GITHUB_OUTPUT', '');
  expect(shown()).toContain('The output check-run-url could not be written.');
  expect(github.checkRuns.at(-1)?.conclusion).toBe('success');
});
