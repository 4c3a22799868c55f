import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type NomadServer, startNomadServer, versions } from '../nomad-server/server.ts';
import { readManifest } from '../runner/action-manifest.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { codeIn, fenced, fieldsOf, read, root, tableRows } from './markdown.ts';

const readme = read('README.md');
const recipes = read('docs/recipes.md');
const blocks = [readme, recipes].flatMap((page) => fenced(page, 'yaml'));
const inputs = [...readManifest(join(root, 'action.yml')).inputs.keys()];
const outputs = tableRows(readme, 'Outputs').map(([name]) => codeIn(name));

type Step = ReadonlyMap<string, unknown>;

/** Every mapping with `uses` or `run`, wherever it stands. */
function stepsIn(value: unknown): Step[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn);
  const entries = fieldsOf(value);
  if (entries.has('uses') || entries.has('run')) return [entries];
  return [...entries.values()].flatMap(stepsIn);
}

function stepsOf(block: string): Step[] {
  return stepsIn(parse(block, { strict: true }));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const steps = blocks.flatMap(stepsOf);
const checks = steps.filter((step) => text(step.get('uses')).startsWith('OWNER/nomad-uploads@'));
const scripts = steps.map((step) => text(step.get('run'))).filter((run) => run !== '');

describe('workflows in README and recipes', () => {
  it('are found, or nothing below would be tested', () => {
    expect(checks.length).toBeGreaterThan(2);
    expect(scripts.length).toBeGreaterThan(0);
  });

  it('give only inputs that there are, and always a login and an upload', () => {
    for (const check of checks) {
      const given = [...fieldsOf(check.get('with')).keys()];
      expect(inputs).toEqual(expect.arrayContaining(given));
      expect(given.includes('token') || (given.includes('username') && given.includes('password'))).toBe(true);
      expect(given.some((name) => ['upload-id', 'upload-name', 'upload-pattern'].includes(name))).toBe(true);
    }
  });

  it('use the newest release of this major version, but for one that shows how to pin a commit', () => {
    const uses = [...`${readme}${recipes}`.matchAll(/uses: OWNER\/nomad-uploads@(.*)$/gm)].map(([, version = '']) => version);
    const pinned = uses.filter((version) => version !== 'v1');
    expect(pinned).toEqual([expect.stringMatching(/^[0-9a-f]{40} # v1\.\d+\.\d+$/)]);
  });

  it('use other actions in the major version that our own workflows have, which Dependabot keeps current', () => {
    const ours = globSync('.github/workflows/*.yml', { cwd: root }).flatMap((path) => [
      ...read(path).matchAll(/uses: ([\w/-]+)@[0-9a-f]{40} # (v\d+)\./g),
    ]);
    const majors = new Map(ours.map(([, action, major]) => [action, major]));
    const others = [...new Set(steps.map((step) => text(step.get('uses'))))].filter((used) => /^(?!OWNER\/|$)/.test(used));
    expect(others.length).toBeGreaterThan(1);
    expect(others).toEqual(
      others.map((used) => used.split('@')[0]).map((action = '') => `${action}@${majors.get(action) ?? '?'}`),
    );
  });

  it('use only outputs that a step sets', () => {
    const checkIds = new Set(checks.map((check) => check.get('id')));
    const uses = [...`${readme}${recipes}`.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)];
    expect(uses.length).toBeGreaterThan(0);
    for (const [, id = '', output = ''] of uses) {
      const script = text(steps.find((step) => step.get('id') === id)?.get('run'));
      if (checkIds.has(id)) expect(outputs).toContain(output);
      else expect(script).toContain(`echo "${output}=`);
    }
  });

  it('put no expression into a script, where a secret or a name would become part of it', () => {
    for (const script of scripts) expect(script).not.toContain('${{');
  });

  it('take passwords and tokens from secrets only', () => {
    for (const step of steps) {
      const given = [...fieldsOf(step.get('with')), ...fieldsOf(step.get('env'))];
      for (const [name, value] of given)
        if (name === 'GH_TOKEN') expect(text(value)).toBe('${{ github.token }}');
        else if (/token|password/i.test(name)) expect(text(value)).toMatch(/^\$\{\{ secrets\.[\w-]+ \}\}$/);
    }
  });

  it('a whole one limits its time and its permissions', () => {
    const workflows = blocks.map((block) => fieldsOf(parse(block))).filter((entries) => entries.has('on'));
    expect(workflows.length).toBeGreaterThan(10);
    for (const workflow of workflows) {
      expect([...workflow.keys()]).toContain('permissions');
      for (const job of fieldsOf(workflow.get('jobs')).values()) expect(fieldsOf(job).get('timeout-minutes')).toBeGreaterThan(10);
    }
  });
});

describe.each(versions)('the sending step of the README, with NOMAD %s', (version) => {
  const workspace = scratchFolder('workspace');
  let nomad: NomadServer;

  beforeEach(async () => {
    nomad = await startNomadServer({ version });
    mkdirSync(join(workspace, 'data'), { recursive: true });
    writeFileSync(join(workspace, 'data', 'sample.archive.yaml'), 'data: {}\n');
    writeFileSync(join(workspace, 'output'), '');
  });

  afterEach(() => nomad.close());

  /** As GitHub runs a script on Linux. */
  async function send(token: string): Promise<{ code: number | null; log: string; output: string }> {
    const script = join(workspace, 'send.sh');
    writeFileSync(script, scripts[0] ?? '');
    const step = spawn('bash', ['-e', script], {
      cwd: workspace,
      env: {
        PATH: process.env.PATH,
        NOMAD_API: nomad.api,
        NOMAD_TOKEN: token,
        GITHUB_RUN_ID: '4711',
        GITHUB_OUTPUT: join(workspace, 'output'),
      },
    });
    let log = '';
    for (const stream of [step.stdout, step.stderr])
      stream.on('data', (chunk: Buffer) => {
        log += chunk.toString();
      });
    const code = await new Promise<number | null>((resolve) => step.once('close', resolve));
    return { code, log, output: readFileSync(join(workspace, 'output'), 'utf8') };
  }

  it('sends the files and passes on the id', async () => {
    const { code, log, output } = await send(nomad.appToken('ada'));
    expect({ code, log }).toEqual({ code: 0, log: '' });
    expect(output).toMatch(/^upload-id=[\w-]{22}\n$/);
    const sent = nomad.requests.find(({ method }) => method === 'POST');
    expect(sent?.query).toBe('upload_name=data-4711');
    expect(sent?.body).toContain('data/sample.archive.yaml');
  });

  it('ends red without an id when NOMAD refuses it, and shows why', async () => {
    const { code, log, output } = await send(nomad.appToken('ada', { expired: true }));
    expect(code).not.toBe(0);
    expect(log).toContain('Expired token.');
    expect(output).toBe('');
  });
});
