import { Marked, type RendererObject, type Tokens } from 'marked';
import { link, paint, table, visible } from './terminal.ts';

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities.get(name) ?? whole;
    return String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal));
  });
}

/** A line break inside a paragraph is a blank. */
function plain(text: string): string {
  return visible(decode(text).replace(/\s*\n\s*/g, ' '));
}

function indent(text: string, first: string): string {
  return first + text.trimEnd().replaceAll('\n', `\n${' '.repeat(first.length)}`);
}

/** Blocks end with a blank line, as in Markdown itself. */
const renderer: RendererObject = {
  heading({ tokens }) {
    return `${paint('bold', this.parser.parseInline(tokens))}\n\n`;
  },
  paragraph({ tokens }) {
    return `${this.parser.parseInline(tokens)}\n\n`;
  },
  blockquote({ tokens }) {
    return `${this.parser.parse(tokens).trimEnd().replace(/^/gm, '│ ')}\n\n`;
  },
  list({ items, ordered }) {
    const lines = items.map(({ tokens }, at) => indent(this.parser.parse(tokens), ordered ? `${at + 1}. ` : '• '));
    return `${lines.join('\n')}\n\n`;
  },
  table({ header, rows }) {
    // A second line in a cell would tear the columns apart.
    const cell = ({ tokens }: Tokens.TableCell): string => this.parser.parseInline(tokens).replaceAll('\n', ' ');
    const cells = [header, ...rows].map((row) => row.map(cell));
    const [head = '', ...body] = table(cells);
    // Markdown has no table without a header, so one of empty cells means just that.
    return `${[...(head === '' ? [] : [paint('underline', head)]), ...body].join('\n')}\n\n`;
  },
  code({ text }) {
    return `${text.split('\n').map(visible).join('\n').replace(/^/gm, '    ')}\n\n`;
  },
  hr: () => `${'─'.repeat(40)}\n\n`,
  html({ text, block }) {
    if (!block && /^<br\s*\/?>$/i.test(text)) return '\n';
    const words = text.replace(/<br\s*\/?>/gi, ' ').replace(/<[^>]*>/g, '');
    return block && words.trim() !== '' ? `${plain(words.trim())}\n\n` : plain(words.trim());
  },
  strong: function ({ tokens }) {
    return paint('bold', this.parser.parseInline(tokens));
  },
  em: function ({ tokens }) {
    return paint('italic', this.parser.parseInline(tokens));
  },
  del: function ({ tokens }) {
    return this.parser.parseInline(tokens);
  },
  link({ href, tokens }) {
    return link(this.parser.parseInline(tokens), visible(href));
  },
  codespan: ({ text }) => paint('cyan', visible(text)),
  br: () => '\n',
  text(token) {
    return 'tokens' in token ? this.parser.parseInline(token.tokens) : plain(token.text);
  },
};

/** Of what GitHub folds away, only the line that a reader would click. */
export function foldDetails(markdown: string): string {
  return markdown.replace(/<details><summary>(.*?)<\/summary>[^]*?<\/details>/g, '<p>▸ $1</p>');
}

/** Markdown as lines for a terminal, which shows details unfolded. */
export function renderMarkdown(markdown: string): string[] {
  const rendered = new Marked({ renderer, async: false }).parse(markdown, { async: false });
  return rendered
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .split('\n');
}
