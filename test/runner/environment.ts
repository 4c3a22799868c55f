import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, type ActionInput, type ExpressionContexts } from './action-manifest.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { FileCommandVariables } from './file-commands.ts';

/** All absolute, links resolved. */
interface Folders {
  workspace: string;
  home: string;
  temp: string;
}

export function createFolders(root: string, workspace: string | undefined): Folders {
  const create = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path);
    return path;
  };
  return { home: create('home'), temp: create('temp'), workspace: workspace ? realpathSync(workspace) : create('workspace') };
}

export function baseEnvironment({ workspace, home, temp }: Folders, files: FileCommandVariables): Record<string, string> {
  const event = join(temp, 'event.json');
  writeFileSync(event, '{}');
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'check',
    GITHUB_ACTOR: 'octocat',
    // Nothing listens there: a step must not reach the real GitHub by accident.
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_JOB: 'build',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REPOSITORY: 'octocat/data',
    GITHUB_REPOSITORY_OWNER: 'octocat',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1000000001',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: 'f'.repeat(40),
    GITHUB_WORKFLOW: 'CI',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'emulated',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: temp,
    ...files,
  };
}

function variableOf(input: string): string {
  return `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
}

/** The INPUT_* variables: what the step was given, then defaults for what it was not given; an empty value is given. */
export function inputVariables(
  given: Record<string, string>,
  declared: ReadonlyMap<string, ActionInput>,
  contexts: ExpressionContexts,
): Record<string, string> {
  const variables = new Map(Object.entries(given).map(([name, value]) => [variableOf(name), value]));
  for (const [name, input] of declared) {
    const variable = variableOf(name);
    if (!variables.has(variable)) variables.set(variable, evaluate(input.default ?? '', contexts));
  }
  return Object.fromEntries(variables);
}

/** What the runner says about inputs before it starts the step. */
export function warnAboutInputs(
  given: Record<string, string>,
  declared: ReadonlyMap<string, ActionInput>,
  context: ExecutionContext,
): void {
  const known = new Map([...declared].map(([name, input]) => [name.toLowerCase(), input]));
  const unexpected: string[] = [];
  for (const name of Object.keys(given)) {
    const input = known.get(name.toLowerCase());
    if (input === undefined) unexpected.push(name);
    else if (input.deprecationMessage !== undefined) {
      context.issue('warning', `Input '${name}' has been deprecated with message: ${input.deprecationMessage}`);
    }
  }
  if (unexpected.length === 0) return;
  const valid = [...declared.keys()].join("', '");
  context.issue('warning', `Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid}']`);
}
