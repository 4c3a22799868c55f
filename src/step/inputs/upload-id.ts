import { type Deployment, readUploadId } from '../../nomad/deployment.ts';
import type { InputReader } from './reader.ts';

/** Reads upload-id where exactly one must be given. undefined: there is a problem. */
export function readOneId(reader: InputReader, deployment: Deployment | undefined): string | undefined {
  const text = reader.text('upload-id');
  if (text === '')
    reader.problem(
      'upload-id',
      'upload-id is empty: give the id of the upload. If it comes from an earlier step, did the step that sends the upload fail?',
    );
  if (text === '' || reader.publicText('upload-id') === '') return undefined;
  const read = readUploadId(text, deployment);
  if (typeof read !== 'string') return read.id;
  refuseId(reader, text, read);
  return undefined;
}

/** Reads all lines of upload-id. */
export function readIds(reader: InputReader, deployment: Deployment | undefined): string[] {
  const ids = reader.lines('upload-id').flatMap(({ raw }) => {
    const read = readUploadId(raw, deployment);
    if (typeof read !== 'string') return [read.id];
    refuseId(reader, raw, read);
    return [];
  });
  return [...new Set(ids)];
}

function refuseId(reader: InputReader, text: string, problem: string): void {
  // An address may hold a password.
  reader.refuse('upload-id', /[/:].*[@?#]/.test(text) ? '' : text, problem);
}
