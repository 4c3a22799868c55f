import { minute } from '../core/clock.ts';
import { NoVerdictError } from '../core/errors.ts';
import type { Failure } from '../core/failure-reasons.ts';
import type { Upload } from '../nomad/answers/upload.ts';
import type { Inputs } from './inputs.ts';
import type { DeleteDeps } from './delete-deps.ts';
import { describeMatches, notOwnUpload, publishedUpload } from './messages/deleting.ts';
import { type Aged, listOldMatches, type OldMatch } from './old-matches.ts';

export type Chosen =
  | {
      readonly ok: true;
      readonly uploads: readonly (OldMatch & { readonly byPattern: boolean })[];
      /** Ids that NOMAD does not have. */
      readonly absent: readonly string[];
      /** Ids that must not be deleted. */
      readonly failures: readonly Failure[];
      /** All uploads of the account. */
      readonly total: number;
    }
  /** The patterns allow to delete so many, which is more than max-deletions. */
  | { readonly ok: false; readonly total: number };

const maxIdsInQuery = 100;

/** Finds what the inputs allow to delete: uploads of which the account is the main author, and which are not published. */
export async function chooseUploads({ ids, aged, maxDeletions }: Inputs, deps: DeleteDeps): Promise<Chosen> {
  const old = await listOld(aged, maxDeletions, deps);
  if (old.total > maxDeletions) return { ok: false, total: old.total };
  const own = await listOwn(ids, deps);
  const named = [...own.uploads.values()];
  const others = await explainOthers(
    ids.filter((id) => !own.uploads.has(id)),
    deps,
  );
  return {
    ok: true,
    uploads: [
      ...named.filter(({ published }) => !published).map((upload) => ({ ...upload, byPattern: false })),
      ...old.matches.filter(({ id }) => !ids.includes(id)).map((upload) => ({ ...upload, byPattern: true })),
    ],
    absent: others.absent,
    failures: [...named.filter(({ published }) => published).map(publishedUpload), ...others.failures],
    total: own.total,
  };
}

async function listOld(aged: Aged | undefined, max: number, deps: DeleteDeps): ReturnType<typeof listOldMatches> {
  if (aged === undefined) return { matches: [], total: 0 };
  const old = await listOldMatches(aged, max, deps, { retries: 5, until: deps.clock.now() + minute });
  deps.say(describeMatches(old.total, aged.olderThan));
  return old;
}

/** Ids that are not the account's own: NOMAD has no such upload, or it is somebody else's. */
async function explainOthers(
  ids: readonly string[],
  deps: DeleteDeps,
): Promise<Pick<Chosen & { ok: true }, 'absent' | 'failures'>> {
  const absent: string[] = [];
  const failures: Failure[] = [];
  for (const id of ids) {
    const there = await isThere(id, deps);
    if (there === false) absent.push(id);
    else failures.push(there === true ? notOwnUpload(id) : there);
  }
  return { absent, failures };
}

/** Those of the ids of which the account is the main author, and how many uploads it has in all. */
async function listOwn(
  ids: readonly string[],
  { client, clock }: DeleteDeps,
): Promise<{ readonly uploads: ReadonlyMap<string, Upload>; readonly total: number }> {
  const patience = { retries: 5, until: clock.now() + minute };
  const uploads = new Map<string, Upload>();
  for (let i = 0; i < ids.length; i += maxIdsInQuery) {
    const page = await client.listUploads({ ids: ids.slice(i, i + maxIdsInQuery), own: true, pageSize: maxIdsInQuery }, patience);
    for (const upload of page.uploads) uploads.set(upload.id, upload);
  }
  const isComplete = ids.every((id) => uploads.has(id));
  // Only a warning needs it.
  const { total } = isComplete ? { total: uploads.size } : await client.listUploads({ own: true, pageSize: 0 }, patience);
  return { uploads, total };
}

/** Whether NOMAD has an upload at all, or why it does not say so. */
async function isThere(id: string, { client, clock }: DeleteDeps): Promise<boolean | Failure> {
  try {
    return (await client.getUpload(id, { retries: 5, until: clock.now() + minute })) !== 'absent';
  } catch (error) {
    if (error instanceof NoVerdictError && error.concerns === 'upload') return error.failure;
    throw error;
  }
}
