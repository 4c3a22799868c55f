import { NoVerdict, PageOutOfRange } from './errors.ts';
import type { NomadClient, UploadQuery } from './nomad/client.ts';
import type { Patience } from './nomad/retry.ts';
import type { Upload } from './nomad/schema.ts';

export const pageSize = 100;

/** Uploads, newest first, and how many there are; all of them are listed, or those of the first page. */
export interface Listing {
  readonly uploads: readonly Upload[];
  readonly total: number;
}

/** Uploads of exactly this name. `whole`: not only the first page. */
export async function searchName(
  name: string,
  { own, whole }: { own: boolean; whole: boolean },
  client: NomadClient,
  patience: Patience,
): Promise<Listing> {
  // 2.0 reads a name that is a JSON object as a filter, 1.3 does not.
  if (!name.startsWith('{')) {
    const first = await client.uploads({ names: [name], own, pageSize }, patience);
    const exact = first.uploads.every(({ exactName }) => exactName === name);
    if (exact && (!whole || first.uploads.length === first.total))
      return { uploads: newestFirst(first.uploads), total: first.total };
  }
  const query = name.startsWith('{') ? { own } : { own, names: [name] };
  const uploads = (await listAll(query, client, patience)).filter(({ exactName }) => exactName === name);
  return { uploads, total: uploads.length };
}

/** Every upload of a list, newest first, or none: pages that shift while they are read are read again. */
export async function listAll(query: Omit<UploadQuery, 'pageSize'>, client: NomadClient, patience: Patience): Promise<Upload[]> {
  for (let tries = 0; tries < 3; tries++) {
    const uploads = await readPages({ ...query, pageSize }, client, patience);
    if (uploads !== undefined) return newestFirst(uploads);
  }
  throw new NoVerdict({
    reason: 'unexpected-answer',
    message: 'The list of uploads changed each time it was read, so it could not be read to its end.',
    advice: 'Run the job again when fewer uploads are made or deleted at the same time, or give upload-id.',
  });
}

/** undefined: the pages do not fit together. */
async function readPages(query: UploadQuery, client: NomadClient, patience: Patience): Promise<Upload[] | undefined> {
  const first = await client.uploads(query, patience);
  const uploads = new Map(first.uploads.map((upload) => [upload.id, upload]));
  try {
    for (let page = 2; page <= Math.ceil(first.total / pageSize); page++) {
      const next = await client.uploads({ ...query, page }, patience);
      if (next.total !== first.total) return undefined;
      for (const upload of next.uploads) uploads.set(upload.id, upload);
    }
  } catch (error) {
    if (error instanceof PageOutOfRange) return undefined;
    throw error;
  }
  return uploads.size === first.total ? [...uploads.values()] : undefined;
}

function newestFirst(uploads: readonly Upload[]): Upload[] {
  return uploads.toSorted((a, b) => Number(a.createdAt < b.createdAt) - Number(a.createdAt > b.createdAt));
}
