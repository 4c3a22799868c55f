import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { act, goTool } from '../../scripts/tools/go-tool.ts';
import { root } from '../docs/markdown.ts';
import { type ActJob, type ActStep, readEvents } from './act-events.ts';
import { commitFiles } from './git-repository.ts';
import { type RemoteAction, layOut } from './remote-actions.ts';

export interface ActOptions {
  /** The name of the event that starts the workflow. */
  readonly event: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Of the repository, by path: the workflow is one of them. */
  readonly files: Readonly<Record<string, string>>;
  /** Of the repository, the only one that is started. */
  readonly workflow: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** Of all steps. */
  readonly env?: Readonly<Record<string, string>>;
  /** What `uses:` finds: the local runner asks nobody for it. */
  readonly actions?: readonly RemoteAction[];
  /** Programs by name, put before all others: scripts of a shell. */
  readonly programs?: Readonly<Record<string, string>>;
  /** `os:ubuntu-latest`: the only legs that are run. */
  readonly matrix?: string;
  readonly job?: string;
}

export interface ActRun {
  readonly exitCode: number | null;
  readonly jobs: ReadonlyMap<string, ActJob>;
  /** All that it wrote. */
  readonly raw: string;
}

const labels = ['ubuntu-latest', 'ubuntu-24.04', 'windows-latest', 'macos-latest'];

function flags(name: string, values: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(values).flatMap(([key, value]) => [name, `${key}=${value}`]);
}

function writeAll(folder: string, files: Readonly<Record<string, string>>, mode: number): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode });
  }
}

/** Runs one workflow with a real runner of GitHub's workflows, on this machine and without containers. */
export async function runAct(options: ActOptions): Promise<ActRun> {
  const scratch = mkdtempSync(join(tmpdir(), 'act-'));
  try {
    const create = (name: string): string => {
      const folder = join(scratch, name);
      mkdirSync(folder);
      return folder;
    };
    const [repository, home, programs] = [create('repository'), create('home'), create('programs')];
    writeAll(repository, options.files, 0o644);
    writeAll(programs, options.programs ?? {}, 0o755);
    commitFiles(repository, home);
    const payload = join(scratch, 'event.json');
    writeFileSync(payload, JSON.stringify(options.payload ?? {}));
    const args = [
      ...[options.event, '--json', '--no-cache-server', '-W', join(repository, options.workflow), '-e', payload],
      ...labels.flatMap((label) => ['-P', `${label}=-self-hosted`]),
      ...layOut(join(scratch, 'actions'), options.actions ?? []).flatMap((use) => ['--local-repository', use]),
      ...flags('-s', options.secrets),
      ...flags('--var', options.vars),
      ...flags('--env', options.env),
      ...(options.matrix === undefined ? [] : ['--matrix', options.matrix]),
      ...(options.job === undefined ? [] : ['-j', options.job]),
    ];
    // Its own home, so that no settings of this machine count; node is the one that GitHub's runner would take.
    const path = [programs, join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
    const env = { PATH: path, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
    const { exitCode, stdout, stderr } = await finished(goTool(act), args, repository, env);
    return { exitCode, jobs: readEvents(stdout), raw: `${stdout}\n${stderr}` };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function finished(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (exitCode) => {
      resolve({ exitCode, ...written });
    });
  });
}

export function jobOf({ jobs, raw }: ActRun, name: string): ActJob {
  const job = jobs.get(name);
  if (job === undefined) throw new Error(`There was no job ${name}:\n${raw}`);
  return job;
}

export function stepOf(run: ActRun, job: string, id: string): ActStep {
  const step = jobOf(run, job).steps.get(id);
  if (step === undefined) throw new Error(`There was no step ${id}:\n${run.raw}`);
  return step;
}

/** The outcomes of the steps that ran, in order. */
export function outcomesOf(run: ActRun, job: string): string[] {
  return [...jobOf(run, job).steps].map(([id, { outcome }]) => `${id} ${outcome}`);
}
