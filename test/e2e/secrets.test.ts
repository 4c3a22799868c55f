import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startGitHubServer } from '../github-server/server.ts';
import type { NomadServer } from '../nomad-server/server.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { scenes } from './hostile-scenes.ts';
import { both, on, onlyCheckRun, onlyOne, pullRequest } from './on-github.ts';
import { type Inputs, type Step, check, expectEnding, versions } from './step.ts';

/** All that a careless encoder would change. */
const password = ' pä ss"w/ö+r\\d&<=%\'é\u{1f511}~!* ';

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** How a server may write a secret that it repeats. */
function formsOf(secret: string): string[] {
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  return [
    ...[secret, secret.trim(), JSON.stringify(secret).slice(1, -1)],
    ...[encodeURIComponent(secret), form, form.replace(/%../g, (code) => code.toLowerCase())],
    ...[base64(secret), Buffer.from(secret).toString('base64url')],
  ];
}

// As of Basic authentication: its first and last characters also tell of the neighbours of the secret.
const neighbours = [
  ['a:', ':b'],
  ['ab:', ':b'],
  ['abc:', ':b'],
] as const;

/** Every form of every secret, each with something after it. */
function echoes(secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) =>
    [...formsOf(secret), ...neighbours.map(([before, after]) => base64(before + secret + after))].map(
      (form) => `echo ${form} end`,
    ),
  );
}

/** What must be found nowhere. Half a secret is one too: it stays when a text is cut before secrets are hidden. */
function tracesOf(secret: string): string[] {
  const inner = neighbours.map(([before, after]) => base64(before + secret + after).slice(8, -8));
  return [...formsOf(secret), ...inner].flatMap((form) => [form.slice(0, 30), form.slice(0, 30).replaceAll('%', '%25')]);
}

/** All that anybody can see of a step. What the runner was told to mask is said in `add-mask` lines only. */
function seen(run: Step): string {
  const raw = run.raw.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const { log, annotations, outputs, summary, env, state } = run;
  return [...raw, log, JSON.stringify({ annotations, env, state }), Object.values(outputs).join('\n'), summary].join('\n');
}

function expectNoSecret(run: Step, secrets: readonly string[]): void {
  const text = seen(run);
  for (const trace of secrets.flatMap(tracesOf)) expect(text.includes(trace), `${trace} in ${text}`).toBe(false);
}

/** A NOMAD that takes the password and gives these tokens; the first one is good. */
function logInWith(nomad: NomadServer, tokens: readonly string[]): Inputs {
  const [access_token, refresh_token, id_token] = tokens;
  const text = JSON.stringify({ access_token, refresh_token, id_token, token_type: 'Bearer' });
  nomad.intercept(({ method }) => (method === 'POST' ? { kind: 'text', text } : undefined));
  return { username: 'ada', password };
}

/** A scene of a NOMAD that repeats the token of the step, which is put among `secrets`. */
function echoing(scene: keyof typeof scenes, secrets: string[], more: Inputs): (nomad: NomadServer) => Inputs {
  return (nomad) => {
    const token = nomad.token('ada');
    secrets.push(token);
    return { ...scenes[scene]?.prepare(nomad, echoes(secrets).join(' ')), token, ...more };
  };
}

