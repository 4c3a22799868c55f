import { minute } from '../core/clock.ts';
import { NoVerdictError } from '../core/errors.ts';
import { isDone } from '../nomad/remover.ts';
import type { Patience } from '../nomad/transport/retry.ts';
import type { SendDeps } from './send-deps.ts';
import type { SendTarget } from './send-target.ts';

/** What became of an upload that this step made and could not fill. */
export type CleanUp = 'removed' | 'kept' | 'not-ours';

/** Deletes an upload that this step made, if a look shows that nothing is in it. */
export async function cleanUp(
  { upload, created }: SendTarget,
  { client, sender, remover, clock }: Pick<SendDeps, 'client' | 'sender' | 'remover' | 'clock'>,
): Promise<CleanUp> {
  if (!created) return 'not-ours';
  const patience: Patience = { retries: 2, until: clock.now() + minute };
  try {
    const look = await client.getUpload(upload.id, patience);
    if (look === 'absent') return 'removed';
    if (look.upload.state !== 'ready' || look.upload.published) return 'kept';
    const top = await sender.listFolder(upload.id, '', 1, patience);
    if (top !== 'absent' && top.total > 0) return 'kept';
    const deleted = await remover.deleteUpload(upload.id, patience);
    return deleted === 'absent' || isDone(deleted) ? 'removed' : 'kept';
  } catch (error) {
    if (error instanceof NoVerdictError) return 'kept';
    throw error;
  }
}
