import { second } from '../core/clock.ts';
import { quietly } from '../judgement/quietly.ts';
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
    const page = await quietly(() => deps.sender.listFolder(id, path, 1, { retries: 1, until }));
    if (page === undefined || page === 'absent' || page.files.size + page.folders.size < page.total) return undefined;
    files += page.files.size;
    for (const name of page.folders.keys()) open.push(path === '' ? name : `${path}/${name}`);
  }
  return open.length === 0 ? files : undefined;
}
