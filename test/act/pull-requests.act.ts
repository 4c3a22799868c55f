import { describe, expect, it } from 'vitest';
import { type GitHubServer, startGitHubServer } from '../github-server/server.ts';
import type { NomadServer } from '../nomad-server/server.ts';
import { type ActRun, jobOf, stepOf } from './act.ts';
import { broken, good, runExample, sendingToken, withNomad, type Scene } from './example-run.ts';

const head = 'ab'.repeat(20);

function payload(from: string): Record<string, unknown> {
  return {
    action: 'synchronize',
    number: 7,
    pull_request: {
      number: 7,
      state: 'open',
      updated_at: new Date(Date.now() - 3_600_000).toISOString(),
      head: { ref: 'topic', sha: head, repo: { full_name: from } },
      base: { ref: 'main', sha: 'cd'.repeat(20), repo: { full_name: 'octocat/data' } },
    },
    repository: { full_name: 'octocat/data' },
  };
}

/** The recipe for pull requests, with a NOMAD and a GitHub that it reaches. */
async function pullRequest(
  from: string,
  prepare: (nomad: NomadServer) => Scene,
  prove: (run: ActRun, github: GitHubServer, nomad: NomadServer) => void,
): Promise<void> {
  await using github = await startGitHubServer();
  // From now on there is a pull request of this number.
  github.comments(7);
  await withNomad(async (nomad) => {
    const { secrets, ...scene } = prepare(nomad);
    const run = await runExample('docs/recipes.md', 'NOMAD', 'pull_request', nomad, {
      ...scene,
      payload: payload(from),
      // What github.token is: the local runner takes it from the secrets.
      secrets: { ...secrets, GITHUB_TOKEN: github.token() },
      env: { GITHUB_API_URL: github.api, GITHUB_GRAPHQL_URL: `${github.api}/graphql` },
    });
    prove(run, github, nomad);
  });
}

describe.concurrent('the recipe for pull requests', () => {
  it('makes a check run on the head commit and a comment, when entries failed', () =>
    pullRequest(
      'octocat/data',
      (nomad) => {
        nomad.add({ name: 'pr-7', entries: [{ mainfile: 'a.yaml', status: 'FAILURE', errors: ['why'], logs: [] }] });
        return { secrets: { NOMAD_TOKEN: nomad.pat('ada') } };
      },
      (run, github) => {
        expect(jobOf(run, 'check').result, run.raw).toBe('failure');
        expect(github.checkRuns).toMatchObject([{ name: 'NOMAD', head_sha: head, status: 'completed', conclusion: 'failure' }]);
        expect(github.comments(7), run.raw).toHaveLength(1);
        expect(github.comments(7)[0]?.body).toContain('entries-failed');
        expect(stepOf(run, 'check', '0').outputs['check-run-url']).not.toBe('');
      },
    ));

  it('makes a check run and no comment, when all is well', () =>
    pullRequest(
      'octocat/data',
      (nomad) => {
        nomad.add({ name: 'pr-7' });
        return { secrets: { NOMAD_TOKEN: nomad.pat('ada') } };
      },
      (run, github) => {
        expect(jobOf(run, 'check').result, run.raw).toBe('success');
        expect(github.checkRuns).toMatchObject([{ name: 'NOMAD', head_sha: head, conclusion: 'success' }]);
        expect(github.comments(7)).toEqual([]);
      },
    ));

  it('leaves a fork out, which has no secrets: nothing is asked of NOMAD or GitHub', () =>
    pullRequest(
      'somebody/data',
      () => ({}),
      (run, github, nomad) => {
        expect(run.exitCode, run.raw).toBe(0);
        expect([...run.jobs.values()].flatMap(({ steps }) => [...steps])).toEqual([]);
        expect([github.requests, nomad.requests]).toEqual([[], []]);
      },
    ));

  it('notices that the secret was lost where it must be there', () =>
    pullRequest(
      'octocat/data',
      () => ({}),
      (run, _, nomad) => {
        expect(jobOf(run, 'check').result, run.raw).toBe('failure');
        expect(stepOf(run, 'check', '0').outputs['failure-reason']).toBe('no-credentials');
        expect(nomad.requests).toEqual([]);
      },
    ));
});

describe.concurrent('the recipe for a test Oasis', () => {
  const files = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`tests/data/${at}.archive.yaml`, good]));

  /** Whatever the check says, what was sent is deleted. */
  async function samples(samples: Record<string, string>, from = 'octocat/data'): Promise<ActRun> {
    return withNomad(async (nomad) => {
      const run = await runExample('docs/recipes.md', 'Samples on the test Oasis', 'pull_request', nomad, {
        files: samples,
        payload: payload(from),
        secrets: { TEST_OASIS_TOKEN: sendingToken(nomad) },
        vars: { TEST_OASIS: nomad.api.replace('/api/v1', '') },
      });
      const deletions = nomad.requests.filter(({ method }) => method === 'DELETE');
      expect(
        deletions.map(({ status }) => status),
        run.raw,
      ).toEqual([200]);
      return run;
    });
  }

  it('is green when all samples are processed', async () => {
    const run = await samples(files);
    expect(jobOf(run, 'samples').result, run.raw).toBe('success');
    expect(stepOf(run, 'samples', '2').outputs['entries']).toBe('8');
  });

  it('shows a failed sample on its file in the repository', async () => {
    const run = await samples({ ...files, 'tests/data/3.archive.yaml': broken });
    expect(jobOf(run, 'samples').result, run.raw).toBe('failure');
    expect(run.raw).toContain('"file":"tests/data/3.archive.yaml"');
  });

  it('is red when no parser takes a sample any more', async () => {
    const { 'tests/data/3.archive.yaml': sample = '', ...others } = files;
    const run = await samples({ ...others, 'tests/data/3.unknown': sample });
    expect(stepOf(run, 'samples', '2').outputs['failure-reason'], run.raw).toBe('too-few-entries');
  });
});
