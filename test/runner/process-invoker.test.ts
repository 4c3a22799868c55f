import { describe, expect, it } from 'vitest';
import { LineSplitter } from './process-invoker.ts';
import { runScript } from './run-script.ts';
import type { StepRun } from './runner.ts';

it('splits at CR, LF and CR LF, also where a chunk ends between the two', () => {
  const splitter = new LineSplitter();
  expect(splitter.push('a\rb\nc\r')).toEqual(['a', 'b']);
  expect(splitter.push('\n\r\nd\r')).toEqual(['c', '']);
  expect(splitter.end()).toEqual(['d']);
  expect(splitter.push('')).toEqual([]);
});

// Windows has no signals that a process could catch from another.
describe.runIf(process.platform !== 'win32')('a step that does not end', { concurrent: true }, () => {
  /** Cancels as soon as the script says that it is ready. */
  function cancel(script: string): Promise<StepRun> {
    const ready = Promise.withResolvers<undefined>();
    return runScript(`${script}; setTimeout(() => say('ready'), 50); setTimeout(() => {}, 20_000)`, {
      onLine: (line) => {
        if (line === 'ready') ready.resolve(undefined);
      },
      cancelAfter: ready.promise,
    });
  }

  it('gets a SIGINT when cancelled, and what the step still writes counts', async () => {
    const result = await cancel(`process.on('SIGINT', () => { tell('OUTPUT', 'a=late\\n'); process.exit(1); })`);
    expect(result).toMatchObject({ exitCode: 1, signal: null, conclusion: 'cancelled', outputs: { a: 'late' } });
  });

  it('is ended by it at once when it has no handler', async () => {
    expect(await cancel('')).toMatchObject({ exitCode: null, signal: 'SIGINT', conclusion: 'cancelled' });
  });

  it('gets SIGTERM after 7.5 s and SIGKILL after 2.5 s more', async () => {
    const start = performance.now();
    const result = await cancel(`for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => say(name))`);
    expect(result).toMatchObject({ signal: 'SIGKILL', conclusion: 'cancelled', log: 'ready\nSIGINT\nSIGTERM\n' });
    expect(performance.now() - start).toBeGreaterThan(10_000);
  });

  it('is left when only a child of it holds its output', async () => {
    const start = performance.now();
    const result = await runScript(
      `import { spawn } from 'node:child_process';
      spawn('sleep', ['20'], { stdio: 'inherit' }).unref(); say('done')`,
    );
    expect(result).toMatchObject({ exitCode: 0, conclusion: 'success', log: 'done\n' });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
