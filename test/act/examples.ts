import { fenced, read } from '../docs/markdown.ts';

type Page = 'README.md' | 'docs/recipes.md';

const pages: readonly Page[] = ['README.md', 'docs/recipes.md'];

/** Whole workflows by page and name. */
const examples = new Map(
  pages.flatMap((page) =>
    fenced(read(page), 'yaml').flatMap((block) => {
      const name = /^name: (.+)$/m.exec(block.split('\n')[0] ?? '')?.[1];
      return name === undefined ? [] : [[`${page}: ${name}`, block] as const];
    }),
  ),
);

export const exampleNames = [...examples.keys()];

/**
 * An example as it stands there, but for the addresses of NOMAD that it names itself: they can't be given from outside, and
 * no test may ask nomad-lab.eu.
 */
export function example(page: Page, name: string, api: string): string {
  const block = examples.get(`${page}: ${name}`);
  if (block === undefined) throw new Error(`${page} has no workflow ${name}`);
  return block
    .replace(/https:\/\/nomad-lab\.eu\/prod\/v1(\/test)?\/api\/v1/g, api)
    .replace(/^( *nomad-url:) test$/gm, `$1 ${api}`)
    .replace('https://nomad.institute.example/nomad-oasis', api.replace('/api/v1', ''));
}
