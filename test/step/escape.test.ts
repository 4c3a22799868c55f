import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/core/wording.ts';
import { code, codeBlock, logLine, logLines, markdown } from '../../src/step/escape.ts';
import { parseCommand } from '../runner/workflow-commands.ts';
import { hostileTexts } from '../judgement/report/hostile.ts';
import { elementsOf, htmlOf, shownOf } from '../judgement/report/rendered.ts';

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const commands = new Set([
  ...['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask', 'add-matcher', 'remove-matcher'],
  ...['save-state', 'set-output', 'set-env', 'add-path', 'echo', 'stop-commands'],
]);

describe('what can not be seen is shown by its number:', () => {
  it.each([
    ['a\u001b[31m', 'a\\u{1b}[31m'],
    ['a\0b\tc\nd\re', 'a\\u{0}b\\u{9}c\\u{a}d\\u{d}e'],
    ['a\u0085b\u009bc\u007f', 'a\\u{85}b\\u{9b}c\\u{7f}'],
    ['a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['a\u202ab\u202ec\u2066d\u2069', 'a\\u{202a}b\\u{202e}c\\u{2066}d\\u{2069}'],
    ['\u200e\u200f\u061c', '\\u{200e}\\u{200f}\\u{61c}'],
    ['\u200b\u200c\u200d\u2060\ufeff\u00ad', '\\u{200b}\\u{200c}\\u{200d}\\u{2060}\\u{feff}\\u{ad}'],
    ['\u{e0041}\u{e0100}\ufe0f', '\\u{e0041}\\u{e0100}\\u{fe0f}'],
    ['\u3164\u115f\u034f', '\\u{3164}\\u{115f}\\u{34f}'],
    ['\ud800a\udfff', '\\u{d800}a\\u{dfff}'],
  ])('%j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each(['plain', 'Grüße, 世界 😀', 'a b\u00a0c', '{"a": [1]}', 'C:\\x', ''])('%j stays as it is', (text) => {
    expect(visible(text)).toBe(text);
  });

  it('and nothing more is to be shown then', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(unseen);
        expect(visible(visible(text))).toBe(visible(text));
      }),
    );
  });
});

describe('a line of the log is never a command of the runner:', () => {
  it.each(hostileTexts)('%s', (_, text) => {
    for (const line of logLines(text).split(/\r\n|\r|\n/)) {
      expect(parseCommand(line, commands)).toBeUndefined();
      expect(line).not.toMatch(unseen);
    }
  });

  it('whatever is joined', () => {
    const part = fc.constantFrom(
      '::',
      ':',
      '##[',
      '#',
      '[',
      ']',
      'error',
      'set-output name=a',
      ' ',
      '\n',
      '\r',
      '\u2028',
      '\u200b',
      'x',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        for (const line of logLines(parts.join('')).split(/\r\n|\r|\n/)) expect(parseCommand(line, commands)).toBeUndefined();
      }),
      { numRuns: 5000 },
    );
  });

  it('and stays readable', () => {
    expect(logLines(' ::error::x ##[group]y')).toBe(' \\u{3a}:error::x #\\u{23}[group]y');
    expect(logLines('Upload: "a::b" https://nomad.example.org\r\n  next line')).toBe(
      'Upload: "a::b" https://nomad.example.org\n  next line',
    );
  });
});

it('an annotation keeps its lines, and nothing else that is not seen', () => {
  expect(logLine('one\ntwo\r\u001b[31m\u2028')).toBe('one\\u{a}two\\u{d}\\u{1b}[31m\\u{2028}');
  expect(logLine('##[error]x')).toBe('#\\u{23}[error]x');
  expect(logLine('::error::x')).toBe('\\u{3a}:error::x');
});

