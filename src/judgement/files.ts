import { type Clock, second } from '../core/clock.ts';
import type { FileList } from '../nomad/answers/file-list.ts';
import type { NomadClient } from '../nomad/client.ts';
import type { Result } from './ending.ts';
import { unparsedFiles } from './messages/files.ts';
import { noEntries } from './messages/warnings.ts';
import { quietly } from './quietly.ts';

const bounds = { names: 5, uploads: 5, time: 5 * second } as const;

/**
 * Successes without any entry say which files no parser accepted. One request for each, for the first five of them. The verdict stands: what
 * can't be asked leaves the warning as it was.
 */
export async function nameUnparsedFiles(results: readonly Result[], client: NomadClient, clock: Clock): Promise<Result[]> {
  const until = clock.now() + bounds.time;
  const unparsed = results.filter(({ upload, warnings }) => upload !== undefined && warnings.includes(noEntries(upload)));
  const lists = new Map<Result, FileList>();
  for (const result of unparsed.slice(0, bounds.uploads)) {
    const files = await askForFiles(result.id, client, until);
    if (files === undefined) break;
    lists.set(result, files);
  }
  return results.map((result) => nameFiles(result, lists.get(result)));
}

function nameFiles(result: Result, files: FileList | undefined): Result {
  const { upload, warnings } = result;
  if (upload === undefined || files === undefined) return result;
  const old = noEntries(upload);
  return { ...result, warnings: warnings.map((warning) => (warning === old ? unparsedFiles(upload, files) : warning)) };
}

/** Whether NOMAD says that an upload has no files at all. */
export async function isEmpty(id: string, client: NomadClient, clock: Clock): Promise<boolean> {
  return (await askForFiles(id, client, clock.now() + bounds.time))?.total === 0;
}

/** undefined: NOMAD does not say. */
function askForFiles(id: string, client: NomadClient, until: number): Promise<FileList | undefined> {
  return quietly(() => client.listTopFiles(id, bounds.names, { retries: 0, until }));
}
