import { NotUnderstoodError, record, type Redact, text } from './fields.ts';
import { readUpload, type Upload } from './upload.ts';

/** `{upload_id, data}`: what NOMAD answers when an upload was made or changed (1.3 and 2.0). `id`: which one; undefined: a new one. */
export function readChanged(json: unknown, id: string | undefined, redact: Redact): Upload {
  const fields = record(json, 'the answer');
  const upload = readUpload(fields['data'], redact);
  if (upload.id !== text(fields, 'upload_id') || (id !== undefined && upload.id !== id))
    throw new NotUnderstoodError('it is about another upload');
  return upload;
}
