import { jsonObject } from './json-object.ts';
import type { EntrySpec, FileSpec, State, UploadSpec, Version } from './upload-spec.ts';
import { badZip } from './uploads.ts';

/** The archive parser's own mainfile pattern (both versions: parsing/parser.py, ArchiveParser). */
const archiveFile = /archive\.(json|ya?ml)$/;

export function entriesOf(files: readonly Pick<FileSpec, 'path' | 'content'>[]): EntrySpec[] {
  return files
    .filter(({ path }) => archiveFile.test(path))
    .map(({ path, content = '' }) => ({ mainfile: path, status: isReadable(path, content) ? 'SUCCESS' : 'FAILURE' }));
}

/** Enough to tell a whole archive file from a broken one; a list never closed is what breaks YAML here. */
function isReadable(path: string, content: string): boolean {
  if (path.endsWith('.json')) return jsonObject(content) !== undefined;
  const count = (sign: string): number => content.split(sign).length;
  return count('[') === count(']') && count('{') === count('}');
}

/** Entries as they are created; those of 1.3 are PENDING as soon as they are handed to the workers. */
function created(entries: readonly EntrySpec[]): EntrySpec[] {
  return entries.map(({ mainfile }) => ({ mainfile, status: 'READY' }));
}

function waiting(entries: readonly EntrySpec[]): EntrySpec[] {
  return entries.map(({ mainfile }) => ({ mainfile, status: 'PENDING' }));
}

/** What polls of a real server see of one run of the processing; files that can't be unpacked give no entries. */
export function processing(version: Version, entries: readonly EntrySpec[] | undefined, now: Date): State[] {
  const process = '_process_upload';
  if (!entries) {
    const failed = { process, status: 'FAILURE', errors: [badZip[version]], entries: [], completedAt: now };
    return [...beginning(version), failed];
  }
  const ended = { process, status: 'SUCCESS', errors: [], warnings: [], entries: [...entries], completedAt: now };
  if (version === '2.0') {
    return [
      ...beginning(version),
      { process, status: 'PENDING', message: 'Matching', entries: [] },
      { process, status: 'PENDING', message: 'Parsing level -1', entries: created(entries) },
      // Counters are full before the end: only process_running tells it.
      { process, status: 'PENDING', message: 'Cleanup', entries: [...entries] },
      ended,
    ];
  }
  return [
    ...beginning(version),
    { process, status: 'RUNNING', message: 'Matching', entries: [] },
    { process, status: 'RUNNING', message: 'Parsing level -1', entries: created(entries) },
    { process, status: 'WAITING_FOR_RESULT', entries: waiting(entries) },
    { process, status: 'RUNNING', message: 'Cleanup', entries: [...entries] },
    // The message is saved before the status.
    {
      process,
      status: 'RUNNING',
      message: 'Process _process_upload completed successfully',
      entries: [...entries],
      completedAt: now,
    },
    ended,
  ];
}

function beginning(version: Version): State[] {
  const process = '_process_upload';
  const pending: State = { process, status: 'PENDING', entries: [] };
  if (version === '2.0') return [pending, { ...pending, message: 'Adding files' }];
  return [pending, { process, status: 'RUNNING', message: 'Adding files', entries: [] }];
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

/** 1.3; 2.0 has deleted it when it answers. */
export function deleting(): State[] {
  const process = '_delete_upload';
  return [{ process, status: 'PENDING' }, { process, status: 'RUNNING' }, { deleted: true }];
}

/** Publishing moves the end of the processing. */
export function publishing(version: Version, embargo: number, now: Date): State[] {
  const process = '_publish_upload';
  const ended = { process, status: 'SUCCESS', published: true, embargo, completedAt: now };
  return version === '2.0' ? [ended] : [{ process, status: 'PENDING' }, { process, status: 'RUNNING' }, ended];
}
