import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { brokenLinks, root } from './markdown.ts';

const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root });

it.each(pages)('every local link of %s leads to a file or a heading', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});
