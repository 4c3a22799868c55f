import { expect, it } from 'vitest';
import { foldDetails, renderMarkdown } from '../../scripts/start/markdown.ts';

it('a line break in HTML begins a new line', () => {
  expect(renderMarkdown('See NOMAD&#46;<br>Open it')).toEqual(['See NOMAD.', 'Open it']);
});

it('a line break in a cell keeps the columns', () => {
  const lines = renderMarkdown('| File | Why |\n|:--|:--|\n| a.yaml | one<br>two |\n| b.yaml | three |').map((line) =>
    line.trim(),
  );
  expect(lines.slice(1)).toEqual(['a.yaml   one two', 'b.yaml   three']);
});

it('details are a line when they are folded, and whole otherwise', () => {
  const details = (title: string): string =>
    `<details><summary>${title}</summary>\n\n\`\`\`text\nTraceback\n\`\`\`\n\n</details>`;
  const summary = `Failed.\n\n${details('Why of <code>a&#46;yaml</code>')}\n\n${details('Why of b')}\n\nEnd.`;
  expect(renderMarkdown(foldDetails(summary))).toEqual(['Failed.', '', '▸ Why of a.yaml', '', '▸ Why of b', '', 'End.']);
  expect(renderMarkdown(summary).filter((line) => line === '    Traceback')).toHaveLength(2);
});
