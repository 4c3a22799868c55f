import { flag, list, NotUnderstoodError, record, text, whole } from './fields.ts';

/** A page of what lies directly in one folder of an upload, by exact names. */
export interface FolderPage {
  readonly files: ReadonlyMap<string, number>;
  /** With the bytes of all that is below each. */
  readonly folders: ReadonlyMap<string, number>;
  /** Files and folders on all pages. */
  readonly total: number;
}

/** `GET /uploads/{id}/rawdir/{path}` (1.3 and 2.0). `path`: the folder that was asked for, '' for the top. */
export function readFolderPage(json: unknown, path: string): FolderPage {
  const fields = record(json, 'the answer');
  if (text(fields, 'path') !== path) throw new NotUnderstoodError('it is about another folder');
  const files = new Map<string, number>();
  const folders = new Map<string, number>();
  for (const item of list(record(fields['directory_metadata'], '"directory_metadata"')['content'], '"content"')) {
    const row = record(item, 'a file');
    (flag(row, 'is_file') ? files : folders).set(text(row, 'name'), whole(row, 'size'));
  }
  return { files, folders, total: whole(record(fields['pagination'], '"pagination"'), 'total') };
}
