import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readManifest } from './action-manifest.ts';
import type { Annotation } from './annotations.ts';
import { CommandManager } from './command-manager.ts';
import { ExecutionContext } from './execution-context.ts';
import { baseEnvironment, createFolders, inputVariables, warnAboutInputs } from './environment.ts';
import { createFileCommands, processFileCommands } from './file-commands.ts';
import { invoke, type ProcessEnd } from './process-invoker.ts';
import { SecretMasker } from './secret-masker.ts';

export type { Annotation } from './annotations.ts';

export interface StepOptions {
  /** The JavaScript file to run; by default the one that `action` names. */
  main?: string;
  /** An action.yml: its defaults are applied, and inputs it does not know give a warning. */
  action?: string;
  inputs: Record<string, string>;
  /** Masked from the start, as a repository's secrets are. */
  secrets?: string[];
  /** Added to a clean environment that has nothing of the calling process but PATH. */
  env?: Record<string, string>;
  /** GITHUB_WORKSPACE and current directory; a fresh one, removed afterwards, by default. */
  workspace?: string;
  /** What `${{ github.token }}` is; always masked. */
  githubToken?: string;
  /** What `${{ matrix }}` is; null in a job without one. */
  matrix?: Record<string, unknown>;
  /** Gets the lines of the log as they come. */
  onLine?: (line: string) => void;
  /** Cancels the job when it resolves: SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL. */
  cancelAfter?: Promise<void>;
  /** The Node.js to run `main` with; by default the one that runs this. */
  node?: string;
}

export interface StepRun {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  conclusion: 'success' | 'failure' | 'cancelled';
  /** What GitHub's log shows: masked, commands rendered (`##[error]…`), debug lines only with RUNNER_DEBUG=1. */
  log: string;
  /** What the process really wrote to stdout and stderr. */
  raw: string;
  /** The first 10 of each level. */
  annotations: Annotation[];
  droppedAnnotations: number;
  /** As later steps get them: not masked. */
  outputs: Record<string, string>;
  /** What GITHUB_ENV, GITHUB_PATH and GITHUB_STATE were given. */
  env: Record<string, string>;
  path: string[];
  state: Record<string, string>;
  /** The job summary, masked; empty when it was above 1 MiB. */
  summary: string;
  masks: string[];
}

function conclude(end: ProcessEnd, context: ExecutionContext): StepRun['conclusion'] {
  if (end.cancelled) return 'cancelled';
  return end.exitCode === 0 && !context.commandFailed ? 'success' : 'failure';
}

async function runIn(root: string, options: StepOptions): Promise<StepRun> {
  const { secrets = [], env = {}, onLine = () => undefined } = options;
  const contexts = {
    githubToken: options.githubToken ?? `ghs_${'Emulated'.repeat(4)}`,
    matrix: options.matrix ?? null,
  };
  const folders = createFolders(root, options.workspace);
  const files = createFileCommands(root);
  const masker = new SecretMasker();
  for (const secret of [...secrets, contexts.githubToken]) masker.addWithLines(secret.trim());
  const context = new ExecutionContext({
    masker,
    workspace: folders.workspace,
    debug: env['RUNNER_DEBUG'] === '1',
    onLine,
  });
  const commands = new CommandManager(context);
  const manifest = options.action === undefined ? undefined : readManifest(options.action);
  const declared = manifest?.inputs;
  if (declared) warnAboutInputs(options.inputs, declared, context);
  let raw = '';
  const end = await invoke({
    file: options.node ?? process.execPath,
    arguments: [options.main ?? resolve(options.action ?? '', '..', manifest?.main ?? '')],
    cwd: folders.workspace,
    env: { ...baseEnvironment(folders, files), ...env, ...inputVariables(options.inputs, declared ?? new Map(), contexts) },
    onText: (text) => {
      raw += text;
    },
    onLine: (line) => {
      commands.receive(line);
    },
    cancelAfter: options.cancelAfter,
  });
  processFileCommands(files, context);
  return {
    exitCode: end.exitCode,
    signal: end.signal,
    conclusion: conclude(end, context),
    log: context.lines.map((line) => `${line}\n`).join(''),
    raw,
    annotations: context.annotations,
    droppedAnnotations: context.droppedAnnotations,
    outputs: Object.fromEntries(context.outputs),
    env: Object.fromEntries(context.env),
    path: context.path,
    state: Object.fromEntries(context.state),
    summary: context.summary,
    masks: masker.values,
  };
}

/** Runs one JavaScript action as a step, the way GitHub's runner does. */
export async function runStep(options: StepOptions): Promise<StepRun> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'runner-')));
  try {
    return await runIn(root, options);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
