import type { Level } from './annotations.ts';
import type { ExecutionContext } from './execution-context.ts';
import { parseCommand, type WorkflowCommand } from './workflow-commands.ts';

type Handler = (data: string, command: WorkflowCommand) => unknown;

function nameOf(command: WorkflowCommand): string {
  const name = command.properties.get('name');
  if (name === undefined) throw new Error(`Required field 'name' is missing in ##[${command.name}] command.`);
  return name;
}

function disabled(_data: string, command: WorkflowCommand): never {
  throw new Error(`The \`${command.name}\` command is disabled. Please upgrade to using Environment Files.`);
}

function notEmulated(_data: string, command: WorkflowCommand): never {
  throw new Error(`The emulated runner has no problem matchers, so it can't process ##[${command.name}].`);
}

/** Commands whose line is never echoed: they write to the log themselves, or hold a secret. */
const notEchoed: ReadonlySet<string> = new Set(['add-mask', 'debug', 'error', 'warning', 'notice']);

/** Reads what a step prints, line by line: workflow commands take effect at once, all else is output. */
export class CommandManager {
  readonly #context: ExecutionContext;
  readonly #known: Set<string>;
  readonly #handlers: ReadonlyMap<string, Handler>;
  #echo: boolean;
  #stopToken: string | undefined;

  constructor(context: ExecutionContext) {
    this.#context = context;
    this.#echo = context.debugMode;
    this.#handlers = this.#register();
    this.#known = new Set([...this.#handlers.keys(), 'stop-commands']);
  }

  receive(line: string): void {
    const command = parseCommand(line, this.#known);
    if (command === undefined || !this.#process(command, line)) {
      // The markers of composite actions belong to the runner alone.
      this.#context.output(line.replace(/##\[(start|end)-action/g, '##[\\$1-action'));
    }
  }

  /** Whether the line was used up by the command. */
  #process(command: WorkflowCommand, line: string): boolean {
    if (this.#stopToken !== undefined) return this.#resume(command, line, this.#stopToken);
    try {
      if (command.name === 'stop-commands') this.#stop(command.data, line);
      else this.#run(command, line);
    } catch (error) {
      const shown = notEchoed.has(command.name) ? command.name : line;
      this.#context.failCommand(`command '${shown}'`, error);
    }
    return true;
  }

  #run(command: WorkflowCommand, line: string): void {
    if (this.#echo && !notEchoed.has(command.name)) this.#context.output(line);
    this.#handlers.get(command.name)?.(command.data, command);
  }

  #stop(token: string, line: string): void {
    const key = token.toLowerCase();
    if (key === '' || key === 'pause-logging' || this.#known.has(key)) {
      throw new Error(
        "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
      );
    }
    this.#stopToken = key;
    this.#known.add(key);
    if (token.length > 6) this.#context.masker.add(token);
    this.#context.output(line);
  }

  #resume(command: WorkflowCommand, line: string, token: string): boolean {
    if (command.name !== token) return false;
    this.#context.output(line);
    this.#known.delete(token);
    this.#stopToken = undefined;
    return true;
  }

  #register(): Map<string, Handler> {
    const context = this.#context;
    const issue =
      (level: Level): Handler =>
      (data, { properties }) => {
        context.issue(level, data, properties);
      };
    return new Map<string, Handler>([
      ['error', issue('error')],
      ['warning', issue('warning')],
      ['notice', issue('notice')],
      ['debug', context.debug.bind(context)],
      [
        'group',
        (data) => {
          context.output(`##[group]${data}`);
        },
      ],
      [
        'endgroup',
        () => {
          context.output('##[endgroup]');
        },
      ],
      ['add-mask', this.#addMask.bind(this)],
      ['set-output', (data, command) => context.outputs.set(nameOf(command), data)],
      ['save-state', (data, command) => context.state.set(nameOf(command), data)],
      ['echo', this.#setEcho.bind(this)],
      ['set-env', disabled],
      ['add-path', disabled],
      ['add-matcher', notEmulated],
      ['remove-matcher', notEmulated],
    ]);
  }

  #addMask(value: string): void {
    if (value.trim() === '') {
      this.#context.issue('warning', "Can't add secret mask for empty string in ##[add-mask] command.");
      return;
    }
    if (this.#echo) this.#context.output('::add-mask::***');
    this.#context.masker.addWithLines(value);
  }

  #setEcho(value: string): void {
    const wanted = value.trim().toLowerCase();
    if (wanted !== 'on' && wanted !== 'off') throw new Error(`Invalid echo command value: '${value}'.`);
    this.#echo = wanted === 'on';
  }
}
