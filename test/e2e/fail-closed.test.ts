import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startGitHubServer } from '../github-server/server.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { on, onlyCheckRun } from './on-github.ts';
import { type Step, cancelledAt, check, expectEnding, expectSummary } from './step.ts';

const folder = scratchFolder('fail-closed');

/** The environment in which Node runs these lines before the action. */
function before(name: string, lines: string): Record<string, string> {
  const file = join(folder, `${name}.cjs`);
  writeFileSync(file, lines);
  return { NODE_OPTIONS: `--require=${file}` };
}

/** A step that waits for an upload that never ends, or judges one that has. */
function run(env: Record<string, string>, status: 'RUNNING' | 'SUCCESS' = 'RUNNING'): Promise<Step> {
  return check('2.0', (nomad) => ({ 'upload-id': nomad.add({ name: 'a', status }) }), { env });
}

const waits = { RUNNING: 'during the wait', SUCCESS: 'after a verdict that would be green' } as const;

/** When the first look was answered. */
const afterFirstLook = (what: string): string =>
  `require('node:http').ServerResponse; const { request } = require('node:http');
   const http = require('node:http'); let once = false;
   http.request = (...all) => request(...all).once('response', () => { if (!once) { once = true; setTimeout(() => { ${what} }, 200); } });`;

const defects = {
  'an exception nobody catches': `throw new TypeError('what somebody sent')`,
  'a promise nobody catches': `Promise.reject(new TypeError('what somebody sent'))`,
  'something thrown that is no error': `throw 'what somebody sent'`,
  'an exit that says all is well': `process.exit(0)`,
  'an exit code that was changed': `process.exitCode = 0; process.removeAllListeners('uncaughtException'); process.exit()`,
} as const;

/** Only the wait's pauses keep the process no longer alive: requests still do. */
const emptyLoop = `const real = setTimeout; globalThis.setTimeout = (...all) => real(...all).unref();`;

describe.concurrent('a defect is red, with a reason', () => {
  it.each(Object.entries(defects))('%s during the wait', async (name, what) => {
    const step = await run(before(name.replaceAll(' ', '-'), afterFirstLook(what)));
    expectEnding(step, 'internal-error');
    expect(step.outputs).toMatchObject({ 'upload-count': '1', 'upload-name': 'a', status: 'RUNNING' });
    expectSummary(step, 'internal-error');
    expect(step.raw).not.toContain('what somebody sent');
  });

  it.each(
    Object.entries({
      'an event loop without timers': emptyLoop,
      'an event loop without connections': `const { Socket } = require('node:net'); const real = Socket.prototype.connect;
      Socket.prototype.connect = function (...all) { this.unref(); return real.apply(this, all).unref(); };
      const timer = setTimeout; globalThis.setTimeout = (...all) => timer(...all).unref();`,
    }),
  )('%s', async (name, lines) => {
    const step = await run(before(name.replaceAll(' ', '-'), lines));
    expectEnding(step, 'internal-error');
    expect(step.outputs['message']).toContain('nothing left to wait for');
  });

  it.each([
    { name: 'an exception', lines: afterFirstLook(defects['an exception nobody catches']) },
    { name: 'an event loop that runs empty', lines: emptyLoop },
  ])('$name ends the check run too', async ({ name, lines }) => {
    await using github = await startGitHubServer();
    const env = before(`check-run-${name.replaceAll(' ', '-')}`, lines);
    const settings = on(github, { env });
    const step = await check(
      '2.0',
      (nomad) => ({ 'upload-id': nomad.add({ status: 'RUNNING' }), 'check-run-name': 'NOMAD' }),
      settings,
    );
    expectEnding(step, 'internal-error');
    expect(onlyCheckRun(github)).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });

  it('stays red while its check run is ended, though NOMAD calls the upload processed meanwhile', async () => {
    await using github = await startGitHubServer();
    const judged = Promise.withResolvers<undefined>();
    github.intercept(({ method }) => (method === 'PATCH' ? judged.promise : undefined));
    let looks = 0;
    const step = await check(
      '2.0',
      (nomad) => {
        const id = nomad.add({ status: 'RUNNING' });
        nomad.intercept(() => {
          if (++looks === 2) nomad.change(id, { status: 'SUCCESS', completedAt: new Date() });
          if (looks === 2)
            setTimeout(() => {
              judged.resolve(undefined);
            }, 500);
          return undefined;
        });
        return { 'upload-id': id, 'check-run-name': 'NOMAD' };
      },
      on(github, { env: before('late-green', afterFirstLook(defects['an exception nobody catches'])) }),
    );
    expectEnding(step, 'internal-error');
    expectSummary(step, 'internal-error');
    expect(onlyCheckRun(github).conclusion).toBe('failure');
  });

  it.each(
    Object.entries(waits).flatMap(([status, when]) =>
      [folder, join(folder, 'missing')].map((path, i) => ({ status, when, path, i })),
    ),
  )('outputs that can not be written, $when ($i)', async ({ status, path }) => {
    const step = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ status }), timeout: '0' }), {
      env: { GITHUB_OUTPUT: path },
    });
    expect({ exitCode: step.exitCode, outputs: step.outputs, conclusion: step.conclusion }).toEqual({
      exitCode: 1,
      outputs: {},
      conclusion: 'failure',
    });
    expect(step.annotations[0]?.message).toContain(
      status === 'SUCCESS' ? 'The outputs of this step could not be written' : 'outputs',
    );
    expectSummary(step, 'internal-error');
  });

  it('a cancellation that nothing listens to is still told of within five seconds', async () => {
    const step = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ name: 'a', status: 'RUNNING' }) }), {
      ...cancelledAt('RUNNING'),
      env: before('deaf', 'AbortController.prototype.abort = () => undefined;'),
    });
    expect(step.endedAfter).toBeLessThan(5000);
    expectEnding(step, 'cancelled');
    expect(step.outputs['upload-name']).toBe('a');
  });

  it('a report that throws', async () => {
    const lines = `const fs = require('node:fs'); fs.appendFileSync = () => { throw new Error('disk'); };
      require('node:module').syncBuiltinESMExports();`;
    for (const status of ['SUCCESS', 'RUNNING'] as const) {
      const step = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ status }), timeout: '0' }), {
        env: before('disk', lines),
      });
      expect(step.exitCode).toBe(1);
      expect(step.annotations[0]).toMatchObject({ level: 'error', title: 'NOMAD upload check failed' });
    }
  });
});

describe.concurrent('a summary that can not be written is only a warning', () => {
  it.each(Object.entries(waits))('%s', async (status) => {
    const step = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ status }), timeout: '0' }), {
      env: { GITHUB_STEP_SUMMARY: folder },
    });
    expectEnding(step, status === 'SUCCESS' ? 'success' : 'timeout');
    expect(step.annotations.at(-1)).toMatchObject({ level: 'warning' });
    expect(step.annotations.at(-1)?.message).toContain('summary could not be written');
  });

  it('and one that nobody asked for is not written', async () => {
    const good = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({}), 'job-summary': 'on-failure' }));
    const never = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ status: 'FAILURE' }), 'job-summary': 'never' }));
    const bad = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ status: 'FAILURE' }), 'job-summary': 'on-failure' }));
    expect([good.summary, never.summary]).toEqual(['', '']);
    expectSummary(bad, 'processing-failed');
  });
});
