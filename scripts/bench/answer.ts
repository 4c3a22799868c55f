import type { ChildProcess } from 'node:child_process';

/** The one message of a child process. Rejects when it ends without any. */
export function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve).once('exit', (code) => {
      reject(new Error(`a process of the bench ended with ${String(code)} and no answer`));
    });
  });
}
