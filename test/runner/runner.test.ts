import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../scratch-folder.ts';
import { runScript as run } from './run-script.ts';
import { runStep } from './runner.ts';

describe('the process', () => {
  it('succeeds with exit code 0, whatever it printed', async () => {
    expect(await run(`say('::error::bad')`)).toMatchObject({ exitCode: 0, signal: null, conclusion: 'success' });
  });

  it('fails with any other exit code, or by a signal', async () => {
    expect(await run('process.exit(3)')).toMatchObject({ exitCode: 3, conclusion: 'failure' });
    expect(await run(`process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 9999)`)).toMatchObject({
      exitCode: null,
      signal: 'SIGKILL',
      conclusion: 'failure',
    });
  });

  const workspace = scratchFolder('workspace');

  it('gets a clean environment, the given one, and its workspace as current directory', async () => {
    process.env['INPUT_LEAK'] = process.env['GITHUB_LEAK'] = 'x';
    const { outputs } = await run(
      `tell('OUTPUT', 'env<<E\\n' + JSON.stringify({ ...process.env, cwd: process.cwd() }) + '\\nE\\n')`,
      { workspace, env: { EXTRA: '1', GITHUB_SHA: 'abc' }, inputs: { 'upload-name': 'a b', 'with blank': '' } },
    );
    const env: unknown = JSON.parse(outputs['env'] ?? '');
    expect(env).toMatchObject({
      EXTRA: '1',
      GITHUB_SHA: 'abc',
      GITHUB_REPOSITORY: 'octocat/data',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: realpathSync(workspace),
      cwd: realpathSync(workspace),
      'INPUT_UPLOAD-NAME': 'a b',
      INPUT_WITH_BLANK: '',
    });
    expect(env).not.toHaveProperty('INPUT_LEAK');
    expect(env).not.toHaveProperty('GITHUB_LEAK');
  });

  it('leaves nothing behind', async () => {
    const { outputs } = await run(`tell('OUTPUT', 'temp=' + process.env.RUNNER_TEMP + '\\n')`);
    expect(outputs['temp']).toBeTruthy();
    expect(existsSync(outputs['temp'] ?? '')).toBe(false);
  });
});

