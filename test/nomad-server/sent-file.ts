import { Body } from './body.ts';
import { last } from './pagination.ts';
import type { Asked } from './requests.ts';
import type { FileSpec } from './upload-spec.ts';
import { filesInZip, keptBytes } from './zip.ts';

/** What was sent, under the name that it was sent with; the name is empty where none was given. */
export interface Sent {
  readonly name: string;
  readonly content: Body;
}

export const noFileName = 'No file name provided, and the file does not look like a zip or tar file.';

export function isMultipart(asked: Asked): boolean {
  return contentType(asked).startsWith('multipart/form-data');
}

export function sentFile(asked: Asked, body: Body): Sent | undefined {
  // What curl's --data-binary declares: NOMAD looks for form fields, and finds none.
  if (contentType(asked).startsWith('application/x-www-form-urlencoded')) return undefined;
  if (isMultipart(asked)) return fileInForm(body);
  return body.length === 0 ? undefined : { name: fileName(asked), content: body };
}

export function fileName(asked: Asked): string {
  return last(asked.url.searchParams, 'file_name') ?? '';
}

/** The files in an archive, or the file itself; undefined for an archive that can't be unpacked. */
export function filesSent({ name, content }: Sent): FileSpec[] | undefined {
  if (name === '' || name.endsWith('.zip')) return filesInZip(content);
  const size = content.length;
  return [{ path: name, size, ...(size <= keptBytes && { content: content.all() }) }];
}

function contentType(asked: Asked): string {
  return asked.headers['content-type'] ?? '';
}

function fileInForm(body: Body): Sent | undefined {
  const part = /name="file"; filename="([^"]*)"[^]*?\r\n\r\n([^]*?)\r\n--/.exec(body.all().toString('latin1'));
  return part ? { name: part[1] ?? '', content: new Body([Buffer.from(part[2] ?? '', 'latin1')]) } : undefined;
}
