import type { FileList } from '../../nomad/answers/file-list.ts';
import type { Upload } from '../../nomad/answers/upload.ts';
import { nameUpload } from './wording.ts';

/** A success without any entry, where NOMAD says which files it has. */
export function unparsedFiles(upload: Pick<Upload, 'id' | 'name'>, { names, total }: FileList): string {
  const demand = 'Set min-entries to make this a failure.';
  if (total === 0) return `NOMAD found no entries in ${nameUpload(upload)}: it has no files. ${demand}`;
  const more = total > names.length ? ` and ${total - names.length} more` : '';
  const files = `${names.map((name) => `"${name}"`).join(', ')}${more}`;
  return `NOMAD found no entries in ${nameUpload(upload)}: no parser accepted any of its files (${files}). ${demand}`;
}

/** A READY upload without files, in the log. */
export function emptyUpload(name: string): string {
  return `${name} is empty: no file has arrived.`;
}
