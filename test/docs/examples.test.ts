import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readInputs as readCheckInputs } from '../../src/check/inputs.ts';
import type { Failure } from '../../src/core/failure-reasons.ts';
import { readInputs as readDeleteInputs } from '../../src/delete/inputs.ts';
import { readInputs as readPublishInputs } from '../../src/publish/inputs.ts';
import { readInputs as readSendInputs } from '../../src/send/inputs.ts';
import type { Environment, InputSecrets } from '../../src/step/inputs/reader.ts';
import { Secrets } from '../../src/step/secrets/secrets.ts';
import { now } from '../builders.ts';
import { type NomadServer, startNomadServer, versions } from '../nomad-server/server.ts';
import { readManifest } from '../runner/action-manifest.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { fenced, fieldsOf, read, root } from './markdown.ts';

const pages = ['README.md', ...globSync('docs/*.md', { cwd: root })].map(read).join('\n');
const blocks = fenced(pages, 'yaml');

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

/** One of our actions: `''` is the check. */
interface Action {
  readonly name: string;
  readonly readInputs: (environment: Environment, secrets: InputSecrets) => { readonly ok: boolean; readonly failure?: Failure };
}

const actions: readonly Action[] = [
  { name: '', readInputs: (environment, secrets) => readCheckInputs(environment, secrets, now) },
  { name: '/send', readInputs: readSendInputs },
  { name: '/publish', readInputs: readPublishInputs },
  { name: '/delete', readInputs: readDeleteInputs },
];

function actionOf(step: Step): Action | undefined {
  return actions.find(({ name }) => text(step.get('uses')).startsWith(`OWNER/nomad-uploads${name}@`));
}

function manifestOf({ name }: Action): string {
  return join('.', name, 'action.yml');
}

/** What stands for an expression that is the whole value of an input; elsewhere any word will do. */
const samples: ReadonlyMap<string, string> = new Map([
  ...[['nomad-url', 'prod'] as const, ['not-before', '1d'] as const, ['embargo-months', '0'] as const],
  ...[
    ['token', 'nomad_pat_x'] as const,
    ['password', 'a-password'] as const,
    ['dry-run', 'true'] as const,
    ['report-file', 'report.json'] as const,
  ],
]);

/** The variables that the runner makes of a `with:`. */
function environmentOf(step: Step): Record<string, string> {
  const given = [...fieldsOf(step.get('with'))].map(([name, value]) => {
    const written = String(value);
    const evaluated = written.includes('${{') ? samples.get(name) : undefined;
    return [`INPUT_${name.toUpperCase()}`, evaluated ?? written.replace(/\$\{\{.*?\}\}/g, 'sample')] as const;
  });
  return { 'INPUT_GITHUB-TOKEN': 'ghs_x', ...Object.fromEntries(given) };
}

const steps = blocks.flatMap(stepsOf);
const own = steps.flatMap((step) => {
  const action = actionOf(step);
  return action === undefined ? [] : [{ step, action, told: JSON.stringify(Object.fromEntries(fieldsOf(step.get('with')))) }];
});
const scripts = steps.map((step) => text(step.get('run'))).filter((run) => run !== '');
const workflows = blocks.map((block) => fieldsOf(parse(block))).filter((entries) => entries.has('on'));

describe('workflows in README and docs/', () => {
  it.each(actions)('use the action "$name", or nothing below would be tested', (action) => {
    expect(own.filter((one) => one.action === action).length).toBeGreaterThan(1);
    expect(scripts.length).toBeGreaterThan(0);
  });

  it.each(own)('give what the action wants, and nothing that it does not know: $told', ({ step, action }) => {
    const given = [...fieldsOf(step.get('with')).keys()];
    expect([...readManifest(join(root, manifestOf(action))).inputs.keys()]).toEqual(expect.arrayContaining(given));
    const { ok, failure } = action.readInputs(environmentOf(step), new Secrets(() => undefined));
    expect(ok, failure?.message).toBe(true);
  });

  it('use the newest release of this major version, but for one that shows how to pin a commit', () => {
    const uses = [...pages.matchAll(/uses: OWNER\/nomad-uploads[\w/]*@(.*)$/gm)].map(([, version = '']) => version);
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

  it('use only outputs that a step of the same workflow sets', () => {
    const uses = blocks.flatMap((block) =>
      [...block.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)].map(([, id = '', output = '']) => ({ block, id, output })),
    );
    expect(uses.length).toBeGreaterThan(0);
    for (const { block, id, output } of uses) {
      const step = stepsOf(block).find((one) => one.get('id') === id) ?? new Map<string, unknown>();
      const action = actionOf(step);
      if (action === undefined) expect(text(step.get('run'))).toContain(`echo "${output}=`);
      else expect([...fieldsOf(fieldsOf(parse(read(manifestOf(action)))).get('outputs')).keys()]).toContain(output);
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
    expect(workflows.length).toBeGreaterThan(10);
    for (const workflow of workflows) {
      expect([...workflow.keys()]).toContain('permissions');
      for (const job of fieldsOf(workflow.get('jobs')).values()) expect(fieldsOf(job).get('timeout-minutes')).toBeGreaterThan(10);
    }
  });

  it('a whole one that sends into an upload of a certain name lets its runs take turns', () => {
    const sending = workflows.filter((workflow) =>
      stepsIn(workflow.get('jobs')).some((step) => actionOf(step)?.name === '/send'),
    );
    expect(sending.length).toBeGreaterThan(3);
    for (const workflow of sending) expect([...workflow.keys()]).toContain('concurrency');
  });

  it('publish with a token of their own, in a job that people approve', () => {
    const jobs = workflows.flatMap((workflow) => [...fieldsOf(workflow.get('jobs')).values()].map(fieldsOf));
    const publishing = jobs.filter((job) => stepsIn(job.get('steps')).some((step) => actionOf(step)?.name === '/publish'));
    expect(publishing.length).toBeGreaterThan(1);
    for (const job of publishing) {
      expect(job.get('environment')).toBe('nomad-publish');
      const tokens = stepsIn(job.get('steps')).map((step) => fieldsOf(step.get('with')).get('token'));
      expect(tokens).toEqual(['${{ secrets.NOMAD_PUBLISH_TOKEN }}']);
    }
  });
});

describe.each(versions)('the shell lines that send, with NOMAD %s', (version) => {
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
    writeFileSync(script, scripts.find((one) => one.includes('-X POST -T')) ?? '');
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
