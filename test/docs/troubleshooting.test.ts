import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { failureReasons } from '../../src/errors.ts';
import { headings, read, root } from './markdown.ts';

const page = read('docs/troubleshooting.md');
const quotes = [...page.matchAll(/^> (.+)$/gm)].map(([, quote = '']) => quote);

/** All texts of a source file, with `…` for what is put in when it runs. */
function textsIn(path: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push(node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}

const texts = globSync(join(root, 'src/**/*.ts')).flatMap(textsIn);

/** The constant parts of a quote, in order, within one text. */
function isSaid(quote: string): boolean {
  const parts = quote.split('…').map((part) => part.trim());
  return texts.some((text) => {
    let from = 0;
    return parts.every((part) => {
      const at = text.indexOf(part, from);
      from = at + part.length;
      return at >= 0;
    });
  });
}

describe('docs/troubleshooting.md', () => {
  it.each(quotes)('quotes what the action says: %s', (quote) => {
    expect(isSaid(quote)).toBe(true);
    expect(Math.max(...quote.split('…').map((part) => part.length)), 'a constant part that can be searched for').toBeGreaterThan(
      9,
    );
  });

  it('quotes nothing that is not said', () => {
    expect(isSaid('NOMAD failed to bake …')).toBe(false);
    expect(quotes.length).toBeGreaterThan(40);
  });

  it.each(failureReasons)('has a section for %s, with a message', (reason) => {
    expect(headings(page)).toContain(reason);
    const [, section = ''] = page.split(`\n## \`${reason}\`\n`);
    expect(section.split('\n## ')[0]).toMatch(/^> /m);
  });
});
