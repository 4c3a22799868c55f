import type { NomadClient } from '../nomad/client.ts';
import type { Ending } from './ending.ts';
import { nameUnparsedFiles } from './files.ts';
import type { StepDeps } from './judging-step.ts';
import { incompleteEntryList } from './messages/warnings.ts';

/** Gets the entries that the report lists, and the files that no parser accepted. A failure here does not change the verdict. */
export async function addDetails(
  ending: Ending,
  client: NomadClient,
  { clock, log, maxEntries }: Pick<StepDeps, 'clock' | 'log' | 'maxEntries'>,
): Promise<Ending> {
  // Loaded here because most steps have no failed entries.
  const { listFailedEntries } = await import('./failed-entries.ts');
  const { results: listed, complete } = await listFailedEntries(ending.results ?? [], maxEntries, client, clock);
  const results = await nameUnparsedFiles(listed, client, clock);
  if (complete) return { ...ending, results };
  log.line(`⚠ ${incompleteEntryList}`);
  return { ...ending, results, warnings: [...ending.warnings, incompleteEntryList] };
}
