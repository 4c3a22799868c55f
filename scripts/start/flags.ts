import { parseArgs } from 'node:util';
import type { ActionInput } from '../../test/runner/action-manifest.ts';

/** A mistake in the command line, in a sentence for the person who typed it. */
export class UsageError extends Error {}

/** The environment variables of the login. */
export const secretVariables = { token: 'NOMAD_TOKEN', username: 'NOMAD_USERNAME', password: 'NOMAD_PASSWORD' } as const;

function keptOutOfFlags(variable: string): string {
  return `because it would stay in your shell's history and be visible in the list of processes. Set ${variable} instead.`;
}

const withoutGitHub = 'because there is no GitHub behind this run.';

/** Inputs that no flag gives, and why. */
export const refused: ReadonlyMap<string, string> = new Map([
  ['token', keptOutOfFlags(secretVariables.token)],
  ['password', keptOutOfFlags(secretVariables.password)],
  ...['github-token', 'pr-comment', 'check-run-name'].map((name) => [name, withoutGitHub] as const),
]);

function refuse(name = ''): void {
  const reason = refused.get(name);
  if (reason !== undefined) throw new UsageError(`--${name} can't be used here, ${reason}`);
}

/** What Node.js says about the arguments; positional ones, which it offers then, do not exist here. */
function sentence(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
  return `${message.replace(/\. To specify a positional argument.*/, '').replace(/\.$/, '')}.`;
}

function parse(args: string[], declared: ReadonlyMap<string, ActionInput>): Record<string, string | boolean | undefined> {
  const strings = [...declared.keys()].map((name) => [name, { type: 'string' }] as const);
  try {
    return parseArgs({ args, options: { ...Object.fromEntries(strings), help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageError(`${sentence(error)} npm start -- --help lists all flags.`);
  }
}

interface Flags {
  help: boolean;
  inputs: Record<string, string>;
}

/** Reads `--name value` and `--name=value` for each input that action.yml declares. */
export function readFlags(args: string[], declared: ReadonlyMap<string, ActionInput>): Flags {
  // Before anything else, so that a mistake elsewhere does not hide that the secret is now in the history.
  for (const arg of args) refuse(/^--([^=]+)/.exec(arg)?.[1]);
  const { help, ...values } = parse(args, declared);
  const inputs = Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return { help: help === true, inputs: Object.fromEntries(inputs) };
}

/** The inputs that the environment gives; empty variables are left out. */
export function readSecrets(env: NodeJS.ProcessEnv): Record<string, string> {
  const given = Object.entries(secretVariables).flatMap(([name, variable]) =>
    env[variable] ? [[name, env[variable]] as const] : [],
  );
  return Object.fromEntries(given);
}
