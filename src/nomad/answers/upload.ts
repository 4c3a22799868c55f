import { cut } from '../../core/wording.ts';
import {
  flag,
  list,
  maxTexts,
  NotUnderstoodError,
  optionalText,
  record,
  type Redact,
  text,
  texts,
  time,
  whole,
  word,
} from './fields.ts';
import type { Fields } from '../../core/record.ts';

/** Guards for NOMAD's answers: unknown in, named fields out. Texts lose the values of secrets here, once, before anything else sees them. */

/** An upload as `GET /uploads`, `GET /uploads/{id}` and the `upload` of `…/entries` show it (UploadProcData, 1.3 and 2.0). */
export interface Upload {
  readonly id: string;
  /** '' if it has none. */
  readonly name: string;
  /** The name exactly as NOMAD has it, including secrets: only for comparing, never shown. */
  readonly exactName: string;
  /** `running`: NOMAD processes it, or is about to. `ready`: nothing has processed its present files. `ended`: its processing has ended. */
  readonly state: 'running' | 'ready' | 'ended';
  /** NOMAD's own word. */
  readonly status: string;
  /** `current_process` without the leading `_` that 1.3.17 and 2.0 add; '' if none has run. */
  readonly process: string;
  readonly statusMessage: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly published: boolean;
  /** ISO 8601 in UTC, or '' */
  readonly createdAt: string;
  /** ISO 8601 in UTC, or ''. Until the processing has ended it is the former run's. */
  readonly completedAt: string;
}

export interface Counters {
  readonly total: number;
  readonly successful: number;
  /** Entries with status FAILURE. */
  readonly failed: number;
  /** Entries whose processing never ended. */
  readonly unfinished: number;
}

export interface Snapshot {
  readonly upload: Upload;
  readonly counters: Counters;
}

export interface UploadPage {
  /** The exact names of all uploads on the page, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  /** Those that `keep` accepted. */
  readonly uploads: readonly Upload[];
  /** Uploads that match the query, on all pages. */
  readonly total: number;
}

// An answer must not decide how much of it is kept: pages have at most this many rows, and ids 22 characters.
const maxRows = 100;
const maxId = 100;

/** `GET /uploads`. Only the names of other uploads are read, because an account can have very many. */
export async function readUploadPage(
  json: unknown,
  keep: (name: string) => boolean | Promise<boolean>,
  redact: Redact,
): Promise<UploadPage> {
  const fields = record(json, 'the answer');
  const total = whole(record(fields['pagination'], '"pagination"'), 'total');
  const names = new Map<string, string>();
  const uploads: Upload[] = [];
  const rows = list(fields['data'], '"data"');
  if (rows.length > maxRows) throw new NotUnderstoodError('it has more uploads than were asked for');
  for (const item of rows) {
    const upload = record(item, 'an upload');
    const name = uploadName(upload);
    const id = text(upload, 'upload_id');
    if (id.length > maxId) throw new NotUnderstoodError('"upload_id" is too long');
    names.set(id, name);
    if (await keep(name)) uploads.push(readUpload(item, redact));
  }
  return { names, uploads, total };
}

/** `GET /uploads/{id}/entries`, whatever its page size: the upload and the counters of all its entries. */
export function readSnapshot(json: unknown, id: string, redact: Redact): Snapshot {
  const fields = record(json, 'the answer');
  const upload = readUpload(fields['upload'], redact);
  if (upload.id !== id) throw new NotUnderstoodError('it is about another upload');
  const total = whole(record(fields['pagination'], '"pagination"'), 'total');
  const successful = whole(fields, 'processing_successful');
  const failed = whole(fields, 'processing_failed');
  // While NOMAD is processing, it reads upload and counters one after the other, and they may disagree (seen in 1.3 and 2.0).
  if (upload.state !== 'running') {
    if (successful + failed > total) throw new NotUnderstoodError('its counters contradict each other');
    if (whole(record(fields['upload'], '"upload"'), 'entries') !== total)
      throw new NotUnderstoodError('the upload and its counters give different numbers of entries');
  }
  return { upload, counters: { total, successful, failed, unfinished: total - successful - failed } };
}

/** The counters of the present files; undefined when READY: NOMAD shows those of the former run then (1.3 and 2.0). */
export function presentCounters({ upload, counters }: Snapshot): Counters | undefined {
  return upload.state === 'ready' ? undefined : counters;
}

/** Whether its processing ended before a time, in milliseconds since 1970; undefined: no time is too early. False where NOMAD gives none. */
export function endedBefore({ state, completedAt }: Upload, time: number | undefined): boolean {
  return time !== undefined && state === 'ended' && completedAt !== '' && Date.parse(completedAt) < time;
}

const runningStatuses = ['PENDING', 'RUNNING', 'WAITING_FOR_RESULT'];
const endStatuses = ['READY', 'SUCCESS', 'FAILURE'];

/** UploadProcData (1.3 and 2.0). */
export function readUpload(json: unknown, redact: Redact): Upload {
  const fields = record(json, 'an upload');
  const running = flag(fields, 'process_running');
  const status = text(fields, 'process_status');
  if ((running ? endStatuses : runningStatuses).includes(status)) {
    throw new NotUnderstoodError(`it says ${status} and that ${running ? 'a' : 'no'} process is running`);
  }
  const name = uploadName(fields);
  return {
    id: word(fields, 'upload_id', redact),
    name: redact(name),
    exactName: name,
    state: running ? 'running' : status === 'READY' ? 'ready' : 'ended',
    status: statusWord(status, redact),
    process: processName(optionalText(fields, 'current_process').replace(/^_/, ''), redact),
    statusMessage: cut(redact(optionalText(fields, 'last_status_message')), maxTexts.text),
    errors: texts(fields, 'errors', redact),
    warnings: texts(fields, 'warnings', redact),
    published: flag(fields, 'published'),
    createdAt: time(fields, 'upload_create_time'),
    completedAt: time(fields, 'complete_time'),
  };
}

function uploadName(fields: Fields): string {
  const name = optionalText(fields, 'upload_name');
  if (name.length > maxTexts.name) throw new NotUnderstoodError('"upload_name" is too long');
  return name;
}

const processes = [
  'process_upload',
  'edit_upload_metadata',
  'edit_metadata',
  'publish_upload',
  'publish_externally',
  'import_bundle',
  'delete_upload',
  'put_file_and_process_local',
  'transfer_upload_ownership',
];

// Like known statuses, the process names of 1.3 and 2.0 count as our own words.
function processName(name: string, redact: Redact): string {
  return processes.includes(name) ? name : redact(name);
}

/** Whether a status is one of the six that 1.3 and 2.0 have. */
export function isKnownStatus(status: string): boolean {
  return runningStatuses.includes(status) || endStatuses.includes(status);
}

// A known status counts as our own word, even if a secret has the same value; an unknown one is text from outside.
export function statusWord(status: string, redact: Redact): string {
  return isKnownStatus(status) ? status : redact(status);
}
