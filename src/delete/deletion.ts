import { NoVerdictError } from '../core/errors.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { Pace } from '../core/pace.ts';
import type { Upload } from '../nomad/answers/upload.ts';
import { isDone, type Remover } from '../nomad/remover.ts';
import type { Changed } from '../nomad/sender.ts';
import { isUnanswered } from '../nomad/transport/request.ts';
import type { Patience } from '../nomad/transport/retry.ts';
import { cantDelete, publishedUpload, stillThere } from './messages/deleting.ts';
import type { DeleteDeps } from './delete-deps.ts';

/** What became of one upload. */
export type Deletion =
  | { readonly kind: 'deleted' }
  /** It was gone before this step did anything. */
  | { readonly kind: 'absent' }
  /** It is not to be deleted any more. */
  | { readonly kind: 'spared' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Looks at an upload, deletes it if `isMeant` and it is not published, and waits until it is gone. Throws only what must end the step. */
export async function deleteUpload(
  id: string,
  isMeant: (upload: Upload) => boolean,
  timeout: number,
  deps: DeleteDeps & { readonly remover: Remover },
): Promise<Deletion> {
  try {
    return await tryToDelete(id, isMeant, timeout, deps);
  } catch (error) {
    if (error instanceof NoVerdictError && error.concerns === 'upload') return { kind: 'failed', failure: error.failure };
    throw error;
  }
}

async function tryToDelete(
  id: string,
  isMeant: (upload: Upload) => boolean,
  timeout: number,
  deps: DeleteDeps & { readonly remover: Remover },
): Promise<Deletion> {
  const { client, remover, clock, signal } = deps;
  const patience: Patience = { retries: 5, until: clock.now() + timeout };
  const look = await client.getUpload(id, patience);
  if (look === 'absent') return { kind: 'absent' };
  const { upload } = look;
  if (!isMeant(upload)) return { kind: 'spared' };
  if (upload.published) return fail(publishedUpload(upload));
  const pace = new Pace(clock, signal);
  for (let tries = 0; ; tries++) {
    const answer = await remover.deleteUpload(id, patience);
    const refused = explain(answer, upload, tries);
    if (refused !== undefined) return refused;
    if (await becomesAbsent(id, isDone(answer), pace, patience, deps)) return { kind: 'deleted' };
    if (clock.now() >= patience.until) return fail(isUnanswered(answer) ? answer.failure : stillThere(upload));
  }
}

/** undefined: NOMAD will delete it, or it can be tried again. */
function explain(answer: Changed, upload: Upload, tries: number): Deletion | undefined {
  switch (answer) {
    case 'absent':
      return { kind: tries === 0 ? 'absent' : 'deleted' };
    case 'published':
      return fail(publishedUpload(upload));
    case 'limit':
    case 'too-large':
      return fail(cantDelete(upload, answer));
    case 'busy':
      return undefined;
    default:
      return undefined;
  }
}

/** Looks until an upload is gone. False: the time is up, or no process that deletes it runs. `accepted`: NOMAD said that it will delete it. */
async function becomesAbsent(
  id: string,
  accepted: boolean,
  pace: Pace,
  patience: Patience,
  { client, clock }: DeleteDeps,
): Promise<boolean> {
  for (;;) {
    const look = await client.getUpload(id, patience);
    if (look === 'absent') return true;
    if (clock.now() >= patience.until) return false;
    await pace.next(patience.until);
    // 1.3 lets what ran before come to its end, and then deletes the upload.
    if (!accepted || look.upload.state !== 'running') return false;
  }
}

function fail(failure: Failure): Deletion {
  return { kind: 'failed', failure };
}
