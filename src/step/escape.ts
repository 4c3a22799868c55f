/** Texts from outside, made harmless for the place where they are shown. */

import { visible } from '../core/wording.ts';

/** Lines for the log, which can't be read as workflow commands: `::name::` at the start of a line, `##[name]` anywhere in it. */
export function logLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(logLine)
    .join('\n');
}

/** One line for the log, or of an annotation: the log shows those too. */
export function logLine(line: string): string {
  return visible(line).replace(/^(\s*)::/, '$1\\u{3a}:');
}

// GitHub finds these in the finished page, where an entity is a character again; an empty comment inside keeps them apart: mentions
// and addresses, references to issues (#1, GH-1) and to commits (7 to 40 hexadecimal digits, so no more than 6 are left together).
const breaks = /[@#$]|\bGH(?=-\d)|[0-9a-f]{6}(?=[0-9a-f])/gi;
const markup = /[!"#$&()*+\-./:<>@[\\\]^_`{|}~]/g;

/** A plain text within Markdown or HTML: no markup, link, mention or reference comes of it. */
export function markdown(text: string): string {
  const entities = (part: string): string => part.replace(markup, (c) => `&#${c.charCodeAt(0)};`);
  const shown = visible(text);
  let result = '';
  let end = 0;
  for (const { 0: match, index } of shown.matchAll(breaks)) {
    const before = entities(shown.slice(end, index));
    // A dollar sign in an element of its own is no mathematics.
    result += match === '$' ? `${before}<span>&#36;</span>` : `${before}${entities(match)}<!-- -->`;
    end = index + match.length;
  }
  return result + entities(shown.slice(end));
}

/** A text as code within a Markdown line or table cell. Not by backticks: in a cell a bar ends them. */
export function code(text: string): string {
  return text === '' ? '' : `<code>${markdown(text)}</code>`;
}

/** A text as a block of code, lines kept. */
export function codeBlock(text: string): string {
  const shown = text
    .split(/\r\n|\r|\n/)
    .map(visible)
    .join('\n');
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}
