import { isAnswer, missingScope, refusal, unknownUpload } from './access.ts';
import { type Answer, json, unprocessable, withoutNulls } from './answers.ts';
import { findPage, paging, rowsOf, unreadable } from './pagination.ts';
import type { Asked, Nomad } from './requests.ts';

const orders = { allowed: [], otherwise: '', where: 'field' } as const;

/** GET /uploads/{upload_id}/rawdir/: the files and folders at the top of an upload, by name; folders have the size of what is in them. */
export function listTop(nomad: Nomad, asked: Asked, id: string): Answer {
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
  const top = new Map<string, { size: number; isFile: boolean }>();
  for (const { path, size } of upload.files ?? upload.entries.map(({ mainfile }) => ({ path: mainfile, size: 90 }))) {
    const [name = '', ...below] = path.split('/');
    top.set(name, { size: (top.get(name)?.size ?? 0) + size, isFile: below.length === 0 });
  }
  const page = findPage(asks, top.size, asked.url);
  if (isAnswer(page)) return page;
  const content = [...top].map(([name, { size, isFile }]) => ({ name, size, is_file: isFile }));
  content.sort((a, b) => (a.name < b.name ? -1 : 1));
  return json(200, {
    path: '',
    access: upload.published ? (upload.embargo > 0 ? 'embargoed' : 'public') : 'unpublished',
    directory_metadata: {
      name: '',
      size: content.reduce((sum, { size }) => sum + size, 0),
      content: rowsOf(asks, content),
    },
    pagination: withoutNulls({ ...page, order_by: null }),
  });
}
