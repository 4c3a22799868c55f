import type { Redact } from './answers/fields.ts';
import { type FolderPage, readFolderPage } from './answers/folder.ts';
import { readChanged } from './answers/changed.ts';
import type { Upload } from './answers/upload.ts';
import type { Change, Requester, Unanswered } from './transport/request.ts';
import type { StreamedBody } from './transport/http.ts';
import type { Patience } from './transport/retry.ts';

/** Why NOMAD, or a proxy before it, did not make a change. */
export type Hindrance =
  /** Another process runs: the change can be tried again after it. */
  | 'busy'
  | 'absent'
  | 'published'
  /** The account has as many unpublished uploads as the deployment allows. */
  | 'limit'
  | 'too-large';

/** The upload as NOMAD showed it after the change, or why there is none. */
export type Changed = Upload | Hindrance | Unanswered;

/** The requests that send files. Each changes something at most once; see `Requester.change`. */
export interface Sender {
  /** `POST /uploads?upload_name=…` without a body: an empty upload, which is READY. */
  createUpload(name: string, patience: Patience): Promise<Changed>;
  /** `PUT /uploads/{id}/raw/?file_name=upload.zip`: adds the files of a zip, and processes them. Files of the same paths are overwritten. */
  putArchive(id: string, makeBody: () => StreamedBody, patience: Patience): Promise<Changed>;
  /** `DELETE /uploads/{id}/raw/`: removes all files, and processes that. */
  removeFiles(id: string, patience: Patience): Promise<Changed>;
  /** NOMAD's clock at its last answer, to the second, in milliseconds since 1970; undefined where it does not tell. */
  readTime(): number | undefined;
  /** `GET /uploads/{id}/rawdir/{path}`, from page 1; '' is the top. 'absent': there is no such folder. */
  listFolder(id: string, path: string, page: number, patience: Patience): Promise<FolderPage | 'absent'>;
}

export const maxFolderRows = 10_000;

export function createSender(requester: Requester, redact: Redact): Sender {
  return {
    createUpload: (name, patience) =>
      requester.change(
        {
          method: 'POST',
          path: '/uploads',
          query: new URLSearchParams({ upload_name: name }),
          subject: 'list',
          read: (json): Changed => readChanged(json, undefined, redact),
          readRefusal,
        },
        patience,
      ),

    putArchive: (id, makeBody, patience) =>
      requester.change({ ...changeOf(id, 'PUT', new URLSearchParams({ file_name: 'upload.zip' }), redact), makeBody }, patience),

    removeFiles: (id, patience) => requester.change(changeOf(id, 'DELETE', undefined, redact), patience),

    readTime: () => requester.answeredAt,

    listFolder: (id, path, page, patience) =>
      requester.get(
        {
          path: `/uploads/${id}/rawdir/${path.split('/').map(encodeURIComponent).join('/')}`,
          query: new URLSearchParams({ page_size: String(maxFolderRows), ...(page > 1 && { page: String(page) }) }),
          subject: 'upload',
          read: (json): FolderPage | 'absent' => readFolderPage(json, path),
          readRefusal: (status, detail) => (status === 404 && detail.startsWith('Not found') ? 'absent' : undefined),
        },
        patience,
      ),
  };
}

function changeOf(id: string, method: 'PUT' | 'DELETE', query: URLSearchParams | undefined, redact: Redact): Change<Changed> {
  return {
    method,
    path: `/uploads/${id}/raw/`,
    ...(query && { query }),
    subject: 'upload',
    read: (json) => readChanged(json, id, redact),
    readRefusal,
  };
}

/** Statuses and texts: 1.3.17 and 2.0.0. 409 is what NOMAD's developers plan instead of 400 where another process runs. */
export function readRefusal(status: number, detail: string): Hindrance | undefined {
  if (status === 413) return 'too-large';
  if (status === 404 && detail.includes('upload_id was not found')) return 'absent';
  if (/^(The )?[Uu]pload is already published|^Upload already published/.test(detail)) return 'published';
  if (![400, 409].includes(status)) return undefined;
  if (/blocked by another process|(currently|still) being processed/.test(detail)) return 'busy';
  return detail.startsWith('Limit of unpublished uploads') ? 'limit' : undefined;
}
