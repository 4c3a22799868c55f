import { Pace } from '../core/pace.ts';
import type { Upload } from '../nomad/answers/upload.ts';
import type { SendDeps } from './send-deps.ts';

/**
 * Looks at an upload until no process runs on it: NOMAD 2.0 refuses changes meanwhile, and 1.3 queues them, but forgets the queue when a
 * process fails. 'late': one still runs when the time for sending is up.
 */
export async function waitForQuiet(id: string, deps: SendDeps): Promise<Upload | 'absent' | 'late'> {
  const { client, clock, signal, until } = deps;
  const pace = new Pace(clock, signal);
  for (;;) {
    const look = await client.getUpload(id, { retries: Infinity, until });
    if (look === 'absent') return 'absent';
    if (look.upload.state !== 'running') return look.upload;
    if (clock.now() >= until) return 'late';
    await pace.next(until);
  }
}
