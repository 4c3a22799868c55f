import { isAnswer, missingScope, refusal, unknownUpload } from './access.ts';
import { type Answer, detail, json, unprocessable, withoutNulls } from './answers.ts';
import { type Orders, findPage, paging, rowsOf, unreadable } from './pagination.ts';
import { recorded } from './recorded.ts';
import type { Asked, Nomad } from './requests.ts';
import { entryRow, parserOf, uploadRow } from './rows.ts';
import type { EntrySpec, Version } from './upload-spec.ts';
import { type Shown, entryIdOf } from './uploads.ts';

const orders: Orders = {
  allowed: ['mainfile', 'parser_name', 'process_status', 'current_process', 'entry_create_time'],
  otherwise: 'mainfile',
  where: 'field',
};

/** GET /uploads/{upload_id}/entries: the counters, the upload itself, and a page of its entries. */
export function listEntries(nomad: Nomad, asked: Asked, id: string): Answer {
  const scope = missingScope(asked.caller, 'uploads:read');
  if (scope) return scope;
  const wrong = unreadable(asked.url.searchParams);
  if (wrong.length > 0) return unprocessable(...wrong);
  const query = new URLSearchParams(asked.url.searchParams);
  if (query.get('order_by') === 'mainfile_path') query.set('order_by', 'mainfile');
  const asks = paging(nomad.version, query, orders);
  if (isAnswer(asks)) return asks;
  const seen = nomad.uploads.peek(id);
  const refused = seen ? refusal(nomad, asked.caller, seen) : unknownUpload;
  if (refused) return refused;
  const upload = nomad.uploads.look(id);
  if (!upload) return unknownUpload;

  const page = findPage(asks, upload.entries.length, asked.url);
  if (isAnswer(page)) return page;
  const statuses = upload.entries.map((entry) => nomad.uploads.entryStatus(upload, entry));
  const failed = statuses.filter((status) => status === 'FAILURE').length;
  const successful = statuses.filter((status) => status === 'SUCCESS').length;
  const rows = asks.pageSize === 0 ? [] : rowsOf(asks, sorted(nomad, upload, asks.orderBy, asks.descending));
  return json(200, {
    pagination: withoutNulls(page),
    processing_successful: successful,
    processing_failed: failed,
    upload: withoutNulls(uploadRow(nomad.version, upload)),
    data: rows.map((entry) => withoutNulls(entryRow(nomad.version, nomad.uploads, upload, entry))),
  });
}

/** Ties are broken by entry id, so failures of one page stand in no order that a person would expect. */
function sorted(nomad: Nomad, upload: Shown, orderBy: string, descending: boolean): EntrySpec[] {
  const keys: Record<string, (entry: EntrySpec) => string> = {
    mainfile: (entry) => entry.mainfile,
    parser_name: parserOf,
    process_status: (entry) => nomad.uploads.entryStatus(upload, entry),
  };
  const key = keys[orderBy] ?? (() => '');
  const sign = descending ? -1 : 1;
  return upload.entries
    .map((entry) => ({ entry, key: key(entry), id: entryIdOf(upload.id, entry) }))
    .sort((a, b) => sign * compare(a.key, b.key) || compare(a.id, b.id))
    .map(({ entry }) => entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** GET /uploads/{upload_id}/archive/{entry_id} and …/archive/mainfile/{path}: where an entry's processing log is. */
export function archive(nomad: Nomad, asked: Asked, id: string, wanted: { entryId: string } | { mainfile: string }): Answer {
  const scope = missingScope(asked.caller, 'uploads:read');
  if (scope) return scope;
  const upload = nomad.uploads.peek(id);
  if (!upload) return unknownUpload;
  const refused = refusal(nomad, asked.caller, upload);
  if (refused) return refused;
  const entry = upload.entries.find((one) =>
    'entryId' in wanted ? entryIdOf(id, one) === wanted.entryId : one.mainfile === wanted.mainfile,
  );
  if (!entry) return detail(404, 'The entry does not exist or is not visible to you.');
  const failed = nomad.uploads.entryStatus(upload, entry) === 'FAILURE';
  const entryId = entryIdOf(id, entry);
  const metadata = { upload_id: id, entry_id: entryId, mainfile: entry.mainfile, parser_name: parserOf(entry) };
  return json(200, {
    required: '*',
    entry_id: entryId,
    data: {
      entry_id: entryId,
      upload_id: id,
      parser_name: parserOf(entry),
      archive: { processing_logs: entry.logs ?? recordedLogs(nomad.version, id, entry, failed), metadata, m_ref_archives: {} },
    },
  });
}

/** The log a real server wrote for a broken YAML file, with this entry's file in it. */
function recordedLogs(version: Version, id: string, entry: EntrySpec, failed: boolean): unknown[] {
  const inJson = JSON.stringify(entry.mainfile).slice(1, -1);
  const { processing_logs: items } = recorded(version, 'processing-logs', { UPLOAD_ID: id, MAINFILE: inJson });
  const logs: unknown[] = Array.isArray(items) ? items : [];
  return failed ? logs : logs.filter((item) => !JSON.stringify(item).includes('"ERROR"'));
}
