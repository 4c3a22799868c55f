import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startGitHubServer } from '../github-server/server.ts';
import type { EntrySpec, NomadServer } from '../nomad-server/server.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { type Event, asked, checkWith, commits, on, onlyCheckRun, uploads, warningsOf } from './on-github.ts';
import { addressesOf, htmlOf } from '../judgement/report/rendered.ts';
import { type Inputs, expectEnding, times } from './step.ts';

const name = { 'check-run-name': 'NOMAD' };
const workspace = scratchFolder('check-run');

beforeAll(() => {
  for (const i of times(260, String)) writeFileSync(join(workspace, `${i.padStart(3, '0')}.yaml`), '');
});

function failed(count: number): EntrySpec[] {
  return times(count, (i) => ({ mainfile: `${String(i).padStart(3, '0')}.yaml`, status: 'FAILURE' }));
}

describe.concurrent('a check run', () => {
  it.each([
    { upload: uploads.good, ending: 'success', conclusion: 'success' },
    { upload: uploads.bad, ending: 'entries-failed', conclusion: 'failure' },
    {
      upload: (nomad: NomadServer): Inputs => ({ 'upload-id': nomad.add({ status: 'FAILURE' }) }),
      ending: 'processing-failed',
      conclusion: 'failure',
    },
    { upload: (): Inputs => ({ 'upload-id': 'absent' }), ending: 'not-found', conclusion: 'failure' },
    { upload: (): Inputs => ({ 'upload-id': 'x', token: '' }), ending: 'no-credentials', conclusion: 'failure' },
    { upload: (): Inputs => ({ 'upload-id': '', timeout: '5' }), ending: 'invalid-input', conclusion: 'failure' },
  ])('is in progress from the start, and gets the conclusion of $ending', async ({ upload, ending, conclusion }) => {
    await using github = await startGitHubServer();
    const before: (string | undefined)[] = [];
    const run = await checkWith(
      name,
      (nomad) => {
        nomad.intercept(() => {
          before.push(github.checkRuns[0]?.status);
          return undefined;
        });
        return upload(nomad);
      },
      on(github),
    );
    expectEnding(run, ending);
    expect(asked(github)).toEqual(['POST /check-runs 201', 'PATCH /check-runs/1001 200']);
    expect(onlyCheckRun(github)).toMatchObject({
      name: 'NOMAD',
      status: 'completed',
      conclusion,
      head_sha: commits.pullRequest,
    });
    expect(new Set(before)).toEqual(new Set(run.requests.length === 0 ? [] : ['in_progress']));
    expect(github.checkRuns[0]?.title).toBe(run.outputs['message']?.slice(0, 255));
    expect(github.checkRuns[0]?.summary).toMatch(ending === 'success' ? /^## ✅ / : /^## ❌ /);
    expect(run.outputs['check-run-url']).toBe('https://github.example/octocat/data/runs/1001');
    expect(warningsOf(run)).toEqual([]);
  });

  it.each<{ event: Event; env?: Record<string, string>; commit: string }>([
    { event: 'push.json', commit: commits.push },
    { event: 'workflow_run.json', commit: commits.workflowRun },
    { event: 'broken.txt', commit: commits.push },
    { event: 'missing.json', commit: commits.push },
    { event: 'push.json', env: { GITHUB_EVENT_PATH: '' }, commit: commits.push },
  ])('of the event $event $env is on its commit', async ({ event, env = {}, commit }) => {
    await using github = await startGitHubServer();
    const run = await checkWith(name, uploads.good, on(github, { event, env }));
    expectEnding(run, 'success');
    expect(onlyCheckRun(github)).toMatchObject({ head_sha: commit, conclusion: 'success' });
    const web = 'https://github.com/octocat/data';
    expect(addressesOf(htmlOf(onlyCheckRun(github).summary ?? ''))).toEqual(
      expect.arrayContaining([`${web}/commit/${commit}`, `${web}/actions/runs/1000000001/attempts/1`]),
    );
    expect(warningsOf(run)).toEqual([]);
  });

  it('is written below /api/v3 of an enterprise server too', async () => {
    await using github = await startGitHubServer({ enterprise: true });
    const run = await checkWith(name, uploads.good, on(github));
    expectEnding(run, 'success');
    expect(github.requests.map(({ path }) => path)).toEqual([
      '/api/v3/repos/octocat/data/check-runs',
      '/api/v3/repos/octocat/data/check-runs/1001',
    ]);
    expect(onlyCheckRun(github).conclusion).toBe('success');
  });

  it('has 200 annotations at most, 50 a request, on files with lines', async () => {
    await using github = await startGitHubServer();
    const run = await checkWith(
      name,
      (nomad) => ({ 'upload-id': nomad.add({ entries: failed(260) }) }),
      on(github, { workspace }),
    );
    expectEnding(run, 'entries-failed');
    const { annotations, conclusion } = onlyCheckRun(github);
    expect(conclusion).toBe('failure');
    expect(asked(github)).toEqual(['POST /check-runs 201', ...times(4, () => 'PATCH /check-runs/1001 200')]);
    expect(github.requests.map(({ body }) => body.split('"annotation_level"').length - 1)).toEqual([0, 50, 50, 50, 50]);
    const paths = annotations.map(({ path }) => path);
    expect(new Set(paths).size).toBe(200);
    expect(paths).toEqual(paths.toSorted());
    // The first nine have a place in their processing log.
    expect(annotations.map(({ start_line }) => start_line)).toEqual([...times(9, () => 4), ...times(191, () => 1)]);
    for (const { start_line, end_line, annotation_level, title, message } of annotations) {
      expect({ end_line, annotation_level, title }).toEqual({
        end_line: start_line,
        annotation_level: 'failure',
        title: 'NOMAD entry failed',
      });
      expect(message).toMatch(/^\d{3}\.yaml failed in parsers\/archive: /);
    }
  });

  it('has tolerated entries as warnings, and leaves out what is in no file of the checkout', async () => {
    await using github = await startGitHubServer();
    const entries = [...failed(2), { mainfile: 'gone.yaml', status: 'FAILURE' }, { mainfile: 'good.yaml' }];
    const run = await checkWith(
      { ...name, 'max-failed-entries': '3' },
      (nomad) => ({ 'upload-id': nomad.add({ entries }) }),
      on(github, { workspace }),
    );
    expectEnding(run, 'success');
    const { annotations, summary } = onlyCheckRun(github);
    expect(annotations.map(({ path, annotation_level }) => `${path} ${annotation_level}`)).toEqual([
      '001.yaml warning',
      '002.yaml warning',
    ]);
    expect(summary).toContain('gone&#46;yaml');
  });

  it.each(['true', 'False', 'no', 'ON'])('is not made of the boolean %s', async (boolean) => {
    await using github = await startGitHubServer();
    const run = await checkWith({ 'check-run-name': boolean, 'pr-comment': 'never' }, uploads.good, on(github));
    expectEnding(run, 'invalid-input');
    expect(run.outputs['message']).toContain(`check-run-name is "${boolean}"`);
    expect(run.outputs['check-run-url']).toBe('');
    expect([github.requests, run.requests]).toEqual([[], []]);
  });

  it('is not asked for without a github-token', async () => {
    await using github = await startGitHubServer();
    const run = await checkWith({ ...name, 'pr-comment': 'always', 'github-token': '' }, uploads.good, on(github));
    expectEnding(run, 'invalid-input');
    expect(run.outputs['message']).toContain('github-token is empty');
    expect(github.requests).toEqual([]);
    expect(warningsOf(run)).toEqual([]);
  });

  it('says failure, too, when the outputs of a success can not be written', async () => {
    await using github = await startGitHubServer();
    const run = await checkWith(name, uploads.good, on(github, { env: { GITHUB_OUTPUT: workspace } }));
    expect(run.exitCode).toBe(1);
    expect(onlyCheckRun(github).conclusion).toBe('failure');
    expect(onlyCheckRun(github).title).toContain('outputs of this step could not be written');
  });
});
