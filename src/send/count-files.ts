import { NoVerdictError } from '../core/errors.ts';
import { second } from '../core/clock.ts';
import type { FolderPage } from '../nomad/answers/folder.ts';
import type { SendDeps } from './send-deps.ts';

const bounds = { folders: 50, time: 20 * second } as const;

/** How many files an upload has, for the log; undefined where that takes too long. */
export async function countFiles(id: string, deps: Pick<SendDeps, 'sender' | 'clock'>): Promise<number | undefined> {
  const until = deps.clock.now() + bounds.time;
  const open = [''];
  let files = 0;
  for (let asked = 0; asked < bounds.folders && deps.clock.now() < until; asked++) {
    const path = open.pop();
    if (path === undefined) return files;
    const page = await listQuietly(id, path, until, deps.sender);
    if (page === undefined || page.files.size + page.folders.size < page.total) return undefined;
    files += page.files.size;
    for (const name of page.folders.keys()) open.push(path === '' ? name : `${path}/${name}`);
  }
  return open.length === 0 ? files : undefined;
}

async function listQuietly(id: string, path: string, until: number, sender: SendDeps['sender']): Promise<FolderPage | undefined> {
  try {
    const page = await sender.listFolder(id, path, 1, { retries: 1, until });
    return page === 'absent' ? undefined : page;
  } catch (error) {
    if (error instanceof NoVerdictError && error.failure.reason !== 'cancelled') return undefined;
    throw error;
  }
}
