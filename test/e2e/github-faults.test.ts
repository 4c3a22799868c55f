import { describe, expect, it } from 'vitest';
import { rateLimited, secondaryLimit } from '../github-server/answers.ts';
import { type Fault, startGitHubServer } from '../github-server/server.ts';
import {
  asked,
  both,
  checkWith,
  expectNoSecret,
  on,
  onlyCheckRun,
  onlyOne,
  pullRequest,
  uploads,
  warningsOf,
} from './on-github.ts';
import { type Step, type StepSettings, expectEnding } from './step.ts';

/** One warning each, after the verdict; nothing else is changed. */
function expectWarnings(run: Step, says: RegExp, ending: 'success' | 'entries-failed' = 'success'): void {
  expectEnding(run, ending);
  const [checkRun = '', comment = '', ...others] = warningsOf(run);
  expect(others).toEqual([]);
  expect(checkRun).toMatch(/^The check run could not be written\. /);
  expect(comment).toMatch(/^The pull-request comment could not be written\. /);
  for (const warning of [checkRun, comment]) expect(warning).toMatch(says);
}

const faults: Readonly<Record<string, { fault: Fault; says: RegExp }>> = {
  'a 422': { fault: { kind: 'status', status: 422, body: '{"message":"Validation Failed"}' }, says: /\(status 422\)\.$/ },
  'a 500': { fault: { kind: 'status', status: 500, body: '{"message":"Server Error"}' }, says: /\(status 500\)\.$/ },
  "a proxy's 502": { fault: { kind: 'html', status: 502 }, says: /\(status 502\)\.$/ },
  'a used up limit': { fault: rateLimited, says: /\(status 403\): too many requests/ },
  'a secondary limit, 403': { fault: secondaryLimit(403), says: /\(status 403\): too many requests/ },
  'a secondary limit, 429': { fault: secondaryLimit(429), says: /\(status 429\): too many requests/ },
  'a reset': { fault: { kind: 'reset' }, says: /could not be reached/ },
  'a connection that ends': { fault: { kind: 'close' }, says: /could not be reached/ },
  'an answer that is cut': { fault: { kind: 'cut-length' }, says: /its answer was incomplete/ },
  'an answer in chunks that is cut': { fault: { kind: 'cut-chunked' }, says: /its answer was incomplete/ },
  'an empty answer': { fault: { kind: 'empty' }, says: /its answer was incomplete/ },
  'a page of a proxy': { fault: { kind: 'html', status: 200 }, says: /its answer was incomplete/ },
  null: { fault: { kind: 'text', text: 'null' }, says: /its answer was incomplete/ },
  'a workflow command': {
    fault: { kind: 'status', status: 422, body: JSON.stringify({ message: '\n::error::injected\n##[error]injected' }) },
    says: /\(status 422\)\.$/,
  },
};

