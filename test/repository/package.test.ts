import { expect, it } from 'vitest';
import { fieldsOf, read } from '../docs/markdown.ts';

it.each(['dependencies', 'devDependencies'] as const)('%s have exact versions', (section) => {
  const versions = fieldsOf(fieldsOf(JSON.parse(read('package.json'))).get(section));
  expect(versions.size).toBeGreaterThan(0);
  for (const [name, version] of versions) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});
