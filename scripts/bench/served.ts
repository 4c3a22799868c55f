import { fork } from 'node:child_process';
import { join } from 'node:path';
import { answerOf } from './answer.ts';
import type { Contents, Served } from './server.ts';

/** Calls `use` while an embedded NOMAD with these contents runs. */
export async function withNomad<T>(contents: Contents, use: (served: Served) => T | Promise<T>): Promise<T> {
  const child = fork(join(import.meta.dirname, 'server.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  try {
    child.send(contents);
    const served = await answerOf(child);
    if (!isServed(served)) throw new Error('the embedded NOMAD did not start');
    return await use(served);
  } finally {
    child.disconnect();
  }
}

function isServed(value: unknown): value is Served {
  return typeof value === 'object' && value !== null && 'api' in value && 'id' in value && 'token' in value;
}
