import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeOutputs } from '../../src/step/output-file.ts';
import { keyValuePairs } from '../runner/file-commands.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('output-file');
const file = join(folder, 'output');

/** What the runner reads of an output that was written. */
function readBack(outputs: Record<string, string>): [string, string][] {
  writeFileSync(file, '');
  expect(writeOutputs(file, outputs)).toBe(true);
  return [...keyValuePairs(readFileSync(file, 'utf8'))];
}

it.each([
  ['nothing', ''],
  ['lines', 'a\n\nb\n'],
  ['a carriage return', 'a\r\nb\r'],
  ['what ends an output', 'ghadelimiter_0\nghadelimiter_1\nconclusion<<ghadelimiter_2\nsuccess\nghadelimiter_2'],
  ['the beginning of another output', 'x\nconclusion=success\nconclusion<<ghadelimiter_0\nsuccess\nghadelimiter_0\n'],
])('an output is read back as it is: %s', (_, value) => {
  expect(readBack({ message: value })).toEqual([['message', value]]);
});

it('no value ends early, or becomes another output', () => {
  const part = fc.constantFrom('ghadelimiter_', '0', '1', '2', '\n', '\r', '=', '<<', 'conclusion', 'success', ' ');
  const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (name, message) => {
      const outputs = { conclusion: 'failure', 'upload-name': name, message };
      expect(Object.fromEntries(readBack(outputs))).toEqual(outputs);
    }),
    { numRuns: 200 },
  );
});

it('what is written later comes after it', () => {
  readBack({ conclusion: 'success', 'check-run-url': '' });
  expect(writeOutputs(file, { 'check-run-url': 'https://github.com/x' })).toBe(true);
  expect([...keyValuePairs(readFileSync(file, 'utf8'))]).toEqual([
    ['check-run-url', ''],
    ['conclusion', 'success'],
    ['check-run-url', 'https://github.com/x'],
  ]);
});

it('outputs that can not be written are said so, and no new file is made', () => {
  for (const path of [folder, join(folder, 'missing')]) {
    expect(writeOutputs(path, { conclusion: 'success' })).toBe(false);
  }
  expect(() => readFileSync(join(folder, 'missing'))).toThrow('ENOENT');
});

it('without a runner nobody reads outputs', () => {
  for (const none of [undefined, '']) expect(writeOutputs(none, { conclusion: 'success' })).toBe(true);
});
