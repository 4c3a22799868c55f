import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../scratch-folder.ts';
import { evaluate, readManifest, type ActionManifest } from './action-manifest.ts';

const folder = scratchFolder('manifest');

function manifest(inputs: string): ActionManifest {
  const path = join(folder, 'action.yml');
  writeFileSync(path, `name: Test\nruns:\n  using: node24\n  main: main.js\ninputs:\n${inputs}`);
  return readManifest(path);
}

it('keeps every value as the string that was written', () => {
  const { main, inputs } = manifest(
    "  a: {description: A, default: 0}\n  b: {default: 'no'}\n  c:\n    default: >-\n      two\n      words\n",
  );
  expect(main).toBe('main.js');
  expect([...inputs].map(([name, input]) => [name, input.default])).toEqual([
    ['a', '0'],
    ['b', 'no'],
    ['c', 'two words'],
  ]);
});

it.each([
  ['an unknown key', '  a: {descripton: A}\n', 'descripton'],
  ['a list', '  a: {default: [1, 2]}\n', 'default'],
  ['an input that is no mapping', '  a: text\n', 'not a mapping'],
  ['a name given twice', '  a: {}\n  a: {}\n', 'unique'],
])('refuses %s', (_, inputs, message) => {
  expect(() => manifest(inputs)).toThrow(message);
});

it('evaluates the token and the matrix, and refuses what it does not know', () => {
  const contexts = { githubToken: 'ghs_x', matrix: { os: 'linux' } };
  expect(evaluate('<${{ github.token }}>', contexts)).toBe('<ghs_x>');
  expect(evaluate('${{ toJson(matrix) }}', contexts)).toBe('{\n  "os": "linux"\n}');
  expect(evaluate('${{toJSON(matrix)}}', { githubToken: '', matrix: null })).toBe('null');
  expect(() => evaluate('${{ github.actor }}', contexts)).toThrow('github.actor');
});
