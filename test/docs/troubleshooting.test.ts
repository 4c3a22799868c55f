import { globSync } from 'node:fs';
import { sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type FailureReason, failureReasons } from '../../src/core/failure-reasons.ts';
import { headings, read, root } from './markdown.ts';

const page = read('docs/troubleshooting.md');
const quotes = quotesIn(page);

/** A source file of the action, parsed. */
interface Source {
  readonly path: string;
  readonly tree: ts.Node;
}

function parse(path: string, code: string): Source {
  return { path, tree: ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true) };
}

function nodesIn(tree: ts.Node): ts.Node[] {
  const nodes = [tree];
  ts.forEachChild(tree, (node) => {
    nodes.push(...nodesIn(node));
  });
  return nodes;
}

/** All texts below a node, with `…` for what is put in when it runs. */
function textsIn(tree: ts.Node): string[] {
  return nodesIn(tree).flatMap((node) => {
    if (ts.isSourceFile(node) || isCounted(node)) return [];
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (!ts.isTemplateExpression(node)) return [];
    return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
  });
}

/** The noun of `count(3, 'file')`, which says nothing by itself. */
function isCounted({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === 'count';
}

/** The texts of each property of an object literal; none where a variable of that name is put in. */
function propertiesOf(object: ts.ObjectLiteralExpression): Map<string, string[]> {
  const properties = new Map<string, string[]>();
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) properties.set('...', []);
    else if (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
      properties.set(property.name.text, ts.isPropertyAssignment(property) ? textsIn(property.initializer) : []);
  }
  return properties;
}

interface Made {
  readonly path: string;
  readonly reason: FailureReason | undefined;
  readonly messages: readonly string[];
}

/** Object literals that make a failure: they have a failure's reason, all that it has, or another message for one that there is. */
function failuresIn({ path, tree }: Source): Made[] {
  return nodesIn(tree)
    .filter(ts.isObjectLiteralExpression)
    .map(propertiesOf)
    .flatMap((made) => {
      const reason = failureReasons.find((one) => made.get('reason')?.includes(one));
      const messages = made.get('message') ?? [];
      const isWhole = ['reason', 'message', 'advice'].every((name) => made.has(name));
      return reason !== undefined || isWhole || (made.has('...') && messages.length > 0) ? [{ path, reason, messages }] : [];
    });
}

const sources = globSync('src/**/*.ts', { cwd: root }).map((path) => parse(path, read(path)));
const catalogue = sources.filter(({ path }) => path.split(sep).includes('messages'));
const texts = sources.flatMap(({ tree }) => textsIn(tree));

/** The constant parts of a quote, in order, within one text. */
function isQuoteOf(quote: string, text: string): boolean {
  const parts = quote.split('…').map((part) => part.trim());
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}

function isSaid(quote: string): boolean {
  return texts.some((text) => isQuoteOf(quote, text));
}

/** A text has a constant part that can be searched for. */
function isSearchable(text: string): boolean {
  return Math.max(...text.split('…').map((part) => part.length)) > 9;
}

/** The section of a failure reason, or the whole page. */
function sectionOf(reason: FailureReason | undefined): string {
  if (reason === undefined) return page;
  const [, section = ''] = page.split(`\n## \`${reason}\`\n`);
  return section.split('\n## ')[0] ?? '';
}

function quotesIn(section: string): string[] {
  return [...section.matchAll(/^> (.+)$/gm)].map(([, quote = '']) => quote);
}

describe('docs/troubleshooting.md', () => {
  it.each(quotes)('quotes what the action says: %s', (quote) => {
    expect(isSaid(quote)).toBe(true);
    expect(isSearchable(quote), 'a constant part that can be searched for').toBe(true);
  });

  it('quotes nothing that is not said', () => {
    expect(isSaid('NOMAD failed to bake …')).toBe(false);
    expect(quotes.length).toBeGreaterThan(40);
  });

  it.each(failureReasons)('has a section for %s, with a message', (reason) => {
    expect(headings(page)).toContain(reason);
    expect(quotesIn(sectionOf(reason))).not.toEqual([]);
  });
});

describe('the messages of src/', () => {
  const made = catalogue.flatMap(failuresIn);
  // Parts of a message that a table holds, and sentences that change no verdict.
  const whys = catalogue.flatMap(({ tree }) =>
    nodesIn(tree)
      .filter(ts.isObjectLiteralExpression)
      .flatMap((object) => propertiesOf(object).get('why') ?? []),
  );
  const warnings = catalogue.filter(({ path }) => path.endsWith('warnings.ts')).flatMap(({ tree }) => textsIn(tree));
  const sayings = [
    ...made.flatMap(({ reason, messages }) => messages.map((text) => ({ text, reason }))),
    ...[...whys, ...warnings.filter((text) => text.includes(' '))].map((text) => ({ text, reason: undefined })),
  ].filter(({ text }) => isSearchable(text));
  it('makes all failures that are made', () => {
    expect(sayings.length).toBeGreaterThan(45);
    expect(sources.filter((source) => !catalogue.includes(source)).flatMap(failuresIn)).toEqual([]);
    expect(new Set(made.map(({ reason }) => reason).filter((reason) => reason !== undefined))).toEqual(new Set(failureReasons));
  });

  it.each([
    `throw new NoVerdictError({ reason: 'timeout', message, advice: '' })`,
    `end({ 'reason': late ? 'timeout' : 'stale' })`,
    `return { reason, message, advice }`,
    `return { ...failure, message: \`\${failure.message} It may pass.\` }`,
  ])('elsewhere this would be found: %s', (code) => {
    expect(failuresIn(parse('elsewhere.ts', code))).toHaveLength(1);
  });

  it.each([`ask({ kind: 'deleted', reason: undefined })`, `show({ reason: 'no such file', message })`])(
    'this makes no failure: %s',
    (code) => {
      expect(failuresIn(parse('elsewhere.ts', code))).toEqual([]);
    },
  );

  it.each(sayings)('is explained in docs/troubleshooting.md: $text', ({ text, reason }) => {
    expect(quotesIn(sectionOf(reason)).filter((quote) => isQuoteOf(quote, text))).not.toEqual([]);
  });

  // Why files can't be sent: a table has the words for one and for many.
  const faults = catalogue
    .filter(({ path }) => path.endsWith('send/messages/files.ts'))
    .flatMap(({ tree }) => nodesIn(tree).filter(ts.isPropertyAssignment))
    .filter(({ name }) => ts.isIdentifier(name) && ['one', 'many'].includes(name.text))
    .flatMap(({ initializer }) => textsIn(initializer));

  it('gives remedies for files that are unsafe', () => {
    expect(faults).toContain('is a Git LFS pointer, not the content');
  });

  it.each(faults)('a remedy is in docs/troubleshooting.md for a file that is unsafe: %s', (fault) => {
    expect(quotesIn(sectionOf('unsafe-files'))).toContain(fault);
  });
});
