import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NomadServer, startNomadServer, versions } from '../nomad-server/server.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { fenced, read } from './markdown.ts';
import { atPrompt, openTerminal, shells, type Terminal } from './terminal.ts';

const atUserName = /\nNOMAD user name: $/;
const atPassword = /\nNOMAD password \(not shown\): $/;

const snippets = ['README.md', 'docs/recipes.md'].flatMap((page) => fenced(read(page), 'sh'));

function snippetWith(text: string): string {
  const found = snippets.filter((snippet) => snippet.includes(text));
  if (found.length !== 1) throw new Error(`${found.length} snippets have ${text}`);
  return found[0]?.trimEnd() ?? '';
}

/** What each version makes, and the lines that ask for it. */
const tokens = [
  { version: '2.0', snippet: snippetWith('/auth/pats'), looks: /^nomad_pat_\S+\n$/ },
  { version: '1.3', snippet: snippetWith('/auth/app_token'), looks: /^\w+\.\w+\.[\w-]+\n$/ },
] as const;

it('the lines have addresses that this test can put its own in place of', () => {
  for (const { snippet } of tokens) expect(snippet).toMatch(/^ {2}api=https:\/\/\S+\/api\/v1$/m);
});

describe.each(shells)('the lines of the README that make a token, pasted into %s', (shell) => {
  const folder = scratchFolder('terminal');
  let terminal: Terminal;

  beforeEach(async () => {
    terminal = await openTerminal(shell, folder);
  });

  afterEach(() => terminal.close());

  /** Pastes the lines and types what they ask for; gives all that was shown, and what a pipe would have got. */
  async function logIn(snippet: string, nomad: NomadServer, password: string): Promise<{ shown: string; printed: string }> {
    terminal.type(`${snippet.replace(/api=\S+/, `api=${nomad.api}`)} > printed`);
    let shown = await terminal.shown(atUserName);
    terminal.type('ada');
    shown += await terminal.shown(atPassword);
    terminal.type(password);
    shown += await terminal.shown(atPrompt);
    return { shown, printed: readFileSync(join(folder, 'printed'), 'utf8') };
  }

  it.each(tokens)('print a token of NOMAD $version that works, and show no password', async ({ version, snippet, looks }) => {
    await using nomad = await startNomadServer({ version });
    const { shown, printed } = await logIn(snippet, nomad, 'ada-password');
    expect(printed, shown).toMatch(looks);
    expect(shown).not.toContain('ada-password');
    const authorization = `Bearer ${printed.trim()}`;
    expect((await fetch(`${nomad.api}/uploads`, { headers: { authorization } })).status).toBe(200);
  });

  it.each(tokens)('after a wrong password of NOMAD $version print nothing, and show why', async ({ version, snippet }) => {
    await using nomad = await startNomadServer({ version });
    const { shown, printed } = await logIn(snippet, nomad, 'wrong-password');
    expect(printed).toBe('');
    expect(shown).toContain('Incorrect username or password');
    expect(shown).not.toContain('wrong-password');
    expect(nomad.requests.map(({ path }) => path.split('/api/v1')[1])).toEqual(['/auth/token']);
  });

  it('after Ctrl-C at the password leave a terminal that shows what is typed', async () => {
    terminal.type(tokens[0].snippet);
    await terminal.shown(atUserName);
    terminal.type('ada');
    await terminal.shown(atPassword);
    terminal.interrupt();
    // A shell that had not yet begun to read hears of it when it has read.
    terminal.type('');
    terminal.type('stty -a');
    expect(await terminal.shown(/\bspeed\b[^]*ready> $/)).toMatch(/(?<!-)\becho\b/);
  });
});

describe.each(versions)('the lines of the recipes that log in within a step, with NOMAD %s', (version) => {
  const script = `${snippetWith('add-mask')}\ncurl -sS --fail-with-body -H "Authorization: Bearer $NOMAD_TOKEN" "$NOMAD_API/uploads/none"`;

  async function run(api: string, password: string): Promise<{ out: string; err: string }> {
    const env = { PATH: process.env['PATH'], NOMAD_API: api, NOMAD_USERNAME: 'ada', NOMAD_PASSWORD: password, NO_PROXY: '*' };
    const step = spawn('bash', ['-e', '-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err] = await Promise.all([text(step.stdout), text(step.stderr)]);
    return { out, err };
  }

  it('hide the token before it is used', async () => {
    await using nomad = await startNomadServer({ version });
    const { out } = await run(nomad.api, 'ada-password');
    const [, token = ''] = /^::add-mask::(.+)$/m.exec(out) ?? [];
    expect(nomad.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${token}`);
  });

  it('end the step after a wrong password, and say why', async () => {
    await using nomad = await startNomadServer({ version });
    const { out, err } = await run(nomad.api, 'wrong-password');
    expect(out).toBe('');
    expect(err).toContain('Incorrect username or password');
    expect(nomad.requests).toHaveLength(1);
  });
});
