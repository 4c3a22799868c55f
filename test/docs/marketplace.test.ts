import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldsOf, read, root } from './markdown.ts';

const manifests = globSync(['action.yml', '*/action.yml'], { cwd: root, exclude: ['node_modules'] });

it('finds the manifest of the check', () => {
  expect(manifests).toContain('action.yml');
});

describe.each(manifests)('%s', (path) => {
  const manifest = fieldsOf(parse(read(path)));

  it('has a description that the Marketplace accepts', () => {
    expect(String(manifest.get('description')).length).toBeLessThan(125);
  });

  it.each(['name', 'description'])('says in its %s which NOMAD it is for', (key) => {
    expect(manifest.get(key)).toEqual(expect.stringMatching(/\bNOMAD \(nomad-lab\.eu\)/));
  });
});