describe.concurrent('whatever GitHub does, the verdict stays, and a warning says why there is no report', () => {
  it.each(Object.entries(faults))('%s', async (_, { fault, says }) => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    github.intercept(() => fault);
    const githubToken = github.token();
    const run = await checkWith(both, uploads.good, on(github, { githubToken, env: { RUNNER_DEBUG: '1' } }));
    expectWarnings(run, says);
    expectNoSecret(github, run, [githubToken]);
    expect(run.raw).not.toContain('injected');
  });

  it.each([
    { what: 'with no permission', permissions: {} },
    { what: 'of a fork, that may only read', permissions: { checks: 'read', pull_requests: 'read' } },
  ] as const)('a token $what: the missing permission is named', async ({ permissions }) => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    for (const [upload, ending] of [
      [uploads.good, 'success'],
      [uploads.bad, 'entries-failed'],
    ] as const) {
      const run = await checkWith(both, upload, on(github, { githubToken: github.token(permissions) }));
      expectWarnings(
        run,
        /\(status 403\): the job needs "permissions: (checks|pull-requests): write"\..*forks.*Dependabot/,
        ending,
      );
      expect(warningsOf(run)[0]).toContain('"permissions: checks: write"');
      expect(warningsOf(run)[1]).toContain('"permissions: pull-requests: write"');
      expect(run.outputs['check-run-url']).toBe('');
    }
    expect([github.checkRuns, github.comments(pullRequest)]).toEqual([[], []]);
  });

  it.each<{ what: string; settings: StepSettings; says: RegExp }>([
    { what: 'an unknown repository', settings: { env: { GITHUB_REPOSITORY: 'octocat/other' } }, says: /\(status 404\)/ },
    { what: 'an unknown token', settings: { githubToken: 'ghs_unknown' }, says: /did not accept github-token \(status 401\)/ },
    { what: 'no server at all', settings: { env: { GITHUB_API_URL: 'http://127.0.0.1:9' } }, says: /could not be reached/ },
  ])('$what', async ({ settings, says }) => {
    await using github = await startGitHubServer();
    expectWarnings(await checkWith(both, uploads.good, on(github, settings)), says);
  });

  it('no repository: there is no pull request either', async () => {
    await using github = await startGitHubServer();
    const run = await checkWith(both, uploads.good, on(github, { env: { GITHUB_REPOSITORY: '' } }));
    expectEnding(run, 'success');
    expect(onlyOne(warningsOf(run))).toContain('GITHUB_REPOSITORY');
    expect(run.log).toContain('There is no comment');
    expect(github.requests).toEqual([]);
  });

  it("a user's own token: only an app may make check runs, and the comment is that user's", async () => {
    await using github = await startGitHubServer();
    const comments = github.comments(pullRequest);
    const run = await checkWith(both, uploads.good, on(github, { githubToken: github.token({}, 'ada') }));
    expectEnding(run, 'success');
    expect(onlyOne(warningsOf(run))).toMatch(/^The check run .*only the token of an app/);
    expect(onlyOne(comments).login).toBe('ada');
  });

  it('a fault that is over at the end: the check run is made then, and nobody is warned', async () => {
    await using github = await startGitHubServer();
    github.intercept(() => (github.requests.length === 1 ? { kind: 'status', status: 503 } : undefined));
    const run = await checkWith({ 'check-run-name': 'NOMAD' }, uploads.bad, on(github));
    expectEnding(run, 'entries-failed');
    expect(warningsOf(run)).toEqual([]);
    expect(run.log).toMatch(/check run .*\(status 503\).*will try again at the end/);
    expect(run.outputs['check-run-url']).toMatch(/^https:/);
    expect(onlyCheckRun(github).conclusion).toBe('failure');
  });

  it('a fault that begins at the end: the address of the check run is still an output', async () => {
    await using github = await startGitHubServer();
    github.intercept(({ method }) => (method === 'PATCH' ? { kind: 'status', status: 500 } : undefined));
    const run = await checkWith({ 'check-run-name': 'NOMAD' }, uploads.good, on(github));
    expectEnding(run, 'success');
    expect(onlyOne(warningsOf(run))).toMatch(/^The check run could not be written\. GitHub refused the request \(status 500\)/);
    expect(run.outputs['check-run-url']).toMatch(/^https:/);
    expect(asked(github)).toEqual(['POST /check-runs 201', 'PATCH /check-runs/1001 500', 'PATCH /check-runs/1001 500']);
  });

  it.each<Fault>([{ kind: 'status', status: 502 }, { kind: 'reset' }])(
    'a fault that only the end meets, once: the check run is ended all the same: $kind',
    async (fault) => {
      await using github = await startGitHubServer();
      github.intercept(() => (github.requests.length === 2 ? fault : undefined));
      const run = await checkWith({ 'check-run-name': 'NOMAD' }, uploads.good, on(github));
      expectEnding(run, 'success');
      expect(warningsOf(run)).toEqual([]);
      expect(onlyCheckRun(github).conclusion).toBe('success');
    },
  );

  it('a refusal is not asked again', async () => {
    await using github = await startGitHubServer();
    github.intercept(({ method }) => (method === 'PATCH' ? { kind: 'status', status: 422 } : undefined));
    await checkWith({ 'check-run-name': 'NOMAD' }, uploads.good, on(github));
    expect(asked(github)).toEqual(['POST /check-runs 201', 'PATCH /check-runs/1001 422']);
  });
});
