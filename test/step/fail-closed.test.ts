import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StepRun } from '../runner/runner.ts';
import { runScript } from '../runner/run-script.ts';

const file = pathToFileURL(join(import.meta.dirname, '..', '..', 'src', 'step', 'fail-closed.ts')).href;

/** Runs a step that is green, but for these lines of it; it prints what it reports. */
function run(lines: string): Promise<StepRun> {
  return runScript(`
    const { failClosed } = await import(${JSON.stringify(file)});
    await failClosed({
      work: async () => ({ failure: undefined }),
      breakOff: (failure) => ({ failure }),
      report: (end) => {
        say('reported ' + (end.failure?.reason ?? 'success'));
        return end;
      },
      reportBare: ({ reason, message }) => say('reported barely ' + reason + ': ' + message),
      afterwards: async () => say('afterwards'),
      ${lines}
    });`);
}

describe('a step', () => {
  it('is green only after a report without a failure', async () => {
    const step = await run('');
    expect(step.raw.trim().split('\n')).toEqual(['reported success', 'afterwards']);
    expect(step.exitCode).toBe(0);
  });

  it('is red where the report makes a failure of a success', async () => {
    const step = await run(`report: () => ({ failure: { reason: 'internal-error', message: 'full', advice: '' } }),`);
    expect(step.raw.trim()).toBe('afterwards');
    expect(step.exitCode).toBe(1);
  });

  it('is red where even its last resort is gone: nobody hears that it exits', async () => {
    const step = await run('work: async () => { process.removeAllListeners(); process.exit(); },');
    expect(step.raw.trim()).toBe('');
    expect(step.exitCode).toBe(1);
  });
});

describe('a report that throws', () => {
  const broken = `report: () => { throw new RangeError('sent.js:1:2 by somebody'); },`;

  it('is red, and the least is said: which error it was and where, never its text', async () => {
    const step = await run(broken);
    expect(step.raw.trim()).toMatch(
      /^reported barely internal-error: The action ended without a verdict: RangeError \(fail-closed\.ts:\d+:\d+\)\. .*$/,
    );
    expect(step.exitCode).toBe(1);
  });

  it('leaves a failure that was found as it is', async () => {
    const failure = `{ reason: 'timeout', message: 'It is still processing.', advice: '' }`;
    const step = await run(`${broken} work: async () => ({ failure: ${failure} }),`);
    expect(step.raw.trim()).toBe('reported barely timeout: It is still processing.');
    expect(step.exitCode).toBe(1);
  });
});

describe('once there is an ending, an exception that nobody catches', () => {
  const slow = `afterwards: () => new Promise((resolve) => setTimeout(() => { say('afterwards'); resolve(); }, 300)),`;
  const later = (ms: number): string => `setTimeout(() => { throw new TypeError('late'); }, ${ms});`;

  it('waits until all have heard of the ending, and changes nothing', async () => {
    const step = await run(`work: async () => { ${later(100)} return { failure: undefined }; }, ${slow}`);
    expect(step.raw.trim().split('\n')).toEqual(['reported success', 'afterwards']);
    expect(step.exitCode).toBe(0);
  });

  it('that came of another one neither', async () => {
    const step = await run(`work: () => { ${later(20)} ${later(100)} return new Promise(() => undefined); }, ${slow}`);
    expect(step.raw.trim().split('\n')).toEqual(['reported internal-error', 'afterwards']);
    expect(step.exitCode).toBe(1);
  });

  it('ends the step where it comes of telling others', async () => {
    const step = await run(`afterwards: async () => { throw new TypeError('x'); },`);
    expect(step.raw.trim()).toBe('reported success');
    expect(step.exitCode).toBe(0);
  });
});

it('an ending that nothing can come of is not waited for', async () => {
  const step = await run('afterwards: () => new Promise(() => undefined),');
  expect(step.raw.trim()).toBe('reported success');
  expect(step.exitCode).toBe(0);
});

it('a step whose own ending can not be made is red, and the least is said', async () => {
  const step = await run(`work: async () => { throw new TypeError('x'); }, breakOff: () => { throw new RangeError('y'); },`);
  expect(step.raw.trim()).toMatch(/^reported barely internal-error: .*TypeError/);
  expect(step.exitCode).toBe(1);
});
