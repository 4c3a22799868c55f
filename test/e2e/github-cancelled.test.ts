import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Fault, type GitHubServer, type LoggedRequest, startGitHubServer } from '../github-server/server.ts';
import type { NomadServer } from '../nomad-server/server.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { asked, both, checkWith, on, onlyCheckRun, pullRequest, uploads, warningsOf } from './on-github.ts';
import { type Inputs, type Step, type StepSettings, cancelledAt, expectEnding, times } from './step.ts';

/** Runs a step that is cancelled while GitHub answers a request: with a fault, or well as soon as the step knows. */
async function cancelAt(
  github: GitHubServer,
  isMoment: (request: LoggedRequest) => boolean,
  fault: Fault | undefined,
  upload: (nomad: NomadServer) => Inputs,
  settings: StepSettings = {},
): Promise<Step> {
  github.comments(pullRequest);
  const cancelled = Promise.withResolvers<undefined>();
  github.intercept((request) => {
    if (!isMoment(request)) return undefined;
    cancelled.resolve(undefined);
    return fault ?? signalled(cancelled.promise);
  });
  return await checkWith(both, upload, on(github, { cancelAfter: cancelled.promise, ...settings }));
}

/** The signal was sent, before anything else that the process could read. */
async function signalled(cancelled: Promise<undefined>): Promise<undefined> {
  await cancelled;
  await turn();
}

const running = (nomad: NomadServer): Inputs => ({ 'upload-id': nomad.add({ status: 'PENDING' }) });

// Windows has no signals that a process could catch from another.
describe.runIf(process.platform !== 'win32')('a cancelled job', { concurrent: true }, () => {
  const workspace = scratchFolder('cancelled');

  it('gives outputs and summary first, then the conclusion, and no comment, within five seconds', async () => {
    await using github = await startGitHubServer();
    github.comments(pullRequest);
    const cancelled = Promise.withResolvers<undefined>();
    const moments = { verdict: NaN, conclusion: NaN };
    github.intercept(({ method }) => {
      if (method !== 'PATCH') return undefined;
      moments.conclusion = performance.now();
      return { kind: 'stall-headers' };
    });
    const settings = on(github, {
      cancelAfter: cancelled.promise,
      onLine: (line) => {
        if (line.includes('PENDING')) cancelled.resolve(undefined);
        if (line.startsWith('❌')) moments.verdict = performance.now();
      },
    });
    const run = await checkWith(both, running, settings);
    expect(run.endedAfter).toBeLessThan(4400);
    expectEnding(run, 'cancelled');
    expect(run.summary).toMatch(/^## ❌ .*cancelled/);
    // The request is never answered: what comes after it would come three seconds later.
    expect(moments.verdict - moments.conclusion).toBeLessThan(1500);
    expect(asked(github)).toEqual(['POST /check-runs 201', 'PATCH /check-runs/1001 0']);
  });

  it('leaves a check run with the conclusion cancelled, and its address', async () => {
    await using github = await startGitHubServer();
    const run = await checkWith(both, running, on(github, cancelledAt('PENDING')));
    expectEnding(run, 'cancelled');
    expect(run.endedAfter).toBeLessThan(3500);
    expect(onlyCheckRun(github)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    expect(run.outputs['check-run-url']).toMatch(/^https:/);
    expect(run.log).toContain('There is no comment, because the job was cancelled.');
    expect(warningsOf(run)).toEqual([]);
  });

  it('while the check run is made leaves none in progress', async () => {
    await using github = await startGitHubServer();
    const run = await cancelAt(github, ({ method }) => method === 'POST', undefined, running);
    expectEnding(run, 'cancelled');
    expect(onlyCheckRun(github).conclusion).toBe('cancelled');
  });

  it('while GitHub does not answer at the start ends within five seconds', async () => {
    await using github = await startGitHubServer();
    const run = await cancelAt(github, () => true, { kind: 'stall-headers' }, running);
    expectEnding(run, 'cancelled');
    expect(run.endedAfter).toBeLessThan(4900);
  });

  it('while the check run of a green verdict ends: it is ended all the same, and the step stays green', async () => {
    for (const i of times(60, String)) writeFileSync(join(workspace, i), '');
    await using github = await startGitHubServer();
    const entries = times(60, (i) => ({ mainfile: String(i), status: 'FAILURE' }));
    const tolerating = (nomad: NomadServer): Inputs => ({
      'upload-id': nomad.add({ entries }),
      'max-failed-entries': '60',
    });
    const run = await cancelAt(github, ({ method }) => method === 'PATCH', undefined, tolerating, { workspace });
    expect({ exitCode: run.exitCode, conclusion: run.outputs['conclusion'] }).toEqual({ exitCode: 0, conclusion: 'success' });
    expect(onlyCheckRun(github).conclusion).toBe('success');
    expect(onlyCheckRun(github).annotations).toHaveLength(60);
    expect(warningsOf(run).filter((warning) => warning.includes('written'))).toEqual([]);
    expect(github.comments(pullRequest)).toEqual([]);
  });

  it('while the comment is written after a green verdict stays green, at once', async () => {
    await using github = await startGitHubServer();
    const isComment = ({ method, path }: LoggedRequest): boolean => method === 'POST' && path.endsWith('/comments');
    const run = await cancelAt(github, isComment, { kind: 'stall-headers' }, uploads.good);
    expect({ exitCode: run.exitCode, signal: run.signal }).toEqual({ exitCode: 0, signal: null });
    expect(run.endedAfter).toBeLessThan(2000);
    expect(run.outputs).toMatchObject({ conclusion: 'success', 'failure-reason': '' });
    expect(run.summary).toMatch(/^## ✅ /);
    expect(onlyCheckRun(github).conclusion).toBe('success');
    expect(warningsOf(run)).toEqual(['The pull-request comment could not be written. The job was cancelled.']);
  });
});
