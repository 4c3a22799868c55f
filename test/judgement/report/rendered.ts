import { Marked } from 'marked';

/** HTML as GitHub's Markdown gives it, before GitHub's sanitiser, which nothing may depend on. */
export function htmlOf(markdown: string): string {
  const html = new Marked({ gfm: true, async: false }).parse(markdown, { async: false });
  // In an element of its own a dollar sign is no mathematics for GitHub.
  return html.replaceAll('<span>&#36;</span>', '&#36;').replaceAll('<span>$</span>', '$');
}

/** Names of all elements, in order, those in Markdown's own HTML too. */
export function elementsOf(html: string): string[] {
  return Array.from(html.replace(/<!--.*?-->/gs, '').matchAll(/<([a-z][\w-]*)/gi), ([, name = '']) => name.toLowerCase());
}

/** Targets of links and images. */
export function addressesOf(html: string): string[] {
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  return tags.flatMap((tag) => Array.from(tag.matchAll(/\s(?:href|src)\s*=\s*"?([^"\s>]*)/gi), ([, address = '']) => address));
}

/** What a reader sees. */
export function shownOf(html: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (all, code: string | undefined, name: string | undefined) =>
      code === undefined ? (entities[name ?? ''] ?? all) : String.fromCodePoint(Number(code)),
    );
}
