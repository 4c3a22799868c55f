import { explainMissingId } from '../nomad/search/not-found.ts';
import type { GivenName } from '../nomad/search/search.ts';
import { type Chosen, createUpload } from './create.ts';
import { alreadyPublished, notMainAuthor, severalUnpublished } from './messages/upload.ts';
import type { SendDeps } from './send-deps.ts';
import type { Shipment } from './shipment.ts';
import { listUnpublished } from './unpublished.ts';

/** Which upload the inputs name. */
export type Wanted = { readonly kind: 'id'; readonly id: string } | { readonly kind: 'name'; readonly name: GivenName };

/** Finds the upload that is named, or makes it. Only an unpublished one of which the account is the main author is ever chosen. */
export async function chooseTarget(wanted: Wanted, shipment: Shipment, deps: SendDeps): Promise<Chosen> {
  if (wanted.kind === 'name') return await chooseByName(wanted.name, shipment, deps);
  const chosen = await chooseById(wanted.id, deps);
  if (chosen.ok) shipment.found(chosen.upload);
  return chosen;
}

async function chooseById(id: string, deps: SendDeps): Promise<Chosen> {
  const { client, until } = deps;
  const { uploads } = await client.listUploads({ ids: [id], own: true, pageSize: 1 }, { retries: 5, until });
  const upload = uploads.find((one) => one.id === id);
  if (upload?.published === true) return { ok: false, failure: alreadyPublished(upload) };
  if (upload !== undefined) return { ok: true, upload };
  const look = await client.getUpload(id, { retries: 5, until });
  return { ok: false, failure: look === 'absent' ? await explainMissingId(id, deps) : notMainAuthor(id) };
}

async function chooseByName(name: GivenName, shipment: Shipment, deps: SendDeps): Promise<Chosen> {
  const [upload, ...others] = await listUnpublished(name.raw, deps);
  if (upload === undefined) return await createUpload(name, shipment, deps);
  if (others.length > 0) return { ok: false, failure: severalUnpublished(name.display, [upload, ...others]) };
  shipment.found(upload);
  return { ok: true, upload };
}