describe('workflow commands', () => {
  it('are read from stdout and stderr, and rendered', async () => {
    const { log, raw } = await run(`say('::group::A'); say('##[endgroup]'); console.error('x ##[warning]w'); say('::debug::d')`);
    expect(log.split('\n').sort()).toEqual(['', '##[endgroup]', '##[group]A', '##[warning]w']);
    expect(raw).toContain('x ##[warning]w');
  });

  it('start at a lone carriage return too', async () => {
    const { annotations, log } = await run(String.raw`process.stdout.write('name\r::error::e\r\nlast')`);
    expect(annotations).toMatchObject([{ message: 'e' }]);
    expect(log).toBe('name\n##[error]e\nlast\n');
  });

  it('set outputs and state, and can not set the environment', async () => {
    const result = await run(`say('::set-output name=a::1'); say('x##[save-state name=b]2'); say('::set-env name=C::3')`);
    expect(result).toMatchObject({ outputs: { a: '1' }, state: { b: '2' }, env: {}, conclusion: 'failure' });
    expect(result.annotations.map(({ message }) => message)).toEqual([
      "Unable to process command '::set-env name=C::3' successfully.",
      expect.stringContaining('`set-env` command is disabled'),
    ]);
  });

  it('stop until the token comes, masks included', async () => {
    const { annotations, log, masks } = await run(
      `say('::stop-commands::tok'); say('::error::one'); say('::add-mask::word'); say('::TOK::'); say('::error::two')`,
    );
    expect(annotations).toMatchObject([{ message: 'two' }]);
    expect(masks).not.toContain('word');
    expect(log).toBe('::stop-commands::tok\n::error::one\n::add-mask::word\n::TOK::\n##[error]two\n');
  });

  it('mask a long token that stops them, and forget it when they resume', async () => {
    const { log } = await run(`say('::stop-commands::long-token'); say('::long-token::'); say('::long-token::once more')`);
    expect(log).toBe('::stop-commands::***\n::***::\n::***::once more\n');
    expect((await run(`say('::stop-commands::tok'); say('::tok::'); say('a ##[tok]b')`)).log).toMatch(/\na ##\[tok\]b\n$/);
  });

  it('can not be stopped with the name of a command', async () => {
    const { conclusion, annotations } = await run(`say('::stop-commands::error'); say('::error::still read')`);
    expect(conclusion).toBe('failure');
    expect(annotations.at(-1)?.message).toBe('still read');
  });

  it('show debug lines and echo commands only when asked', async () => {
    const script = `say('::debug::d'); say('::set-output name=a::1')`;
    expect((await run(script)).log).toBe('');
    expect((await run(script, { env: { RUNNER_DEBUG: '1' } })).log).toBe('##[debug]d\n::set-output name=a::1\n');
    expect((await run(`say('::echo::on'); ${script}`)).log).toBe('::set-output name=a::1\n');
  });
});

it.each([
  ['an output without a name', `say('::set-output::x')`, "Required field 'name'"],
  ['an unknown way to echo', `say('::echo::maybe')`, "'maybe'"],
  ['a problem matcher, which is not emulated', `say('::add-matcher::m.json')`, 'no problem matchers'],
  ['an output file with an empty name', `tell('OUTPUT', '=x\\n')`, 'null or empty'],
])('a step fails by %s', async (_, script, message) => {
  const { conclusion, annotations } = await run(script);
  expect(conclusion).toBe('failure');
  expect(annotations.at(-1)?.message).toContain(message);
});

it('the markers of composite actions are broken', async () => {
  expect((await run(`say('x ##[start-action id=1]')`)).log).toBe('x ##[\\start-action id=1]\n');
});

describe('masks', () => {
  it('hold from the line on that adds them, in log and summary, not in outputs', async () => {
    const result = await run(
      `say('hush 1'); say('::add-mask::hush%0A  quiet'); say('hush 2, quiet'); say(btoa('hush'));
      tell('STEP_SUMMARY', 'hush\\nhu\\nsh\\n'); tell('OUTPUT', 'a=hush\\n')`,
    );
    expect(result).toMatchObject({ log: 'hush 1\n*** 2, ***\n***\n', summary: '***\nhu\nsh\n', outputs: { a: 'hush' } });
    expect(result.masks).toContain('hush');
  });

  it('hold for secrets from the start, trimmed', async () => {
    expect((await run(`say('[ hush ]')`, { secrets: [' hush '] })).log).toBe('[ *** ]\n');
  });

  it('warn about an empty one', async () => {
    expect((await run(`say('::add-mask:: ')`)).annotations).toMatchObject([
      { level: 'warning', message: "Can't add secret mask for empty string in ##[add-mask] command." },
    ]);
  });
});

describe('file commands', () => {
  it('count although the step fails, and win over set-output', async () => {
    const result = await run(
      `say('::set-output name=a::1'); tell('OUTPUT', 'a=2\\n'); tell('ENV', 'B=3\\nNODE_OPTIONS=x\\n'); tell('STATE', 'c=4\\n');
      tell('PATH', '/bin/d\\n'); process.exit(1)`,
    );
    expect(result).toMatchObject({
      outputs: { a: '2' },
      env: { B: '3' },
      state: { c: '4' },
      path: ['/bin/d'],
      conclusion: 'failure',
    });
    expect(result.env).not.toHaveProperty('NODE_OPTIONS');
  });

  it('fail the step when they can not be read; what stood before the mistake counts', async () => {
    const result = await run(`tell('OUTPUT', 'a=1\\nnonsense\\n')`);
    expect(result).toMatchObject({ exitCode: 0, conclusion: 'failure', outputs: { a: '1' } });
    expect(result.annotations.at(-1)?.message).toBe("Invalid format 'nonsense'");
  });

  it('take a summary of 1 MiB, and drop one that is a byte longer with an error, without failing the step', async () => {
    const whole = await run(`tell('STEP_SUMMARY', 'x'.repeat(1024 * 1024))`);
    expect(whole.summary).toHaveLength(1024 * 1024 + 1);
    const tooLong = await run(`tell('STEP_SUMMARY', 'ä'.repeat(512 * 1024) + 'x')`);
    expect(tooLong).toMatchObject({ summary: '', conclusion: 'success' });
    expect(tooLong.annotations[0]?.message).toContain('supports content up to a size of 1024k, got 1024k');
  });

  it('may be gone', async () => {
    expect(await run(`unlinkSync(process.env.GITHUB_STEP_SUMMARY)`)).toMatchObject({ summary: '', conclusion: 'success' });
  });
});

describe('action.yml', () => {
  const action = join(scratchFolder('action'), 'action.yml');
  writeFileSync(
    action,
    `name: Test
runs: {using: node24, main: main.js}
inputs:
  Mode: {default: fast}
  token: {default: '\${{ github.token }}'}
  old: {deprecationMessage: use Mode}
`,
  );
  const script = `say(['MODE', 'TOKEN', 'OLD'].map((name) => process.env['INPUT_' + name]).join('|'))`;

  it('gives defaults to inputs that were not given; an empty one was given', async () => {
    const token = await run(script, { action, githubToken: 'ghs_abc' });
    expect(token.raw).toBe('fast|ghs_abc|\n');
    expect(token.log).toBe('fast|***|\n');
    expect((await run(script, { action, inputs: { mode: '' } })).raw).toMatch(/^\|ghs_/);
  });

  it('names the file to run', async () => {
    writeFileSync(join(action, '..', 'main.js'), `console.log('started')`);
    expect((await runStep({ action, inputs: {} })).raw).toBe('started\n');
  });

  it('warns about unknown and deprecated inputs', async () => {
    const { annotations } = await run(script, { action, inputs: { old: 'x', mod: 'y' } });
    expect(annotations.map(({ message }) => message)).toEqual([
      "Input 'old' has been deprecated with message: use Mode",
      "Unexpected input(s) 'mod', valid inputs are ['Mode', 'token', 'old']",
    ]);
  });
});
