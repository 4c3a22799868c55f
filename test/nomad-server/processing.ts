import type { Outcome } from './outcome.ts';
import { filesOf } from './stored-files.ts';
import type { EntrySpec, State, Status, UploadSpec, Version } from './upload-spec.ts';
import type { Shown } from './uploads.ts';

/**
 * What polls of a real server see of one processing. Counters and time of the former one are told until entries are
 * reset, and the time until the end.
 */
export function processing(version: Version, before: Shown, outcome: Outcome, now: Date): State[] {
  const process = '_process_upload';
  const former = { process, entries: [...before.entries], files: [...filesOf(before)], completedAt: before.completedAt };
  const stored = { ...former, files: [...outcome.files] };
  const made = { ...stored, entries: [...outcome.entries], warnings: [...outcome.warnings] };
  if (outcome.error !== undefined) {
    return [
      ...beginning(version, former, before),
      { ...stored, status: 'FAILURE', errors: [outcome.error], warnings: [...outcome.warnings], completedAt: now },
    ];
  }
  const waiting = (status: Status): State => ({ ...stored, entries: reset(outcome, status), warnings: [...outcome.warnings] });
  const works = outcome.worked.size > 0;
  const ended = { ...made, status: 'SUCCESS', errors: [], completedAt: now };
  if (version === '2.0') {
    return [
      ...beginning(version, former, before),
      { ...stored, status: 'PENDING', message: 'Matching' },
      ...(works ? [{ ...waiting('READY'), status: 'PENDING', message: 'Parsing level -1' }] : []),
      // Counters are full before the end: only process_running tells it.
      { ...made, status: 'PENDING', message: 'Cleanup' },
      ended,
    ];
  }
  return [
    ...beginning(version, former, before),
    { ...stored, status: 'RUNNING', message: 'Matching' },
    ...(works ? [{ ...waiting('READY'), status: 'RUNNING', message: 'Parsing level -1' }] : []),
    // Those of 1.3 are PENDING as soon as they are handed to the workers.
    ...(works ? [{ ...waiting('PENDING'), status: 'WAITING_FOR_RESULT' }] : []),
    { ...made, status: 'RUNNING', message: 'Cleanup' },
    // The message is saved before the status.
    { ...made, status: 'RUNNING', message: 'Process _process_upload completed successfully', completedAt: now },
    ended,
  ];
}

/** 1.3 still shows the former errors while PENDING; 2.0 still shows the former message, and never forgets a warning. */
function beginning(version: Version, former: State, before: Shown): State[] {
  const running = { errors: [], message: 'Adding files' };
  if (version === '1.3')
    return [
      { ...former, status: 'PENDING' },
      { ...former, ...running, status: 'RUNNING', warnings: [] },
    ];
  const pending = { ...former, status: 'PENDING', errors: [] };
  return [
    { ...pending, ...formerMessage(before) },
    { ...pending, ...running },
  ];
}

function formerMessage({ message }: Shown): { message?: string } {
  return message === null ? {} : { message };
}

function reset({ entries, worked }: Outcome, status: Status): EntrySpec[] {
  return entries.map((entry) => (worked.has(entry.mainfile) ? { mainfile: entry.mainfile, status } : entry));
}

/** 1.3 edits in the background, with the errors of the former run still there while PENDING; 2.0 ends it before it answers. */
export function editing(version: Version, change: Partial<UploadSpec>, now: Date): State[] {
  const ended = { ...change, status: 'SUCCESS', errors: [], warnings: [], completedAt: now };
  if (version === '2.0') return [{ ...ended, process: '_edit_metadata' }];
  const process = '_edit_upload_metadata';
  return [
    { process, status: 'PENDING' },
    { process, status: 'RUNNING', errors: [], warnings: [] },
    { ...ended, process },
  ];
}

/** 2.0 publishes before it answers, though its answer still says PENDING. */
export function publishing(version: Version, before: Shown, embargo: number, now: Date): State[] {
  const process = '_publish_upload';
  const ended = { process, status: 'SUCCESS', errors: [], published: true, embargo, completedAt: now };
  if (version === '2.0') return [{ process, status: 'PENDING', ...formerMessage(before) }, ended];
  return [{ process, status: 'PENDING' }, { process, status: 'RUNNING' }, ended];
}

export function deleting(version: Version, before: Shown): State[] {
  if (version === '2.0') {
    const told = { process: 'delete_upload', status: 'PENDING', entries: [], ...formerMessage(before) };
    return [told, { deleted: true }];
  }
  const process = '_delete_upload';
  return [{ process, status: 'PENDING' }, { process, status: 'RUNNING' }, { deleted: true }];
}
