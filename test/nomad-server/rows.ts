import { unknownUpload } from './access.ts';
import { type Answer, json } from './answers.ts';
import type { Nomad } from './requests.ts';
import { type EntrySpec, type Status, type Version, isRunning } from './upload-spec.ts';
import { type Shown, type Uploads, entryIdOf, messageOf } from './uploads.ts';
import { idOf, userWithId } from './users.ts';

type Row = Record<string, unknown>;

/** Naive on 1.3, with a Z on 2.0; both UTC, microseconds. */
export function time(version: Version, at: Date | null): string | null {
  if (!at) return null;
  return at.toISOString().replace('Z', version === '1.3' ? '000' : '000Z');
}

/** UploadProcData of both versions, nulls included. */
export function uploadRow(version: Version, upload: Shown): Row {
  const author = idOf(upload.owner);
  const coauthors = upload.coauthors.map(idOf);
  return {
    process_running: isRunning(upload.status),
    current_process: upload.process,
    process_status: upload.status,
    last_status_message: upload.message,
    errors: upload.errors,
    warnings: upload.warnings,
    complete_time: time(version, upload.completedAt),
    upload_id: upload.id,
    upload_name: upload.name,
    upload_create_time: time(version, upload.createdAt),
    ...(version === '2.0' && { description: null }),
    main_author: author,
    coauthors,
    coauthor_groups: [],
    reviewers: [],
    reviewer_groups: [],
    writers: [author, ...coauthors],
    writer_groups: [],
    viewers: [author, ...coauthors],
    viewer_groups: [],
    published: upload.published,
    published_to: [],
    publish_time: upload.published ? time(version, upload.completedAt ?? upload.createdAt) : null,
    with_embargo: upload.embargo > 0,
    embargo_length: upload.embargo,
    license: 'CC BY 4.0',
    ...(version === '2.0' && { doi: null, included_entries: null }),
    entries: upload.entries.length,
    upload_files_server_path:
      version === '1.3' && upload.published ? null : `/app/.volumes/fs/staging/${upload.id.slice(0, 2)}/${upload.id}`,
  };
}

/** The answer of most routes that have one upload as their subject. Some tell what is null, some do not. */
export function answered({ version }: Nomad, upload: Shown | undefined, shape: (row: Row) => Row, more: Row = {}): Answer {
  return upload ? json(200, { upload_id: upload.id, data: shape(uploadRow(version, upload)), ...more }) : unknownUpload;
}

/** EntryProcData. Entries of 2.0 never tell a `current_process`; their failure message names the process `None`. */
export function entryRow(version: Version, uploads: Uploads, upload: Shown, entry: EntrySpec): Row {
  const status = uploads.entryStatus(upload, entry);
  const ended = status === 'SUCCESS' || status === 'FAILURE';
  const errors = entry.errors ?? (status === 'FAILURE' ? [entryError[version]] : []);
  const process = version === '1.3' ? '_process_entry' : 'None';
  const created = time(version, upload.createdAt);
  return {
    process_running: isRunning(status),
    current_process: version === '1.3' ? process : null,
    process_status: status,
    last_status_message: entryMessage(version, status, process, errors),
    errors,
    warnings: entry.warnings ?? [],
    complete_time: ended ? time(version, upload.completedAt ?? upload.createdAt) : null,
    entry_id: entryIdOf(upload.id, entry),
    entry_create_time: created,
    mainfile: entry.mainfile,
    mainfile_key: entry.mainfileKey ?? null,
    upload_id: upload.id,
    parser_name: parserOf(entry),
    entry_metadata: ended ? entryMetadata(version, upload, entry, status === 'SUCCESS') : null,
  };
}

/** The last step of an entry that ended well on 2.0 stays its message; only failures are written over it. */
function entryMessage(version: Version, status: Status, process: string, errors: readonly string[]): string | null {
  return version === '2.0' && status === 'SUCCESS' ? 'Archiving' : messageOf(version, status, process, errors);
}

const entryError: Record<Version, string> = {
  '1.3': 'parser failed with exception',
  '2.0': 'ProcessFailure: parser failed with exception',
};

export function parserOf(entry: EntrySpec): string {
  return entry.parser ?? 'parsers/archive';
}

/** Of the search index; a real one has some 40 fields and weighs 4 to 6 kB. */
function entryMetadata(version: Version, upload: Shown, entry: EntrySpec, processed: boolean): Row {
  const author = idOf(upload.owner);
  const failed = version === '1.3' ? 'process failed' : 'process failed with exception';
  return {
    upload_id: upload.id,
    entry_id: entryIdOf(upload.id, entry),
    mainfile: entry.mainfile,
    parser_name: parserOf(entry),
    published: upload.published,
    with_embargo: upload.embargo > 0,
    ...(entry.comment !== undefined && { comment: entry.comment }),
    references: entry.references ?? [],
    processed,
    processing_errors: processed ? [] : ['Cannot parse archive json or yaml.', failed],
    main_author: { user_id: author, name: userWithId(author)?.fullName ?? upload.owner },
    license: 'CC BY 4.0',
  };
}
