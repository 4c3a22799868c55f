import { describe, expect, it } from 'vitest';
import { runScript as run } from './run-script.ts';

describe('annotations', () => {
  it('are ten of each level, first come first kept', async () => {
    const { annotations, droppedAnnotations, log } = await run(
      `for (let i = 0; i < 12; i++) say('::error::e' + i); say('::notice::n')`,
    );
    expect(annotations.map(({ message }) => message)).toEqual([...Array.from({ length: 10 }, (_, i) => `e${i}`), 'n']);
    expect(droppedAnnotations).toBe(2);
    expect(log).toContain('##[error]e11');
  });

  it('are masked, then cut at 4096 characters, in the log as well', async () => {
    const { annotations, log } = await run(`say('::error::' + 'hush' + 'x'.repeat(5000))`, { secrets: ['hush'] });
    expect(annotations[0]?.message).toBe(`***${'x'.repeat(4093)}`);
    expect(log).toBe(`##[error]***${'x'.repeat(4093)}\n`);
  });

  it('have title and file unmasked, and the file relative to the workspace', async () => {
    const { annotations } = await run(
      `say('::error title=hush,file=' + process.cwd() + '/a/hush.txt,line=3,endLine=4,col=1::hush')`,
      { secrets: ['hush'] },
    );
    expect(annotations).toEqual([{ level: 'error', message: '***', title: 'hush', file: 'a/hush.txt', line: 3, endLine: 4 }]);
  });

  it('keep columns of one line', async () => {
    const { annotations } = await run(`say('::notice file=a.txt,line=3,col=5,endColumn=7::m')`);
    expect(annotations).toEqual([{ level: 'notice', message: 'm', file: 'a.txt', line: 3, column: 5, endColumn: 7 }]);
  });

  it('take an end for a missing start', async () => {
    const { annotations } = await run(`say('::notice file=a.txt,endLine=3,endColumn=7::m')`);
    expect(annotations).toMatchObject([{ line: 3, endLine: 3, column: 7, endColumn: 7 }]);
  });

  it('are not made without a message', async () => {
    expect((await run(`say('::error::')`)).annotations).toEqual([]);
  });
});
