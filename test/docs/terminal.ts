import { spawn, spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** A shell in a terminal of its own that knows no bracketed paste: what is pasted is as good as typed. */
export interface Terminal {
  /** Writes as a person does: the text, then the Enter key. */
  type(text: string): void;
  /** Presses Ctrl-C. */
  interrupt(): void;
  /** Waits until what was shown ends so, and takes it all away. */
  shown(ending: RegExp): Promise<string>;
  close(): Promise<void>;
}

const options: ReadonlyMap<string, readonly string[]> = new Map([
  ['bash', ['--norc', '--noprofile']],
  ['zsh', ['--no-rcs', '-o', 'no_prompt_sp']],
  ['sh', []],
]);

/** How every shell here ends what it shows when it has nothing more to do. */
export const atPrompt = /(^|\n)ready> $/;

function answers(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Shells of this machine, none where there is nothing that makes a terminal. */
export const shells: readonly string[] =
  process.platform !== 'win32' && answers('python3', '-c', 'import pty')
    ? [...options.keys()].filter((shell) => answers(shell, '-c', 'true'))
    : [];

/** What is left when the terminal has obeyed: colours, and where the cursor goes. */
function withoutControls(text: string): string {
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n]/gu, '');
}

/** With a prompt of our own, which the shells of some accounts don't take from the environment. */
export async function openTerminal(shell: string, cwd: string): Promise<Terminal> {
  const run = 'import pty, sys; pty.spawn(sys.argv[1:])';
  const child = spawn('python3', ['-c', run, shell, ...(options.get(shell) ?? []), '-i'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, TERM: 'dumb', INPUTRC: '/dev/null', NO_PROXY: '*' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  let text = '';
  let look = (): void => undefined;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    look();
  });
  const terminal: Terminal = {
    type: (line) => void child.stdin.write(`${line}\r`),
    interrupt: () => void child.stdin.write('\u0003'),
    shown: (ending) =>
      new Promise((resolve) => {
        look = () => {
          const plain = withoutControls(text);
          if (!ending.test(plain)) return;
          text = '';
          look = () => undefined;
          resolve(plain);
        };
        look();
      }),
    close: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
  await terminal.shown(/[#$%] $/);
  terminal.type("PS1='ready> ' PS2=");
  await terminal.shown(atPrompt);
  return terminal;
}