describe.concurrent.each(versions)('secrets that NOMAD %s repeats are shown nowhere', (version) => {
  const workspace = scratchFolder('workspace');

  it.each(Object.entries(scenes))('in %s, with a token', async (what, { prepare }) => {
    const secrets: string[] = [];
    const run = await check(version, (nomad) => {
      const token = nomad.token('ada');
      secrets.push(token);
      return { ...prepare(nomad, echoes(secrets).join(' ')), token };
    });
    expect(run.exitCode).toBe(run.outputs['conclusion'] === 'success' ? 0 : 1);
    expectNoSecret(run, secrets);
    // They were there: where a text is not shown at all there is nothing to hide.
    if (!['a redirect', 'a missing scope', 'names near the wanted one'].includes(what))
      expect(seen(run)).toMatch(/\*{3}|(&#42;){3}/);
  });

  it.each(['failed entries', 'a failed upload', 'an unknown status', 'several uploads'] as const)(
    'in %s, with a password and the tokens that came for it, in a log for debugging',
    async (scene) => {
      const secrets = [password];
      const run = await check(
        version,
        (nomad) => {
          secrets.push(nomad.token('ada'), nomad.token('ada'), nomad.appToken('ada'));
          const inputs = logInWith(nomad, secrets.slice(1));
          return { ...scenes[scene]?.prepare(nomad, echoes(secrets).join(' ')), ...inputs };
        },
        { env: { RUNNER_DEBUG: '1' } },
      );
      expectEnding(run, scenes[scene]?.ending ?? '');
      expectNoSecret(run, secrets);
      for (const secret of secrets) expect(run.masks).toContain(secret);
    },
  );

  it.each(['failed entries', 'a failed upload', 'several uploads'] as const)('in %s, in the JSON report', async (scene) => {
    const secrets: string[] = [];
    const path = `${scene}.json`;
    await check(version, echoing(scene, secrets, { 'report-file': path }), { workspace });
    const report = readFileSync(join(workspace, path), 'utf8');
    expect(report).toContain('***');
    for (const trace of secrets.flatMap(tracesOf)) expect(report).not.toContain(trace);
  });

  it.each(['failed entries', 'a failed upload', 'several uploads'] as const)('in %s, on GitHub', async (scene) => {
    await using github = await startGitHubServer();
    const comments = github.comments(pullRequest);
    const secrets: string[] = [];
    await check(version, echoing(scene, secrets, both), on(github));
    for (const text of [JSON.stringify(onlyCheckRun(github)), onlyOne(comments).body]) {
      expect(text).toMatch(/\*{3}|(&#42;){3}/);
      for (const trace of secrets.flatMap(tracesOf)) expect(text).not.toContain(trace);
    }
  });

  it.each([401, 403, 422, 500, 200])('in the answer %i to the login', async (status) => {
    const run = await check(version, (nomad) => {
      const detail =
        status === 422 ? [{ loc: ['body', password], msg: password, input: password }] : echoes([password]).join(' ');
      const body = JSON.stringify({ detail, access_token: status === 200 ? password : undefined });
      nomad.intercept(() => ({ kind: 'status', status, body, headers: { 'retry-after': '3600' } }));
      return { 'upload-id': 'x', username: 'ada', password };
    });
    expect(run.exitCode).toBe(1);
    const text = seen(run);
    for (const trace of tracesOf(password)) expect(text).not.toContain(trace);
  });

  it('in a name that is cut, and in names that are only near', async () => {
    const secrets: string[] = [];
    const run = await check(version, (nomad) => {
      const token = nomad.token('ada');
      secrets.push(token);
      for (const before of [80, 95, 190, 195]) nomad.add({ name: `${'x'.repeat(before)}${token}` });
      return { token, 'upload-pattern': '*', timeout: '0' };
    });
    expectEnding(run, 'success');
    expectNoSecret(run, secrets);
    // Half of one is as bad.
    expect(seen(run)).not.toContain(secrets[0]?.slice(0, 12));
  });

  it('in the matrix, whose leg a comment names', async () => {
    await using github = await startGitHubServer();
    const comments = github.comments(pullRequest);
    const secret = 'correct-horse-battery';
    await check(
      '2.0',
      (nomad) => {
        const inputs = logInWith(nomad, [nomad.token('ada')]);
        return { ...inputs, password: secret, 'upload-id': nomad.add({}), 'pr-comment': 'always' };
      },
      on(github, { matrix: { os: 'linux', password: secret } }),
    );
    expect(onlyOne(comments).body).toContain('linux');
    expect(onlyOne(comments).body.replaceAll('&#45;', '-')).not.toContain(secret);
  });

  it('in inputs, which are refused then and go nowhere', async () => {
    await using github = await startGitHubServer();
    const secrets: string[] = [];
    for (const name of [
      'upload-name',
      'upload-pattern',
      'files-root',
      'report-file',
      'check-run-name',
      'nomad-url',
      'upload-id',
    ]) {
      const prepare = (nomad: NomadServer): Inputs => {
        const token = nomad.token('ada');
        secrets.push(token);
        return { token, 'upload-id': 'x', timeout: '0', ...both, [name]: `a-${token}` };
      };
      const run = await check(version, prepare, on(github));
      expectEnding(run, 'invalid-input');
      expect(run.outputs['message']).toContain(`${name} holds the value of a secret`);
      expect(run.requests).toEqual([]);
      expectNoSecret(run, secrets);
    }
    for (const trace of secrets.flatMap(tracesOf)) expect(JSON.stringify(github.requests)).not.toContain(trace);
  });

  it('in base64 that is cut into lines', async () => {
    const secrets: string[] = [];
    const run = await check(version, (nomad) => {
      const token = nomad.token('ada');
      secrets.push(token);
      const lines = base64(token).match(/.{1,76}/g) ?? [];
      return { token, 'upload-id': nomad.add({ status: 'FAILURE', errors: [`echo ${lines.join('\n')} end`] }) };
    });
    expectEnding(run, 'processing-failed');
    for (const line of base64(secrets.join('')).match(/.{1,76}/g) ?? []) expect(seen(run)).not.toContain(line);
    expect(seen(run)).toMatch(/echo \*{3} end/);
  });
});

describe.concurrent('a secret that is a word of ours', () => {
  it.each(['SUCCESS', 'success', 'a', 'true', 'upload'])('%s: our own words and outputs stay', async (word) => {
    const run = await check('2.0', (nomad) => ({
      ...logInWith(nomad, [nomad.token('ada')]),
      password: word,
      // An id can hold the word by chance, as -a-, and would be refused then.
      'upload-name': (nomad.add({ name: 'x' }), 'x'),
    }));
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ conclusion: 'success', status: 'SUCCESS', published: 'false', 'upload-name': 'x' });
  });
});
