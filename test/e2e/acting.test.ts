import { describe, expect, it } from 'vitest';
import { versions } from '../nomad-server/server.ts';
import type { StepRun } from '../runner/runner.ts';
import { good } from '../send/scene.ts';
import { type Acting, declaredOutputs, onStage } from './acting.ts';

const files = { 'data/a.archive.json': good, 'data/notes.txt': 'hello', 'data/.env': 'secret' };
const send = { path: 'data', 'files-root': 'data', 'upload-name': 'run' };

/** What holds in every ending of every action. */
function expectEnding(action: Acting, run: StepRun, ending: string): void {
  const red = ending !== 'success';
  expect({ reason: run.outputs['failure-reason'], exitCode: run.exitCode }, run.raw).toEqual({
    reason: red ? ending : '',
    exitCode: Number(red),
  });
  expect(run.outputs['conclusion']).toBe(red ? 'failure' : 'success');
  expect(run.outputs['message']).toMatch(/^[^\r\n]{1,500}$/);
  expect(Object.keys(run.outputs).sort()).toEqual(declaredOutputs(action));
  const errors = run.annotations.filter(({ level }) => level === 'error');
  if (red) expect(errors[0]).toMatchObject({ title: `NOMAD ${action} failed` });
  else expect(errors).toEqual([]);
  expect(run.summary).toMatch(red ? /^## ❌ / : /^## ✅ /);
  expect(run.log).toContain(red ? '❌ ' : '✅ ');
}

describe.concurrent.each(versions)('the packaged actions on NOMAD %s', (version) => {
  it('send, publish, and refuse to delete what is published', async () => {
    await onStage({ version, files }, async (run, nomad) => {
      const sent = await run('send', send);
      expectEnding('send', sent, 'success');
      expect(sent.outputs).toMatchObject({
        'file-count': '2',
        created: 'true',
        status: 'SUCCESS',
        entries: '1',
        published: 'false',
      });
      expect(sent.outputs['byte-count']).toBe(String(good.length + 5));
      expect(sent.summary).toContain('1 hidden file or folder');
      const id = sent.outputs['upload-id'] ?? '';
      expect(
        nomad
          .files(id)
          .map(({ path }) => path)
          .sort(),
      ).toEqual(['a.archive.json', 'notes.txt']);
      const published = await run('publish', { 'upload-id': id, 'embargo-months': '0' });
      expectEnding('publish', published, 'success');
      expect(published.outputs).toMatchObject({ 'newly-published': 'true', published: 'true' });
      const deleted = await run('delete', { 'upload-id': id });
      expectEnding('delete', deleted, 'already-published');
      expect(deleted.outputs).toMatchObject({ deleted: '[]', 'deleted-count': '0' });
      expect(nomad.uploads()).toHaveLength(1);
    });
  });

  it('delete what was sent', async () => {
    await onStage({ version, files }, async (run) => {
      const { outputs } = await run('send', { ...send, wait: 'false' });
      expect(outputs).toMatchObject({
        conclusion: 'success',
        status: 'PENDING',
        entries: '',
        'completed-at': '',
        created: 'true',
      });
      const deleted = await run('delete', { 'upload-id': outputs['upload-id'] ?? '' });
      expectEnding('delete', deleted, 'success');
      expect(deleted.outputs).toMatchObject({ deleted: JSON.stringify([outputs['upload-id']]), 'deleted-count': '1' });
    });
  });

  it.each<[Acting, string, Record<string, string>]>([
    ['send', 'no-credentials', { ...send, token: '' }],
    ['send', 'invalid-input', { path: '' }],
    ['send', 'no-files', { ...send, path: 'nothing' }],
    ['send', 'invalid-input', { ...send, 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['send', 'invalid-input', { ...send, wait: 'false', 'delete-afterwards': 'always' }],
    ['send', 'not-found', { path: 'data', 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['send', 'authentication', { ...send, token: '', username: 'ada', password: 'wrong' }],
    ['publish', 'no-credentials', { token: '', 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA', 'embargo-months': '0' }],
    ['publish', 'invalid-input', { 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['publish', 'invalid-input', { 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA', 'embargo-months': '37' }],
    ['publish', 'not-found', { 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA', 'embargo-months': '0' }],
    ['delete', 'no-credentials', { token: '', 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['delete', 'invalid-input', {}],
    ['delete', 'invalid-input', { 'upload-pattern': '*', 'older-than': '7d' }],
    ['delete', 'authentication', { token: '', username: 'ada', password: 'wrong', 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA' }],
  ])('%s ends %s with %j', async (action, ending, inputs) => {
    await onStage({ version, files }, async (run, nomad) => {
      expectEnding(action, await run(action, inputs), ending);
      expect(nomad.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/auth/token'))).toEqual([]);
    });
  });

  it('a broken file is red, on its place in the checkout', async () => {
    await onStage({ version, files: { ...files, 'data/bad.archive.yaml': 'data:\n  runs: [1, 2\n' } }, async (run) => {
      const red = await run('send', send);
      expectEnding('send', red, 'entries-failed');
      expect(red.annotations.map(({ file }) => file)).toContain('data/bad.archive.yaml');
    });
  });

  it('cancelled while it sends: the empty upload is deleted again', async () => {
    const large = Buffer.alloc(60_000_000, Math.random().toString());
    await onStage({ version, files: { ...files, 'data/large.bin': large } }, async (run, nomad) => {
      const cancelled = Promise.withResolvers<undefined>();
      nomad.intercept(({ method }) => (method === 'PUT' ? { kind: 'stall-in-body', bytes: 1 } : undefined));
      const onLine = (line: string): void => {
        if (line.startsWith('Sending to'))
          setTimeout(() => {
            cancelled.resolve(undefined);
          }, 300);
      };
      const end = await run('send', send, { cancelAfter: cancelled.promise, onLine });
      expect(end.conclusion).toBe('cancelled');
      expect(end.outputs).toMatchObject({ conclusion: 'failure', 'failure-reason': 'cancelled' });
      expect(end.outputs['message']).toContain('was deleted again');
      expect(nomad.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    });
  });

  describe('the post step', () => {
    it.each([
      ['always, after a success', { 'delete-afterwards': 'always' }, 1],
      ['on-failure, after a failure', { 'delete-afterwards': 'on-failure', 'min-entries': '5' }, 1],
      ['on-failure, after a success', { 'delete-afterwards': 'on-failure' }, 0],
      ['never', {}, 0],
    ])('%s', async (_, inputs, deletions) => {
      await onStage({ version, files }, async (run, nomad, post) => {
        const step = await run('send', { ...send, ...inputs });
        const { exitCode, annotations } = await post(step, { ...send, ...inputs });
        expect({ exitCode, annotations }).toEqual({ exitCode: 0, annotations: [] });
        expect(nomad.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(deletions);
        if (deletions === 1) expect(nomad.uploads()).toEqual([]);
      });
    });

    it('deletes no upload that was there before, and is quiet where it is gone', async () => {
      await onStage({ version, files }, async (run, nomad, post) => {
        nomad.add({ name: 'run' });
        const inputs = { ...send, 'delete-afterwards': 'always' };
        const kept = await post(await run('send', inputs), inputs);
        expect(nomad.uploads()).toHaveLength(1);
        expect(kept.exitCode).toBe(0);
        expect(kept.annotations[0]?.message).toContain('because it was there before this step');
        const other = { ...inputs, 'upload-name': 'other' };
        const step = await run('send', other);
        await run('delete', { 'upload-id': step.outputs['upload-id'] ?? '' });
        expect(await post(step, other)).toMatchObject({ exitCode: 0, annotations: [] });
      });
    });

    it('is a warning that names the upload where it cannot be deleted', async () => {
      await onStage({ version, files }, async (run, nomad, post) => {
        const inputs = { ...send, 'delete-afterwards': 'always' };
        const step = await run('send', inputs);
        nomad.change(step.outputs['upload-id'] ?? '', { published: true });
        const { exitCode, annotations } = await post(step, inputs);
        expect(exitCode).toBe(0);
        expect(annotations[0]?.message).toContain(step.outputs['upload-id']);
      });
    });
  });
});
