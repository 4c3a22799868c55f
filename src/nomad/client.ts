import { type Cause, readCause } from './answers/processing-log.ts';
import { type Entry, readEntries } from './answers/entry.ts';
import { type FileList, readFileList } from './answers/file-list.ts';
import { readSnapshot, readUploadPage, type Snapshot, type UploadPage } from './answers/upload.ts';
import type { Redact } from './answers/fields.ts';
import type { Requester, Route } from './transport/request.ts';
import type { Patience } from './transport/retry.ts';

export interface UploadQuery {
  /** Exact names. 2.0 reads a name that is a JSON object as a filter, so leave those out and compare (1.3 and 2.0, `GET /uploads`). */
  readonly names?: readonly string[];
  readonly ids?: readonly string[];
  /** Only uploads whose main author is the account; others may have made it a coauthor without its consent. */
  readonly own?: boolean;
  /** From 1. */
  readonly page?: number;
  readonly pageSize: number;
}

/** The requests of this action to NOMAD. Every method throws NoVerdictError (or the signal's reason) if it gets no answer that it understands. */
export interface NomadClient {
  /** Gets a token, if that takes a request. */
  login(patience: Patience): Promise<void>;
  /**
   * `GET /uploads`, newest first. Only uploads whose exact name is to be kept are read whole; all are, unless told.
   * A further page of a list that has become shorter is empty, with a total of 0 (400 `Page out of range requested.`, 1.3 and 2.0).
   */
  listUploads(query: UploadQuery, patience: Patience, keep?: (name: string) => boolean | Promise<boolean>): Promise<UploadPage>;
  /**
   * `GET /uploads/{id}/entries?page_size=0`: upload and counters in one small answer.
   * 'absent': NOMAD has no upload of that id (404 `The specified upload_id was not found.`, 1.3 and 2.0).
   */
  getUpload(id: string, patience: Patience): Promise<Snapshot | 'absent'>;
  /** `GET /uploads/{id}/entries` by status, FAILURE first, those that never finished next (READY sorts before SUCCESS). */
  listUnsuccessfulEntries(id: string, page: number, pageSize: number, patience: Patience): Promise<Entry[]>;
  /** `GET /uploads/{id}/rawdir/`: the first few files and folders at the top of the upload, by name. */
  listTopFiles(id: string, max: number, patience: Patience): Promise<FileList>;
  /** Why an entry failed, from `GET /uploads/{id}/archive/{entry}`: a whole archive, of which at most `maxBytes` are read. */
  getFailureCause(
    uploadId: string,
    entry: Entry,
    maxBytes: number,
    patience: Patience,
  ): Promise<{ cause: Cause | undefined; bytes: number }>;
}

// Five names of any length that a file system allows, many times over.
const maxListBytes = 64 * 1024;

const beyondTheEnd: UploadPage = { names: new Map(), uploads: [], total: 0 };

export function createClient(requester: Requester, redact: Redact): NomadClient {
  return {
    login: (patience) => requester.login(patience),

    listUploads: (query, patience, keep = () => true) =>
      requester.get(
        {
          ...uploadsRoute(query),
          read: (json) => readUploadPage(json, keep, redact),
          readRefusal: (status, detail) =>
            (query.page ?? 1) > 1 && status === 400 && detail.startsWith('Page out of range') ? beyondTheEnd : undefined,
        },
        patience,
      ),

    getUpload: (id, patience) =>
      requester.get(
        {
          ...entriesRoute(id, { page_size: '0' }),
          mayFollow: true,
          read: (json): Snapshot | 'absent' => readSnapshot(json, id, redact),
          readRefusal: (status, detail) => (status === 404 && detail.includes('upload_id was not found') ? 'absent' : undefined),
        },
        patience,
      ),

    listUnsuccessfulEntries: (id, page, pageSize, patience) => {
      const query = {
        page_size: String(pageSize),
        order_by: 'process_status',
        order: 'asc',
        ...(page > 1 && { page: String(page) }),
      };
      const read = (json: unknown): Entry[] => {
        // Only to reject an answer about another upload, or one that contradicts itself.
        readSnapshot(json, id, redact);
        return readEntries(json, redact);
      };
      return requester.get({ ...entriesRoute(id, query), read }, patience);
    },

    listTopFiles: (id, max, patience) =>
      requester.get(
        {
          path: `/uploads/${id}/rawdir/`,
          query: new URLSearchParams({ page_size: String(max) }),
          subject: 'upload',
          maxBytes: maxListBytes,
          read: (json) => readFileList(json, redact),
        },
        patience,
      ),

    getFailureCause: (uploadId, entry, maxBytes, patience) =>
      requester.get(
        {
          path: `/uploads/${uploadId}/archive/${entry.id}`,
          subject: 'upload',
          maxBytes,
          read: (json, bytes) => ({ cause: readCause(json, entry.mainfile, redact), bytes }),
        },
        patience,
      ),
  };
}

type Place = Pick<Route<unknown>, 'path' | 'query' | 'subject' | 'mayFollow'>;

// A look names its upload, and further pages must add up to the whole list, so both may follow another request.
function uploadsRoute({ names = [], ids = [], own = false, page = 1, pageSize }: UploadQuery): Place {
  const query = new URLSearchParams();
  for (const name of names) query.append('upload_name', name);
  for (const id of ids) query.append('upload_id', id);
  if (own) query.append('roles', 'main_author');
  query.append('order_by', 'upload_create_time');
  query.append('order', 'desc');
  query.append('page_size', String(pageSize));
  if (page > 1) query.append('page', String(page));
  return { path: '/uploads', query, subject: 'list', mayFollow: page > 1 };
}

function entriesRoute(id: string, query: Record<string, string>): Place {
  return { path: `/uploads/${id}/entries`, query: new URLSearchParams(query), subject: 'upload' };
}
