import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fieldsOf } from './hub.ts';
import { type GitHubServer, startGitHubServer } from './server.ts';

let github: GitHubServer;

beforeEach(async () => {
  github = await startGitHubServer();
});

afterEach(() => github.close());

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly message: unknown;
  readonly link: string | null;
}

async function ask(method: string, path: string, body?: unknown, token = github.token()): Promise<Reply> {
  const response = await fetch(github.api + path, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer, message: fieldsOf(answer)['message'], link: response.headers.get('link') };
}

const checkRuns = '/repos/octocat/data/check-runs';
const comments = '/repos/octocat/data/issues/7/comments';
const made = { name: 'x', head_sha: 'a'.repeat(40) };
const output = { title: 't', summary: 's' };

function annotations(count: number): unknown[] {
  const one = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'm' };
  return Array.from({ length: count }, () => one);
}

describe('GitHub, as it is known', () => {
  it.each([
    { body: { name: 'x' }, says: 'Invalid request.\n\n"head_sha" wasn\'t supplied.' },
    { body: { head_sha: 'a'.repeat(40) }, says: 'Invalid request.\n\n"name" wasn\'t supplied.' },
    { body: { ...made, head_sha: 'abc' }, says: 'No commit found for SHA: abc' },
    { body: { ...made, conclusion: 'green' }, says: /^Invalid request\.\n\n"green" is not a member of \["success",/ },
    { body: { ...made, status: 'done' }, says: /^Invalid request\.\n\n"done" is not a member of \["queued",/ },
    {
      body: { ...made, output: { ...output, annotations: annotations(77) } },
      says: 'Invalid request.\n\nNo more than 50 items are allowed; 77 were supplied.',
    },
    {
      body: { ...made, output: { ...output, summary: 'x'.repeat(65_536) } },
      says: 'Invalid request.\n\nOnly 65535 characters are allowed; 65536 were supplied.',
    },
    { body: { ...made, output: { ...output, summary: 'ä'.repeat(40_000) } }, says: 'Validation Failed' },
    { body: { ...made, output: { ...output, title: 'x'.repeat(256) } }, says: /Only 255 characters are allowed/ },
  ])('refuses a check run that breaks a limit: $says', async ({ body, says }) => {
    const { status, message } = await ask('POST', checkRuns, body);
    expect(status).toBe(422);
    expect(message).toEqual(typeof says === 'string' ? says : expect.stringMatching(says));
    expect(github.checkRuns).toEqual([]);
  });

  it('adds the annotations of each request to a check run', async () => {
    expect((await ask('POST', checkRuns, { ...made, status: 'in_progress' })).status).toBe(201);
    for (const part of [annotations(50), annotations(7)])
      expect(
        (await ask('PATCH', `${checkRuns}/1001`, { conclusion: 'success', output: { ...output, annotations: part } })).status,
      ).toBe(200);
    expect(github.checkRuns[0]).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(github.checkRuns[0]?.annotations).toHaveLength(57);
  });

  it('lists comments page by page, 30 without per_page and 100 at most', async () => {
    const all = github.comments(7);
    for (let i = 0; i < 250; i++) all.push({ id: i, login: 'ada', type: 'User', body: String(i) });
    expect((await ask('GET', comments)).body).toHaveLength(30);
    const first = await ask('GET', `${comments}?per_page=200`);
    expect(first.body).toHaveLength(100);
    expect(first.link).toContain(`<${github.api}${comments}?per_page=200&page=2>; rel="next"`);
    const last = await ask('GET', `${comments}?per_page=100&page=3`);
    expect(last.body).toHaveLength(50);
    expect(last.link).not.toContain('rel="next"');
  });

  it('refuses a comment of more than 65,536 characters', async () => {
    github.comments(7);
    expect((await ask('POST', comments, { body: 'x'.repeat(65_537) })).status).toBe(422);
    expect((await ask('POST', comments, { body: 'x'.repeat(65_536) })).status).toBe(201);
  });

  it.each([
    { what: 'an unknown token', token: () => 'ghs_x', request: ['GET', '/user'], status: 401, says: 'Bad credentials' },
    {
      what: 'an app at /user',
      token: () => github.token(),
      request: ['GET', '/user'],
      status: 403,
      says: 'Resource not accessible by integration',
    },
    {
      what: 'a token without checks',
      token: () => github.token({}),
      request: ['POST', checkRuns],
      status: 403,
      says: 'Resource not accessible by integration',
    },
    {
      what: 'a token that may only read',
      token: () => github.token({ pull_requests: 'read' }),
      request: ['POST', comments],
      status: 403,
      says: 'Resource not accessible by integration',
    },
    {
      what: "a user's token",
      token: () => github.token({}, 'ada'),
      request: ['POST', checkRuns],
      status: 403,
      says: 'You must authenticate via a GitHub App.',
    },
    {
      what: 'another repository',
      token: () => github.token(),
      request: ['POST', '/repos/octocat/other/check-runs'],
      status: 404,
      says: 'Not Found',
    },
    {
      what: 'another pull request',
      token: () => github.token(),
      request: ['GET', comments.replace('7', '8')],
      status: 404,
      says: 'Not Found',
    },
  ] as const)('answers $status to $what', async ({ token, request: [method, path], status, says }) => {
    github.comments(7);
    expect(await ask(method, path, method === 'GET' ? undefined : {}, token())).toMatchObject({ status, message: says });
  });
});
