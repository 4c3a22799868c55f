import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../scratch-folder.ts';
import { check, root } from './step.ts';

const folder = scratchFolder('full-disk');

/** A Node.js that can write so many KiB into one file. */
function nodeWith(kibibytes: number): string {
  const file = join(folder, `node-${kibibytes}`);
  writeFileSync(file, `#!/bin/bash\nulimit -f ${kibibytes}\nexec '${process.execPath}' "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

const warnings = Array.from({ length: 20 }, (_, i) => `${i} ${'x'.repeat(100)}`);

describe.runIf(process.platform === 'linux')('a GITHUB_OUTPUT that takes only a part of the outputs', () => {
  it.each([1, 2, 3])('has no success in it, and the step is red (%i KiB)', async (kibibytes) => {
    const outputs = join(folder, `outputs-${kibibytes}`);
    writeFileSync(outputs, '');
    const step = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ warnings }) }), {
      env: { GITHUB_OUTPUT: outputs },
      node: nodeWith(kibibytes),
    });
    expect({ exitCode: step.exitCode, signal: step.signal, conclusion: step.conclusion }).toEqual({
      exitCode: 1,
      signal: null,
      conclusion: 'failure',
    });
    expect(readFileSync(outputs, 'utf8')).toBe('');
    expect(step.annotations[0]?.message).toContain('The outputs of this step could not be written');
  });

  it('keeps what was in it, and no conclusion of which only the last byte is missing', () => {
    const outputs = join(folder, 'outputs-but-one');
    const text = 'conclusion<<ghadelimiter_0\nsuccess\nghadelimiter_0\n';
    const before = 'x=1\n'.repeat(256).slice(text.length - 1);
    writeFileSync(outputs, before);
    const source = JSON.stringify(join(root, 'src', 'step', 'output-file.ts'));
    const script = `import(${source}).then(({ writeOutputs }) => console.log(writeOutputs(process.env.GITHUB_OUTPUT, { conclusion: 'success' })))`;
    const write = (kibibytes: number): string =>
      spawnSync(nodeWith(kibibytes), ['-e', script], { env: { GITHUB_OUTPUT: outputs }, encoding: 'utf8' }).stdout;
    expect(write(1)).toBe('false\n');
    expect(readFileSync(outputs, 'utf8')).toBe(before);
    expect(write(2)).toBe('true\n');
    expect(readFileSync(outputs, 'utf8')).toBe(before + text);
  });
});
