import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startNomadServer } from '../nomad-server/server.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { root } from '../e2e/step.ts';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `npm start -- …`, without npm. */
function start(args: readonly string[], env: Record<string, string> = {}, cwd = root): Promise<Said> {
  return new Promise((resolve) => {
    const script = join(root, 'scripts', 'start.ts');
    const child = execFile(
      process.execPath,
      [script, ...args],
      { cwd, env: { PATH: process.env['PATH'], ...env } },
      (_, out, err) => {
        resolve({ code: child.exitCode ?? NaN, out, err });
      },
    );
  });
}

describe.concurrent('npm start', () => {
  const cwd = scratchFolder('start');

  it('shows nine steps, each as expected', async () => {
    const { code, out, err } = await start([]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.match(/^── \d of 9 /gm)).toHaveLength(9);
    expect(out.match(/as expected$/gm)).toHaveLength(9);
    expect(out).not.toContain('NOT as expected');
  });

  it('lists the inputs, but for secrets and what nobody sets, and has an example that it understands', async () => {
    const { code, out, err } = await start(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('--upload-id');
    expect(out).not.toMatch(/^\s*--(token|password|matrix)\b/m);
    expect(out).toContain('NOMAD_TOKEN');
    const [, example = ''] = /^ +npm start -- (--\w.*)$/m.exec(out) ?? [];
    const tried = await start([...example.split(' '), '--nomad-url=https://nowhere.invalid']);
    expect(tried.out).toContain('no-credentials');
  });

  it.each(['send', 'publish', 'delete'])('lists the inputs of %s, too', async (action) => {
    const { code, out } = await start([action, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`npm start -- ${action} --INPUT=VALUE`);
    const [, example = ''] = new RegExp(`^ +npm start -- (${action} --.*)$`, 'm').exec(out) ?? [];
    const tried = await start([...example.split(' '), '--nomad-url=https://nowhere.invalid'], {}, root);
    expect(tried.out).toMatch(/no-credentials|no-files/);
  });

  it.each([
    { args: ['--token', 'sesame'], says: 'NOMAD_TOKEN' },
    { args: ['--password=sesame'], says: 'NOMAD_PASSWORD' },
    { args: ['--upload-id', 'x', '--github-token=sesame'], says: 'no GitHub' },
    { args: ['--matrix', '{}'], says: '--help' },
    { args: ['--nonsense', '--token=sesame'], says: 'NOMAD_TOKEN' },
    { args: ['--uplaod-id', 'x'], says: '--help' },
    { args: ['x'], says: '--help' },
  ])('refuses $args, and repeats no secret', async ({ args, says }) => {
    const { code, out, err } = await start(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
    expect(err).not.toContain('sesame');
  });

  it('checks a given upload, with the exit code of the step', async () => {
    await using nomad = await startNomadServer();
    const env = { NOMAD_TOKEN: nomad.pat('ada') };
    const args = (id: string): string[] => [`--nomad-url=${nomad.api}`, '--upload-id', id];
    const [good, bad] = await Promise.all([
      start(args(nomad.add({})), env, cwd),
      start(args(nomad.add({ status: 'FAILURE' })), env, cwd),
    ]);
    expect([good.code, bad.code]).toEqual([0, 1]);
    expect(bad.out).toContain('processing-failed');
    expect(good.out + bad.out + good.err + bad.err).not.toContain(env.NOMAD_TOKEN);
  });
});
