import { NoVerdictError } from '../core/errors.ts';
import { isDone } from '../nomad/remover.ts';
import type { SendDeps } from './send-deps.ts';

/** What became of an upload that this step made and could not fill. */
export type CleanUp = 'removed' | 'kept';

interface CleanUpDeps extends Pick<SendDeps, 'client' | 'sender' | 'remover' | 'clock'> {
  /** How many milliseconds it may take. */
  readonly time: number;
}

/** Deletes an upload that this step made, if a look shows that nothing is in it and nothing runs. */
export async function cleanUp(id: string, { client, sender, remover, clock, time }: CleanUpDeps): Promise<CleanUp> {
  const patience = { retries: 2, until: clock.now() + time };
  try {
    const look = await client.getUpload(id, patience);
    if (look === 'absent') return 'removed';
    if (look.upload.state !== 'ready' || look.upload.published) return 'kept';
    const top = await sender.listFolder(id, '', 1, patience);
    if (top !== 'absent' && top.total > 0) return 'kept';
    const deleted = await remover.deleteUpload(id, patience);
    return deleted === 'absent' || isDone(deleted) ? 'removed' : 'kept';
  } catch (error) {
    if (error instanceof NoVerdictError) return 'kept';
    throw error;
  }
}
