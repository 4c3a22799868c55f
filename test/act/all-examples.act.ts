import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../docs/markdown.ts';
import { exampleNames } from './examples.ts';

const notInTheLocalRunner = ['docs/recipes.md: Tests and NOMAD'];
const tests = ['sending', 'pull-requests', 'other-recipes'].map((name) =>
  readFileSync(join(root, 'test', 'act', `${name}.act.ts`), 'utf8'),
);

it.each(exampleNames.filter((name) => !notInTheLocalRunner.includes(name)))('%s is run here', (example) => {
  const [, name = ''] = example.split(': ');
  expect(tests.some((test) => test.includes(`'${name}'`))).toBe(true);
});
