import type { Failure } from '../core/failure-reasons.ts';
import { explainMissingId } from '../nomad/search/not-found.ts';
import type { FoundUpload } from '../nomad/search/matches.ts';
import type { GivenName } from '../nomad/search/search.ts';
import { createUpload } from './create.ts';
import { alreadyPublished, notMainAuthor, severalUnpublished } from './messages/upload.ts';
import { listUnpublished } from './unpublished.ts';
import type { SendDeps } from './send-deps.ts';

/** The upload that the files go into. */
export interface SendTarget {
  readonly upload: FoundUpload;
  /** This step made it. */
  readonly created: boolean;
}

export type Chosen = { readonly ok: true; readonly target: SendTarget } | { readonly ok: false; readonly failure: Failure };

/** What the inputs say about it. */
export type Wanted = { readonly kind: 'id'; readonly id: string } | { readonly kind: 'name'; readonly name: GivenName };

/** Finds the upload that is named, or makes it. Only an unpublished one of which the account is the main author is ever chosen. */
export async function chooseTarget(wanted: Wanted, deps: SendDeps): Promise<Chosen> {
  return wanted.kind === 'id' ? await chooseById(wanted.id, deps) : await chooseByName(wanted.name, deps);
}

async function chooseById(id: string, deps: SendDeps): Promise<Chosen> {
  const { client, until } = deps;
  const { uploads } = await client.listUploads({ ids: [id], own: true, pageSize: 1 }, { retries: 5, until });
  const upload = uploads.find((one) => one.id === id);
  if (upload?.published === true) return { ok: false, failure: alreadyPublished(upload) };
  if (upload !== undefined) return { ok: true, target: { upload, created: false } };
  const look = await client.getUpload(id, { retries: 5, until });
  return { ok: false, failure: look === 'absent' ? await explainMissingId(id, deps) : notMainAuthor(id) };
}

async function chooseByName(name: GivenName, deps: SendDeps): Promise<Chosen> {
  const [upload, ...others] = await listUnpublished(name.raw, deps);
  if (upload === undefined) return await createUpload(name, deps);
  if (others.length > 0) return { ok: false, failure: severalUnpublished(name.display, [upload, ...others]) };
  return { ok: true, target: { upload, created: false } };
}
