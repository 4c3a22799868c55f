import { cut } from '../../core/wording.ts';
import { flag, list, record, type Redact, text, whole } from './fields.ts';

/** What lies at the top of an upload. */
export interface FileList {
  /** The first ones; a folder ends with a slash. */
  readonly names: readonly string[];
  /** All files and folders at the top. */
  readonly total: number;
}

/** `GET /uploads/{id}/rawdir/` (1.3 and 2.0). */
export function readFileList(json: unknown, redact: Redact): FileList {
  const fields = record(json, 'the answer');
  const content = list(record(fields['directory_metadata'], '"directory_metadata"')['content'], '"content"');
  return {
    names: content.map((item) => {
      const file = record(item, 'a file');
      const name = cut(redact(text(file, 'name')), 100);
      return flag(file, 'is_file') ? name : `${name}/`;
    }),
    total: whole(record(fields['pagination'], '"pagination"'), 'total'),
  };
}
