import { isAnswer, missingScope, refusal, unknownUpload } from './access.ts';
import { type Answer, detail, json, unprocessable, withoutNulls } from './answers.ts';
import { findPage, paging, rowsOf, unreadable } from './pagination.ts';
import type { Asked, Nomad } from './requests.ts';
import { childrenOf, filesOf } from './stored-files.ts';

const orders = { allowed: [], otherwise: '', where: 'field' } as const;

/** GET /uploads/{upload_id}/rawdir/{path}: what lies in a folder, by name; folders have the size of what is in them. */
export function listFolder(nomad: Nomad, asked: Asked, id: string, asksFor: string): Answer {
  const scope = missingScope(asked.caller, 'uploads:read');
  if (scope) return scope;
  const query = asked.url.searchParams;
  const wrong = unreadable(query);
  if (wrong.length > 0) return unprocessable(...wrong);
  const asks = paging(nomad.version, query, orders);
  if (isAnswer(asks)) return asks;
  const upload = nomad.uploads.peek(id);
  if (!upload) return unknownUpload;
  const refused = refusal(nomad, asked.caller, upload);
  if (refused) return refused;

  const path = asksFor.replace(/\/$/, '');
  // A slash at the end is dropped from the path, and takes the name with it.
  const name = asksFor.split('/').at(-1);
  const files = filesOf(upload);
  const head = { path, access: upload.published ? (upload.embargo > 0 ? 'embargoed' : 'public') : 'unpublished' };
  const file = files.find((one) => one.path === path);
  // 1.3 takes a file with a slash at its end for an empty folder.
  const isEmpty = file !== undefined && name === '' && nomad.version === '1.3';
  if (file && !isEmpty) return json(200, { ...head, file_metadata: { name, size: file.size } });
  const content = isEmpty ? [] : childrenOf(files, path);
  if (!content || asksFor.startsWith('/')) return detail(404, 'Not found. Invalid path?');
  const page = findPage(asks, content.length, asked.url);
  if (isAnswer(page)) return page;
  const size = content.reduce((sum, child) => sum + child.size, 0);
  return json(200, {
    ...head,
    directory_metadata: { name, size, content: rowsOf(asks, content) },
    pagination: withoutNulls({ ...page, order_by: null }),
  });
}
