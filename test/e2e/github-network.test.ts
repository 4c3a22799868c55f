import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitHubServer } from '../github-server/server.ts';
import { startNomadServer } from '../nomad-server/server.ts';
import { runStep } from '../runner/runner.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { type Certificate, hasOpenssl, selfSigned } from './certificate.ts';
import { both, checkWith, on, onlyCheckRun, onlyOne, pullRequest, uploads, warningsOf } from './on-github.ts';
import { startProxy } from './proxy.ts';
import { expectEnding, leastToken, root } from './step.ts';

/** The same GitHub under a name that only the proxy finds. */
function behindProxy(api: string): string {
  return api.replace('127.0.0.1', 'github.internal');
}

// Visible in the report as skipped, with this reason in the name.
describe.skipIf(!hasOpenssl)('GitHub over TLS (needs openssl on this machine to make a certificate)', () => {
  let certificate: Certificate;
  beforeAll(() => {
    certificate = selfSigned('DNS:github.internal');
  });
  afterAll(() => {
    certificate.remove();
  });

  it.each(['HTTPS_PROXY', 'https_proxy'])('is reached through the proxy of %s', async (variable) => {
    await using proxy = await startProxy('user:p@ss');
    await using github = await startGitHubServer({ tls: certificate });
    const comments = github.comments(pullRequest);
    const env = {
      GITHUB_API_URL: behindProxy(github.api),
      [variable]: `http://user:p%40ss@127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: certificate.file,
    };
    const run = await checkWith(both, uploads.good, on(github, { env }));
    expectEnding(run, 'success');
    expect(warningsOf(run)).toEqual([]);
    expect(onlyCheckRun(github).conclusion).toBe('success');
    expect(comments).toHaveLength(1);
    expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(behindProxy(github.api)).host]));
    expect(proxy.others).toEqual([]);
    expect(run.raw).not.toMatch(/p@ss|p%40ss|DeprecationWarning/);
  });

  it('with a certificate that nobody trusts is a warning', async () => {
    await using github = await startGitHubServer({ tls: certificate });
    const run = await checkWith(both, uploads.good, on(github));
    expectEnding(run, 'success');
    expect(warningsOf(run)).toHaveLength(2);
    expect(github.requests).toEqual([]);
  });
});

describe.concurrent('a proxy for GitHub', () => {
  it('that does not work is a warning, and NOMAD on this machine is asked directly all the same', async () => {
    await using github = await startGitHubServer();
    await using proxy = await startProxy('user:pass');
    const env = { GITHUB_API_URL: behindProxy(github.api), HTTP_PROXY: `http://user:wrong-word@127.0.0.1:${proxy.port}` };
    const run = await checkWith(both, uploads.good, on(github, { env }));
    expectEnding(run, 'success');
    expect(warningsOf(run)).toHaveLength(2);
    expect(run.raw).not.toContain('wrong-word');
    expect(run.requests).toHaveLength(1);
    expect(proxy.tunnels.filter((tunnel) => !tunnel.startsWith('github.internal:'))).toEqual([]);
    expect(proxy.others).toEqual([]);
  });

  it('whose address is none is refused before any request, and not repeated', async () => {
    await using github = await startGitHubServer();
    const env = { GITHUB_API_URL: behindProxy(github.api), HTTP_PROXY: 'http://[secret-of-proxy' };
    const run = await checkWith(both, uploads.good, on(github, { env }));
    expectEnding(run, 'invalid-input');
    expect(run.outputs['message']).toContain('HTTP_PROXY is not the address of a proxy that can be used');
    expect(run.raw).not.toContain('secret-of-proxy');
    expect([...run.requests, ...github.requests]).toEqual([]);
  });
});

describe.concurrent('a redirect of GitHub', () => {
  it('is not followed', async () => {
    await using github = await startGitHubServer();
    await using elsewhere = await startGitHubServer();
    github.intercept(({ path }) => ({ kind: 'redirect', location: new URL(path, elsewhere.api).href }));
    const run = await checkWith(both, uploads.good, on(github));
    expectEnding(run, 'success');
    expect(warningsOf(run)).toEqual([expect.stringMatching(/\(status 30\d\)\.$/), expect.stringMatching(/\(status 30\d\)\.$/)]);
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('the requests to GitHub', () => {
  it('ask for its format and version, with the token in a header', async () => {
    await using github = await startGitHubServer();
    const githubToken = github.token();
    await checkWith({ 'check-run-name': 'NOMAD' }, uploads.good, on(github, { githubToken }));
    expect(github.requests).toHaveLength(2);
    for (const { headers } of github.requests)
      expect(headers).toMatchObject({
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${githubToken}`,
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'nomad-uploads',
        'x-github-api-version': '2022-11-28',
      });
  });

  it('go where GITHUB_GRAPHQL_URL says', async () => {
    await using github = await startGitHubServer();
    await using graphql = await startGitHubServer();
    github.comments(pullRequest);
    const env = { GITHUB_GRAPHQL_URL: `${graphql.api}/graphql` };
    await checkWith({ 'pr-comment': 'always' }, uploads.good, on(github, { env }));
    expect(graphql.requests.map(({ path }) => path)).toEqual(['/graphql']);
    expect(github.requests.map(({ path }) => path)).not.toContain('/graphql');
  });
});

it('what writes to GitHub is not loaded when neither check run nor comment is asked for', async () => {
  const folder = scratchFolder('without-github');
  cpSync(join(root, 'dist'), folder, { recursive: true });
  const chunks = readdirSync(folder).filter((file) => /^\d+\.index\.js$/.test(file));
  rmSync(join(folder, onlyOne(chunks.filter((file) => readFileSync(join(folder, file), 'utf8').includes('OnGitHub: () =>')))));
  await using nomad = await startNomadServer({ tokenSeconds: 90 * 86_400 });
  const inputs = { 'nomad-url': nomad.api, token: leastToken(nomad), 'upload-id': nomad.add({}) };
  const main = join(folder, 'check', 'index.js');
  const run = await runStep({ main, action: join(root, 'action.yml'), inputs });
  expect({ exitCode: run.exitCode, annotations: run.annotations }).toEqual({ exitCode: 0, annotations: [] });
});
