import { Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { scenes } from './hostile-scenes.ts';
import { type Step, check, expectEnding, uploadsOf } from './step.ts';

/** Texts that would do something if they came through; all of them at once, too. */
const texts = {
  'commands at the start of a line':
    'a\n::error::pwned\n::set-output name=conclusion::success\n::add-mask::NOMAD\n::stop-commands::x\n  ::WARNING::w',
  'commands after other line breaks':
    'a\r::error::pwned\r\n::notice::n\u2028::error::e\u2029::error::e\u0085::error::e\v::error::e\f::error::e',
  'commands inside of a line':
    'a ##[error]pwned ##[set-output name=conclusion;]success ##[add-mask]NOMAD ##[group]g ##[ENDGROUP] ##[save-state name=a]b',
  'commands of the old form at the start of a line': 'a\n##[error]pwned\r\n##[group]g\n[command]rm -rf x\r##[warning]w',
  'encoded commands': 'a%0A::error::pwned%0D%0A::error::pwned &#10;::error::pwned\\n::error::pwned',
  'a first line that is a command': '::error file=a.js,line=1::pwned',
  'file commands': 'a\nconclusion=success\nghadelimiter_0\nEOF\nNODE_OPTIONS<<EOF\n--require=x\nEOF',
  'escapes of a terminal':
    '\u001b[2J\u001b[31mred\u001b]0;title\u0007\u001b]8;;https://evil.example\u001b\\link\u009b31m\b\b\0\u007f',
  'text that runs backwards': '\u202efdp.exe\u202c \u2066a\u2069 \u200b\u200c\u200d\u2060\ufeff\u061c\u00ad\u{e0041}\ufe0f',
  'a lone surrogate': 'a\ud800b\udfffc',
  Markdown:
    '# h\n\n* l\n1. n\n> q\n---\n| a | b |\n|---|---|\n**b** _i_ ~~s~~ `c` ``` [l](https://evil.example) ![i](https://evil.example/i) <https://evil.example> https://evil.example www.evil.example [x]: y ' +
    '\n```\nfence\n```\n~~~\n\\| \\\\',
  'mentions and references':
    '@octocat #1 GH-1 octocat/data#1 a@evil.example @octocat/team ffffffffffffffffffffffffffffffffffffffff',
  HTML: '</code></td></tr></table></details><script>alert(1)</script><img src=x onerror=alert(1)><!-- --><a href="javascript:x">x</a>&lt;b&gt;&#60;b&#62;',
  expressions: '${{ secrets.GITHUB_TOKEN }} $(id) `id` %PATH% $HOME {{x}} \\u003cb\\u003e',
} as const;

/** Nothing but line feeds may steer a terminal or a reader. */
const steering = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

const harmless = 'harmless';

/** What a run did, apart from the text itself. */
function shape(run: Step): unknown {
  const count = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;
  return {
    annotations: run.annotations.map(({ level, title, file, line, column }) => ({ level, title, file, line, column })),
    outputs: Object.keys(run.outputs),
    verdict: [run.outputs['conclusion'], run.outputs['failure-reason'], run.outputs['upload-count'], run.outputs['entries']],
    uploads: uploadsOf(run).map(({ errors, warnings, ...known }) => [
      [errors, warnings].map((list) => (Array.isArray(list) ? list.length : NaN)),
      Object.keys(known),
    ]),
    masks: run.masks.length,
    commands: ['group', 'endgroup', 'error', 'warning', 'notice', 'debug'].map((name) =>
      count(new RegExp(`^##\\[${name}\\]`, 'gim'), run.log),
    ),
    summary: tagsOf(run.summary),
    rest: [run.conclusion, run.exitCode, run.env, run.path, run.state, run.droppedAnnotations],
  };
}

/** The elements of the finished page; where their links lead, without ids and ports. */
function tagsOf(summary: string): string[] {
  // In an element of its own a dollar sign is no mathematics for GitHub.
  const text = summary.replaceAll('<span>&#36;</span>', '&#36;');
  const page = new Marked({ gfm: true, async: false }).parse(text, { async: false });
  // Comments break mentions, and show nothing.
  const tags = page.replace(/<!-- -->/g, '').match(/<[^>]*>/g) ?? [];
  return tags.map((tag) => tag.replace(/127\.0\.0\.1:\d+|[\w-]{22,}/g, '…'));
}

/** Every text where most is shown, and a third of them everywhere else: all would take a minute. */
const cases = Object.entries(scenes).flatMap(([what, scene], i) =>
  Object.entries(texts)
    .map(
      ([kind, text], j) =>
        ({ what, scene, kind, text, version: (i + j) % 2 === 0 ? '1.3' : '2.0', kept: i < 3 || (i + j) % 3 === 0 }) as const,
    )
    .filter(({ kept }) => kept),
);

const twins = new Map<string, Promise<Step>>();

/** The same scene with a harmless text, run once for each version. */
function twinOf({ what, scene, version }: (typeof cases)[number]): Promise<Step> {
  const key = `${what} ${version}`;
  const twin = twins.get(key) ?? check(version, (nomad) => scene.prepare(nomad, harmless));
  twins.set(key, twin);
  return twin;
}

describe.concurrent('a text of NOMAD is shown, and does nothing', () => {
  it.each(cases)('$kind in $what ($version)', async (one) => {
    const { scene, text, version } = one;
    const [run, twin] = await Promise.all([check(version, (nomad) => scene.prepare(nomad, text)), twinOf(one)]);
    expectEnding(run, scene.ending);
    expect(shape(run)).toEqual(shape(twin));
    expect(run.raw).not.toMatch(steering);
    expect(run.log).not.toMatch(steering);
    expect(run.summary).not.toMatch(steering);
    for (const { message } of [...run.annotations, ...uploadsOf(run)]) expect(message).not.toMatch(steering);
    expect(run.outputs['message']).not.toMatch(steering);
  });

  it('and outputs keep names and errors exactly', async () => {
    const text = Object.values(texts).join('\n');
    const run = await check('2.0', (nomad) => ({
      'upload-id': nomad.add({ name: text, status: 'FAILURE', errors: ['short', text.slice(0, 900)] }),
    }));
    expectEnding(run, 'processing-failed');
    // A file is UTF-8: lone surrogates have no place in it.
    expect(run.outputs['upload-name']).toBe(text.toWellFormed());
    expect(JSON.parse(run.outputs['errors'] ?? '')).toEqual(['short', text.slice(0, 900)]);
    expect(uploadsOf(run)[0]).toMatchObject({ name: text });
  });
});
