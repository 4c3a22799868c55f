import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

interface Invocation {
  file: string;
  arguments: string[];
  cwd: string;
  env: Record<string, string>;
  /** What the process writes to either stream, as it comes. */
  onText: (text: string) => void;
  onLine: (line: string) => void;
  cancelAfter: Promise<void> | undefined;
}

export interface ProcessEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  cancelled: boolean;
}

/** What a process gets when its job is cancelled: a signal, and the time in ms to end by itself after it. */
const cancellation = [
  ['SIGINT', 7500],
  ['SIGTERM', 2500],
] as const;

/** How long in ms a child that outlives the step may keep the streams open. */
const streamsGrace = 5000;

/** Splits text at line feeds and also at lone carriage returns, where a command may hide too. */
export class LineSplitter {
  #rest = '';

  push(text: string): string[] {
    // A carriage return at the end may be half of a CR LF.
    const lines = (this.#rest + text).split(/\r\n|\r(?!$)|\n/);
    this.#rest = lines.pop() ?? '';
    return lines;
  }

  end(): string[] {
    return this.#rest === '' ? [] : [this.#rest.replace(/\r$/, '')];
  }
}

/** The process has a group of its own, so that its children end with it and a terminal's Ctrl-C reaches only us. */
function killTree(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing is left to kill.
  }
}

async function cancel(child: ChildProcess, exit: Promise<unknown>): Promise<void> {
  for (const [signal, grace] of cancellation) {
    child.kill(signal);
    const timer = new AbortController();
    const ended = exit.then(() => true);
    const late = sleep(grace, false, { signal: timer.signal }).catch(() => false);
    const inTime = await Promise.race([ended, late]);
    timer.abort();
    if (inTime) return;
  }
  killTree(child);
}

export async function invoke(invocation: Invocation): Promise<ProcessEnd> {
  const { cwd, env, onText, onLine, cancelAfter } = invocation;
  const child = spawn(invocation.file, invocation.arguments, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const exit = once(child, 'exit');
  const close = once(child, 'close');
  for (const stream of [child.stdout, child.stderr]) {
    const splitter = new LineSplitter();
    stream.setEncoding('utf8').on('data', (text: string) => {
      onText(text);
      splitter.push(text).forEach(onLine);
    });
    stream.on('end', () => {
      splitter.end().forEach(onLine);
    });
  }
  let cancelled = false;
  void cancelAfter?.then(() => {
    cancelled = true;
    void cancel(child, exit);
  });
  await exit;
  const kill = setTimeout(killTree, streamsGrace, child);
  await close;
  clearTimeout(kill);
  return { exitCode: child.exitCode, signal: child.signalCode, cancelled };
}
