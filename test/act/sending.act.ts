import { describe, expect, it } from 'vitest';
import { jobOf, outcomesOf, stepOf } from './act.ts';
import { broken, good, runExample, sendingToken, withNomad } from './example-run.ts';

describe.concurrent('examples that send and check', () => {
  it('README: what is well is green, and the id comes from the sending step', () =>
    withNomad(async (nomad) => {
      const secrets = { NOMAD_TOKEN: sendingToken(nomad) };
      const files = { 'data/a.archive.yaml': good };
      const run = await runExample('README.md', 'NOMAD', 'push', nomad, { files, secrets });
      expect(outcomesOf(run, 'upload'), run.raw).toEqual(['0 success', 'send success', '2 success']);
      expect(jobOf(run, 'upload').result).toBe('success');
      expect(run.exitCode).toBe(0);
      const { outputs, annotations, summary } = stepOf(run, 'upload', '2');
      expect(outputs).toMatchObject({ conclusion: 'success', 'failure-reason': '', entries: '1', 'failed-entries': '0' });
      expect(outputs['upload-id']).toBe(stepOf(run, 'upload', 'send').outputs['upload-id']);
      expect(annotations).toEqual([]);
      expect(summary).toMatch(/^## ✅ /);
    }));

  it('README: a file that NOMAD can not read makes the job red, on its file', () =>
    withNomad(async (nomad) => {
      const secrets = { NOMAD_TOKEN: sendingToken(nomad) };
      const files = { 'data/a.archive.yaml': good, 'data/b.archive.yaml': broken };
      const run = await runExample('README.md', 'NOMAD', 'push', nomad, { files, secrets });
      expect(outcomesOf(run, 'upload'), run.raw).toEqual(['0 success', 'send success', '2 failure']);
      expect(jobOf(run, 'upload').result).toBe('failure');
      expect(run.exitCode).toBe(1);
      const { outputs, annotations, summary } = stepOf(run, 'upload', '2');
      expect(outputs).toMatchObject({ conclusion: 'failure', 'failure-reason': 'entries-failed', 'failed-entries': '1' });
      expect(annotations[0]?.level).toBe('error');
      expect(annotations[0]?.message).toContain(outputs['message']);
      expect(summary).toMatch(/^## ❌ .*entr(y|ies) failed/);
    }));

  it('send, check, delete: the upload is deleted after a red check too (always())', () =>
    withNomad(async (nomad) => {
      const secrets = { NOMAD_TOKEN: sendingToken(nomad) };
      const files = { 'data/b.archive.yaml': broken };
      const run = await runExample('docs/recipes.md', 'NOMAD takes our data', 'push', nomad, { files, secrets });
      expect(outcomesOf(run, 'check'), run.raw).toEqual(['0 success', 'send success', '2 failure', '3 success']);
      expect(jobOf(run, 'check').result).toBe('failure');
      expect(nomad.requests.filter(({ method }) => method === 'DELETE').map(({ status }) => status)).toEqual([200]);
    }));

  it('send, check, delete: nothing is deleted where nothing was sent', () =>
    withNomad(async (nomad) => {
      const secrets = { NOMAD_TOKEN: nomad.pat('ada', ['uploads:read']) };
      const files = { 'data/a.archive.yaml': good };
      const run = await runExample('docs/recipes.md', 'NOMAD takes our data', 'push', nomad, { files, secrets });
      expect(outcomesOf(run, 'check'), run.raw).toEqual(['0 success', 'send failure']);
      expect(nomad.requests.map(({ method }) => method)).toEqual(['POST']);
    }));

  it('two jobs: the id travels as a job output', () =>
    withNomad(async (nomad) => {
      const secrets = { NOMAD_TOKEN: sendingToken(nomad) };
      const files = { 'data/a.archive.yaml': good };
      const run = await runExample('docs/recipes.md', 'Send and check', 'workflow_dispatch', nomad, { files, secrets });
      expect([jobOf(run, 'send').result, jobOf(run, 'check').result], run.raw).toEqual(['success', 'success']);
      expect(stepOf(run, 'check', '0').outputs['upload-id']).toBe(stepOf(run, 'send', 'send').outputs['upload-id']);
    }));

  it('two jobs: nothing is checked where nothing was sent', () =>
    withNomad(async (nomad) => {
      const run = await runExample('docs/recipes.md', 'Send and check', 'workflow_dispatch', nomad, {
        files: { 'data/a.archive.yaml': good },
        secrets: { NOMAD_TOKEN: 'nomad_pat_unknown' },
      });
      expect(jobOf(run, 'send').result, run.raw).toBe('failure');
      expect(run.jobs.get('check')?.steps.size ?? 0).toBe(0);
      expect(run.exitCode).toBe(1);
    }));
});
