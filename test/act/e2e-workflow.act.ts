import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startGitHubServer } from '../github-server/server.ts';
import { read, root } from '../docs/markdown.ts';
import { jobOf, outcomesOf, runAct, stepOf } from './act.ts';
import { stub } from './remote-actions.ts';

const workflow = '.github/workflows/e2e.yml';
const paths = [
  'action.yml',
  'package.json',
  workflow,
  ...globSync(['dist/**/*.{js,json}', 'scripts/workflow-nomad.ts', 'test/nomad-server/*.ts'], { cwd: root }),
];
const recorded = globSync('test/fixtures/recorded/**/*.json', { cwd: root });
const files = Object.fromEntries([...paths, ...recorded].map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const actions = [...read(workflow).matchAll(/uses: (actions\/setup-\S+)/g)].map(([, uses = '']) => stub(uses));
const all = { event: 'push', workflow, files, actions };

it('e2e.yml: on Linux every ending is as it expects', async () => {
  const run = await runAct({ ...all, job: 'endings', matrix: 'os:ubuntu-latest' });
  expect(jobOf(run, 'endings ubuntu-latest').result, run.raw).toBe('success');
  const red = outcomesOf(run, 'endings ubuntu-latest').filter((outcome) => outcome.endsWith(' failure'));
  expect(red).toEqual(['entries', 'processing', 'timeout', 'absent', 'login', 'nothing'].map((id) => `${id} failure`));
});

it('e2e.yml: is red when one ending is another', async () => {
  const changed = read(workflow).replace('max-failed-entries: 1', 'max-failed-entries: 0');
  const run = await runAct({ ...all, files: { ...files, [workflow]: changed }, job: 'endings', matrix: 'os:ubuntu-latest' });
  expect(jobOf(run, 'endings ubuntu-latest').result, run.raw).toBe('failure');
});

it('e2e.yml: the check run reaches GitHub', async () => {
  await using github = await startGitHubServer();
  const scene = {
    secrets: { GITHUB_TOKEN: github.token() },
    env: { GITHUB_API_URL: github.api, GITHUB_GRAPHQL_URL: `${github.api}/graphql` },
  };
  const run = await runAct({ ...all, ...scene, job: 'check-run' });
  expect(jobOf(run, 'check-run').result, run.raw).toBe('success');
  expect(github.checkRuns).toMatchObject([{ name: 'NOMAD (a test of the action)', conclusion: 'success' }]);
  expect(stepOf(run, 'check-run', 'check').outputs['check-run-url']).toMatch(/^https?:/);
});
