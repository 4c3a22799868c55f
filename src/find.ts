import type { Clock } from './clock.ts';
import { type Failure, NoVerdict, PageOutOfRange } from './errors.ts';
import type { NomadClient, UploadQuery } from './nomad/client.ts';
import type { Patience } from './nomad/retry.ts';
import type { Redact, Upload } from './nomad/schema.ts';
import { count, cut } from './phrases.ts';
import { nearest } from './nearest.ts';
import { poll } from './wait.ts';

/** An upload that is to be followed. */
export interface Target {
  /** The line of the input that named it. */
  readonly line: string;
  readonly by: 'id' | 'name';
  readonly id: string;
  /** '' for an id that was not looked at yet. */
  readonly name: string;
  /** Older uploads of the same name, which are not judged. */
  readonly older: number;
}

/** A line of an input that leads to no upload. */
export interface Miss {
  readonly line: string;
  readonly by: 'id' | 'name';
  readonly failure: Failure;
}

export interface Wanted {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly includeShared: boolean;
  readonly onDuplicate: 'latest' | 'fail';
  /** Milliseconds that an upload may take to appear. */
  readonly waitForUpload: number;
}

export interface Search {
  readonly client: NomadClient;
  /** `https://…/api/v1` */
  readonly api: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** Names that come from the input may hold the value of a secret too. */
  readonly redact: Redact;
}

const minute = 60_000;
const pageSize = 100;
const mostPages = 10;

/**
 * Resolves names to uploads (`GET /uploads`, 1.3 and 2.0); ids pass as they are. Waits `waitForUpload` for names that are not there yet.
 * Throws NoVerdict when NOMAD can't be asked, or a list can't be read to its end.
 */
export async function find(wanted: Wanted, means: Search): Promise<{ targets: Target[]; misses: Miss[] }> {
  const { clock, signal } = means;
  const until = clock.now() + wanted.waitForUpload;
  const patience = { retries: wanted.waitForUpload > minute ? Infinity : 5, until: Math.max(until, clock.now() + minute) };
  const found = new Map<string, Upload[]>();
  let total = new Map<string, number>();

  await poll(
    async () => {
      for (const name of wanted.names.filter((one) => !found.has(one))) {
        const { uploads, total: all } = await search(name, !wanted.includeShared, means.client, patience);
        if (uploads.length === 0) continue;
        found.set(name, uploads);
        total = new Map(total).set(name, all);
      }
      const missing = wanted.names.filter((name) => !found.has(name));
      if (missing.length === 0 || clock.now() >= until) return { settled: true, value: undefined };
      means.log(`Not there yet: ${missing.map((name) => quoted(name, means)).join(', ')}`);
      return { settled: false, next: until };
    },
    clock,
    signal,
  );

  const targets: Target[] = wanted.ids.map((id) => ({ line: id, by: 'id', id, name: '', older: 0 }));
  const misses: Miss[] = [];
  for (const name of wanted.names) {
    const uploads = found.get(name);
    const of = total.get(name) ?? 0;
    const newest = uploads?.[0];
    const line = means.redact(name);
    if (newest === undefined) misses.push({ line, by: 'name', failure: await explainMissingName(name, wanted, means) });
    else if (of > 1 && wanted.onDuplicate === 'fail') misses.push({ line, by: 'name', failure: duplicate(name, of, means) });
    else targets.push({ line, by: 'name', id: newest.id, name: newest.name, older: of - 1 });
  }
  const unique = targets.filter((target, i) => targets.findIndex(({ id }) => id === target.id) === i);
  return { targets: unique, misses };
}

/** All uploads of exactly this name that are on the first page, newest first, and how many there are. */
async function search(
  name: string,
  own: boolean,
  client: NomadClient,
  patience: Patience,
): Promise<{ uploads: Upload[]; total: number }> {
  // 2.0 reads a name that is a JSON object as a filter, 1.3 does not.
  if (!name.startsWith('{')) {
    const page = await client.uploads({ names: [name], own, pageSize }, patience);
    if (page.uploads.every(({ exactName }) => exactName === name))
      return { uploads: newestFirst(page.uploads), total: page.total };
  }
  const uploads = (await listAll({ own, pageSize }, client, patience)).filter(({ exactName }) => exactName === name);
  return { uploads: newestFirst(uploads), total: uploads.length };
}

function newestFirst(uploads: readonly Upload[]): Upload[] {
  return uploads.toSorted((a, b) => Number(a.createdAt < b.createdAt) - Number(a.createdAt > b.createdAt));
}

/** Every upload of a list, or none: pages that shift while they are read are read again. */
async function listAll(query: UploadQuery, client: NomadClient, patience: Patience): Promise<Upload[]> {
  for (let tries = 0; tries < 3; tries++) {
    const uploads = await readPages(query, client, patience);
    if (uploads !== undefined) return uploads;
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

function quoted(name: string, { redact }: Search): string {
  return `"${cut(redact(name), 100)}"`;
}

function duplicate(name: string, total: number, means: Search): Failure {
  return {
    reason: 'duplicate',
    message: `There are ${total} uploads with the name ${quoted(name, means)}, and on-duplicate is fail.`,
    advice: 'Give upload-id from the sending step, use a name for each run, or delete the old uploads.',
  };
}

async function explainMissingName(name: string, { includeShared, waitForUpload }: Wanted, means: Search): Promise<Failure> {
  const { client, api, clock } = means;
  const patience = { retries: 5, until: clock.now() + minute };
  const shared = !includeShared && !name.startsWith('{') ? (await search(name, false, client, patience)).uploads.length : 0;
  const { names, total } = await newestNames(!includeShared, client, patience);
  const near = nearest(name, names);
  const waited = waitForUpload > 0 ? ', also after wait-for-upload' : '';
  const facts = [
    `No upload with the name ${quoted(name, means)} at ${api}${waited}: this account has ${count(total, 'upload')}${includeShared ? '' : ' of its own'}.`,
    shared > 0 ? 'One of that name is only shared with the account: set include-shared: true if that one is meant.' : '',
    near.length > 0 ? `Nearest: ${near.map((one) => `"${cut(one, 60)}"`).join(', ')}.` : '',
  ];
  return {
    reason: 'not-found',
    message: facts.filter((fact) => fact !== '').join(' '),
    advice:
      'Names are compared exactly, capitals included. Check the name, the account and nomad-url; best is upload-id, taken from the step that sends.',
  };
}

/** Distinct names among the newest thousand uploads. */
async function newestNames(own: boolean, client: NomadClient, patience: Patience): Promise<{ names: string[]; total: number }> {
  const names = new Set<string>();
  let total = 0;
  for (let page = 1; page === 1 || (page <= mostPages && (page - 1) * pageSize < total); page++) {
    const answer = await client.uploads({ own, page, pageSize }, patience);
    total = answer.total;
    for (const { name } of answer.uploads) if (name !== '') names.add(name);
  }
  return { names: [...names], total };
}

/** Why an id leads to no upload. Asking for the list also tells a dead personal access token, which 2.0 treats as no login (401). */
export async function explainMissingId(id: string, { client, api, clock }: Search): Promise<Failure> {
  const { total } = await client.uploads({ own: true, pageSize: 0 }, { retries: 5, until: clock.now() + minute });
  return {
    reason: 'not-found',
    message: `No upload with the id ${id} at ${api}: this account has ${count(total, 'upload')} of its own.`,
    advice:
      'Check that the id comes from the sending step, that it was sent to this deployment (nomad-url), and that the upload was not deleted.',
  };
}
