import type { Snapshot } from '../nomad/answers/upload.ts';

/** What of an upload has changed between two looks, as a word for a sentence; undefined: nothing that matters. */
export function findChange(judged: Snapshot, now: Snapshot): string | undefined {
  const changes = {
    status: judged.upload.status !== now.upload.status,
    'last process': judged.upload.process !== now.upload.process,
    'time at which its processing ended': judged.upload.completedAt !== now.upload.completedAt,
    'number of entries': JSON.stringify(judged.counters) !== JSON.stringify(now.counters),
    name: judged.upload.exactName !== now.upload.exactName,
    'state of publication': judged.upload.published !== now.upload.published,
  };
  return Object.entries(changes).find(([, changed]) => changed)?.[0];
}
