import { beforeAll, describe, expect, it } from 'vitest';
import { type GitHubServer, startGitHubServer } from '../github-server/server.ts';
import {
  type Event,
  asked,
  checkWith,
  commits,
  on,
  onlyCheckRun,
  onlyOne,
  pullRequest,
  uploads,
  warningsOf,
} from './on-github.ts';
import { addressesOf, htmlOf, shownOf } from '../judgement/report/rendered.ts';
import { type Inputs, type StepSettings, expectEnding, times } from './step.ts';

const always = { 'pr-comment': 'always' };
const onFailure = { 'pr-comment': 'on-failure' };

function bodies(github: GitHubServer): string[] {
  return github.comments(pullRequest).map(({ body }) => body);
}

let marker: string;

beforeAll(async () => {
  await using github = await startGitHubServer();
  github.comments(pullRequest);
  await checkWith(always, uploads.bad, on(github));
  marker = onlyOne(bodies(github)).split('\n')[0] ?? '';
});

describe.concurrent('a pull-request comment', () => {
  it('is one, red when the step fails, turned green when the failure is mended, and red again', async () => {
    await using github = await startGitHubServer();
    const comments = github.comments(pullRequest);
    for (const [upload, ending, heading] of [
      [uploads.bad, 'entries-failed', /^## ❌ .*week.*entr(y|ies) failed/m],
      [uploads.good, 'success', /^## ✅ .*week/m],
      [uploads.bad, 'entries-failed', /^## ❌ .*week.*entr(y|ies) failed/m],
    ] as const) {
      const run = await checkWith(onFailure, upload, on(github));
      expectEnding(run, ending);
      expect(warningsOf(run)).toEqual([]);
      expect(onlyOne(comments).body).toMatch(heading);
      expect(comments[0]?.body).toMatch(/^<!-- nomad-uploads [0-9a-f]{32} -->\n/);
    }
    expect(asked(github).filter((request) => !request.startsWith('GET') && !request.includes('graphql'))).toEqual([
      'POST /issues/7/comments 201',
      'PATCH /issues/comments/1001 200',
      'PATCH /issues/comments/1001 200',
    ]);
  });

  it('is not written by on-failure for a first success, but by always', async () => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    expectEnding(await checkWith(onFailure, uploads.good, on(github)), 'success');
    expect(bodies(github)).toEqual([]);
    expectEnding(await checkWith(always, uploads.good, on(github)), 'success');
    expect(onlyOne(bodies(github))).toMatch(/^## ✅ /m);
  });

  it('is of one workflow, job, step and matrix leg', async () => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    const others: StepSettings[] = [
      {},
      { env: { GITHUB_WORKFLOW: 'Nightly' } },
      { env: { GITHUB_JOB: 'other' } },
      { env: { GITHUB_ACTION: 'other' } },
      { env: { GITHUB_ACTION: '__octocat_nomad-uploads' } },
      { matrix: { python: '3.12' } },
      { matrix: { python: '3.13' } },
    ];
    for (const round of [others, others.slice(-2)])
      await Promise.all(round.map((settings) => checkWith(always, uploads.good, on(github, settings))));
    expect(new Set(bodies(github).map((body) => body.split('\n')[0])).size).toBe(others.length);
    expect(bodies(github)).toHaveLength(others.length);
    const footers = bodies(github).map((body) => /<sub>(.*)<\/sub>/.exec(body)?.[1]);
    expect(new Set(footers).size, 'what a reader can tell them by').toBe(others.length);
    expect(footers).toContainEqual(expect.stringContaining('job other'));
    expect(footers).toContainEqual(expect.stringMatching(/job build$/));
    expect(footers).toContainEqual(expect.stringContaining('&#40;3&#46;12&#41;'));
  });

  it.each([
    { who: 'GitHub Actions', own: 'github-actions[bot]' },
    { who: 'an app', own: 'institute[bot]' },
    { who: 'a user', own: 'ada' },
  ])('of $who is edited, and no copy of it by anybody else, also behind a hundred others', async ({ own }) => {
    await using github = await startGitHubServer();
    const comments = github.comments(pullRequest);
    const write = (login: string, body: string): number =>
      comments.push({ id: comments.length + 1, login, type: login.endsWith('[bot]') ? 'Bot' : 'User', body });
    for (const stranger of ['mallory', 'renovate[bot]', 'github-actions']) write(stranger, `${marker}\nstranger`);
    for (const i of times(120, String)) write('mallory', `comment ${i}`);
    write(own, `as I said:\n${marker}`);
    const before = bodies(github);
    const settings = on(github, { githubToken: github.token(undefined, own) });
    for (const upload of [uploads.bad, uploads.good]) {
      const run = await checkWith(onFailure, upload, settings);
      expect(warningsOf(run)).toEqual([]);
      expect(bodies(github).slice(0, -1)).toEqual(before);
    }
    expect(comments.at(-1)).toMatchObject({ login: own });
    expect(comments.at(-1)?.body).toMatch(/^## ✅ /m);
  });

  it.each<{ event: Event }>([
    { event: 'push.json' },
    { event: 'workflow_run.json' },
    { event: 'broken.txt' },
    { event: 'missing.json' },
  ])('is not written outside of pull requests: a line of the log says so ($event)', async ({ event }) => {
    await using github = await startGitHubServer();
    const run = await checkWith(always, uploads.bad, on(github, { event }));
    expectEnding(run, 'entries-failed');
    expect(run.log).toContain('There is no comment, because this run does not belong to a pull request.\n');
    expect(warningsOf(run)).toEqual([]);
    expect(github.requests).toEqual([]);
  });

  it.each([
    { ending: 'invalid-input', inputs: { 'upload-id': '' } },
    { ending: 'no-credentials', inputs: { 'upload-id': 'x', token: '' } },
    { ending: 'not-found', inputs: { 'upload-id': 'x' } },
  ])('is written by on-failure in the ending $ending too', async ({ ending, inputs }) => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    expectEnding(await checkWith(onFailure, (): Inputs => inputs, on(github)), ending);
    expect(onlyOne(bodies(github)).replaceAll('&#45;', '-')).toMatch(new RegExp(`^## ❌ [^]*is <code>${ending}</code>`, 'm'));
  });

  it('names the commit and the workflow run that it is about, and a re-run those of its own', async () => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    await checkWith(always, uploads.bad, on(github));
    const first = onlyOne(bodies(github));
    expect(shownOf(htmlOf(first))).toContain('Commit abababa, workflow run\n');
    const web = 'https://github.com/octocat/data';
    expect(addressesOf(htmlOf(first))).toEqual(
      expect.arrayContaining([`${web}/commit/${commits.pullRequest}`, `${web}/actions/runs/1000000001/attempts/1`]),
    );
    await checkWith(always, uploads.good, on(github, { env: { GITHUB_RUN_ATTEMPT: '2' } }));
    const second = onlyOne(bodies(github));
    expect(shownOf(htmlOf(second))).toContain('Commit abababa, workflow run, attempt 2\n');
    expect(addressesOf(htmlOf(second))).toContain(`${web}/actions/runs/1000000001/attempts/2`);
  });

  it('is found and edited below /api/v3 of an enterprise server too', async () => {
    await using github = await startGitHubServer({ enterprise: true });
    github.comments(pullRequest);
    const settings = on(github, { githubToken: github.token(undefined, 'institute[bot]') });
    for (const upload of [uploads.bad, uploads.good]) expect(warningsOf(await checkWith(always, upload, settings))).toEqual([]);
    expect(onlyOne(bodies(github))).toMatch(/^## ✅ /m);
    for (const { path } of github.requests) expect(path).toMatch(/^\/api\/(v3\/repos\/octocat\/data\/|graphql$)/);
  });

  it('mentions nobody, whatever the upload is called', async () => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    await checkWith(
      always,
      (nomad) => ({
        'upload-id': nomad.add({ name: '@octocat --> <img src=x> #1 [a](https://b.example)', status: 'FAILURE' }),
      }),
      on(github),
    );
    expect(onlyOne(bodies(github))).not.toMatch(/@octocat|<img|#1|\]\(https:\/\/b\./);
  });

  it('is of the pull request only, and the check run on its head commit, when both are asked for', async () => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    const run = await checkWith({ ...always, 'check-run-name': 'NOMAD' }, uploads.bad, on(github));
    expectEnding(run, 'entries-failed');
    expect(onlyCheckRun(github)).toMatchObject({ head_sha: commits.pullRequest, conclusion: 'failure' });
    expect(onlyOne(bodies(github))).toMatch(/^## ❌ /m);
  });
});
