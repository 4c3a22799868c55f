import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionContext } from './execution-context.ts';

const summaryLimit = 1024 * 1024;

/** The `GITHUB_*` variables that name the files a step may write to. */
export type FileCommandVariables = Record<
  'GITHUB_ENV' | 'GITHUB_OUTPUT' | 'GITHUB_PATH' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY',
  string
>;

export function createFileCommands(folder: string): FileCommandVariables {
  const create = (name: string): string => {
    const path = join(folder, name);
    writeFileSync(path, '');
    return path;
  };
  return {
    GITHUB_ENV: create('set_env'),
    GITHUB_OUTPUT: create('set_output'),
    GITHUB_PATH: create('add_path'),
    GITHUB_STATE: create('save_state'),
    GITHUB_STEP_SUMMARY: create('step_summary'),
  };
}

/** The pairs of a file of `name=value` and `name<<delimiter` lines, one by one: those before a mistake count. */
export function* keyValuePairs(text: string): Generator<[string, string]> {
  const lines = text.split('\n');
  // A line break ends a line: after the last one there is no further line.
  if (lines.at(-1) === '') lines.pop();
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const [, name = '', mark, rest = ''] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? [];
    if (mark === undefined) throw new Error(`Invalid format '${line}'`);
    yield [name, mark === '=' ? rest : heredoc(line, name, rest, lines)];
  }
}

function heredoc(line: string, name: string, delimiter: string, lines: string[]): string {
  if (name === '' || delimiter === '') {
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
  }
  const end = lines.indexOf(delimiter);
  if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
  const value = lines.splice(0, end).join('\n');
  lines.shift();
  return value;
}

function readSummary(path: string, context: ExecutionContext): void {
  const content = readFileSync(path);
  if (content.length > summaryLimit) {
    const size = Math.floor(content.length / 1024);
    context.issue(
      'error',
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${size}k. For more information see: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary`,
    );
    return;
  }
  // Line by line, so a secret broken over two lines is not masked.
  const lines = content.toString('utf8').split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  context.summary = lines.map((line) => `${context.masker.mask(line)}\n`).join('');
}

function setEnv(name: string, value: string, context: ExecutionContext): void {
  if (name.toUpperCase() === 'NODE_OPTIONS') {
    context.issue('error', `Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.`);
  } else {
    context.env.set(name, value);
  }
}

/** Reads the files after the process has ended, however it ended. */
export function processFileCommands(files: FileCommandVariables, context: ExecutionContext): void {
  const pairs = (path: string): Iterable<[string, string]> => keyValuePairs(readFileSync(path, 'utf8'));
  const read = (name: string, path: string, reader: () => void): void => {
    if (!existsSync(path)) return;
    try {
      reader();
    } catch (error) {
      context.failCommand(`file command '${name}'`, error);
    }
  };
  read('env', files.GITHUB_ENV, () => {
    for (const [name, value] of pairs(files.GITHUB_ENV)) setEnv(name, value, context);
  });
  read('path', files.GITHUB_PATH, () => {
    context.path.push(...readFileSync(files.GITHUB_PATH, 'utf8').split(/\r?\n/).filter(Boolean));
  });
  read('step_summary', files.GITHUB_STEP_SUMMARY, () => {
    readSummary(files.GITHUB_STEP_SUMMARY, context);
  });
  read('state', files.GITHUB_STATE, () => {
    for (const [name, value] of pairs(files.GITHUB_STATE)) context.state.set(name, value);
  });
  read('output', files.GITHUB_OUTPUT, () => {
    for (const [name, value] of pairs(files.GITHUB_OUTPUT)) {
      if (name === '') throw new Error("Value cannot be null or empty. (Parameter 'name')");
      context.outputs.set(name, value);
      context.debug(`Set output ${name} = ${value}`);
    }
  });
}