describe('a text within Markdown is only a text:', () => {
  it.each(hostileTexts)('%s in a paragraph', (_, text) => {
    const html = htmlOf(`a ${markdown(text)} z`);
    expect(elementsOf(html)).toEqual(['p']);
    expect(shownOf(html)).toBe(`a ${visible(text)} z\n`);
  });

  it.each(hostileTexts)('%s as code in a table', (_, text) => {
    const html = htmlOf(`| x | y |\n|---|---|\n| ${code(text)} | z |`);
    expect(elementsOf(html)).toEqual(['table', 'thead', 'tr', 'th', 'th', 'tbody', 'tr', 'td', 'code', 'td']);
    expect(shownOf(html)).toContain(visible(text));
  });

  it.each(hostileTexts)('%s as the text of a link', (_, text) => {
    const html = htmlOf(`a [${code(text)}](https://ours.example/x) z`);
    expect(elementsOf(html)).toEqual(['p', 'a', 'code']);
    expect(html).toContain('<a href="https://ours.example/x"><code>');
  });

  it.each(hostileTexts)('%s in a summary of details', (_, text) => {
    const html = htmlOf(`<details><summary>${code(text)}</summary>\n\nz\n\n</details>`);
    expect(elementsOf(html)).toEqual(['details', 'summary', 'code', 'p']);
  });

  it.each(hostileTexts)('%s in a block of code', (_, text) => {
    const html = htmlOf(`a\n\n${codeBlock(text)}\n\nz`);
    expect(elementsOf(html)).toEqual(['p', 'pre', 'code', 'p']);
    expect(shownOf(html)).toContain(
      text
        .split(/\r\n|\r|\n/)
        .map(visible)
        .join('\n'),
    );
  });

  it('at the beginning of a line too', () => {
    for (const [, text] of hostileTexts.filter(([, one]) => one.trim() === one)) {
      expect(elementsOf(htmlOf(markdown(text)))).toEqual(['p']);
    }
  });
});

describe('GitHub, which looks at the finished page, finds', () => {
  it.each(['@octocat', 'cc @org/team', '(@a)', 'eve@evil.example'])('no mention or address in %s', (text) => {
    // The sign stands alone: a comment parts it from the name.
    expect(htmlOf(markdown(text))).toMatch(/(@|&#64;)<!-- -->/);
  });

  it.each(['#1', 'owner/repo#2'])('no reference in %s', (text) => {
    expect(htmlOf(markdown(text))).toMatch(/(#|&#35;)<!-- -->\d/);
  });

  /** The words of the page: what no comment parts. */
  function wordsOf(text: string): string[] {
    return htmlOf(markdown(text))
      .split(/<!-- -->/)
      .map(shownOf);
  }

  it.each(['GH-1', 'gh-23', 'fixes Gh-4, then', '(GH-5)', 'GH-6 GH-7'])('no reference to an issue in %s', (text) => {
    for (const word of wordsOf(text)) expect(word).not.toMatch(/\bGH-\d/i);
    expect(shownOf(htmlOf(markdown(text)))).toBe(`${text}\n`);
  });

  it.each([
    'abcdef1',
    '1234567',
    'DEADBEEF',
    'a'.repeat(40),
    '0123456789abcdef'.repeat(2),
    'a'.repeat(41),
    'see c0ffee00, d00dfeed.',
    'owner/repo@c0ffee00',
    'c0ffee00...d00dfeed',
    'in `c0ffee0`',
    'c0ffee0-c0ffee1 c0ffee2',
  ])('no commit in %s', (text) => {
    for (const word of wordsOf(text)) expect(word).not.toMatch(/\b[0-9a-f]{7,40}\b/i);
    expect(shownOf(htmlOf(markdown(text)))).toBe(`${text}\n`);
  });

  it('and what is too short for a commit, or another word, stays whole', () => {
    for (const text of ['abcdef', 'GH-x', 'HIGH-1', 'abcdefg']) {
      expect(markdown(text)).not.toContain('<!--');
    }
  });
});

it('no code is made of nothing', () => {
  expect(code('')).toBe('');
});

it('a block of code keeps its lines', () => {
  expect(codeBlock('a\r\nb\rc')).toBe('```text\na\nb\nc\n```');
  expect(codeBlock('a ```` b')).toBe('`````text\na ```` b\n`````');
});
