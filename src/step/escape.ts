/** Makes text from outside harmless for the place where it is shown. */

import { visible } from '../core/wording.ts';

/** Lines for the log that the runner can't read as workflow commands: `::name::` at the start of a line, `##[name]` anywhere in it. */
export function logLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(logLine)
    .join('\n');
}

/** One line of the log or of an annotation, which the log shows, too. */
export function logLine(line: string): string {
  return visible(line).replace(/^(\s*)::/, '$1\\u{3a}:');
}

// GitHub finds these in the finished page, where entities are characters again; an empty comment breaks them up: mentions and addresses,
// references to issues (#1, GH-1) and to commits (7 to 40 hexadecimal digits, so at most 6 stay together).
const breaks = /[@#$]|\bGH(?=-\d)|[0-9a-f]{6}(?=[0-9a-f])/gi;
const markup = /[!"#$&()*+\-./:<>@[\\\]^_`{|}~]/g;

/** Plain text inside Markdown or HTML: it never becomes markup, a link, a mention or a reference. */
export function markdown(text: string): string {
  const entities = (part: string): string => part.replace(markup, (c) => `&#${c.charCodeAt(0)};`);
  const shown = visible(text);
  let result = '';
  let end = 0;
  for (const { 0: match, index } of shown.matchAll(breaks)) {
    const before = entities(shown.slice(end, index));
    // A dollar sign in its own element does not start a formula.
    result += match === '$' ? `${before}<span>&#36;</span>` : `${before}${entities(match)}<!-- -->`;
    end = index + match.length;
  }
  return result + entities(shown.slice(end));
}

/** A text as code inside a Markdown line or table cell. Without backticks, because a bar would end them in a cell. */
export function code(text: string): string {
  return text === '' ? '' : `<code>${markdown(text)}</code>`;
}

/** A text as a block of code, which keeps its lines. */
export function codeBlock(text: string): string {
  const shown = text
    .split(/\r\n|\r|\n/)
    .map(visible)
    .join('\n');
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}
