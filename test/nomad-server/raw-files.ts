import { isAnswer, missingScope, refusal, unknownUpload } from './access.ts';
import { type Answer, detail, json, unprocessable, withoutNulls } from './answers.ts';
import { filesIn } from './changing.ts';
import { findPage, paging, rowsOf, unreadable } from './pagination.ts';
import type { Asked, Nomad } from './requests.ts';

const orders = { allowed: [], otherwise: '', where: 'field' } as const;

/** GET /uploads/{upload_id}/rawdir/{path}: the files and folders in a folder, by name; folders have the size of what is below them. */
export function listFolder(nomad: Nomad, asked: Asked, id: string, path: string): Answer {
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
  const prefix = path === '' ? '' : `${path}/`;
  const inside = filesIn(upload).filter((file) => file.path.startsWith(prefix));
  if (path !== '' && inside.length === 0) return detail(404, 'Not found. Invalid path?');
  const rows = new Map<string, { size: number; isFile: boolean }>();
  for (const file of inside) {
    const [name = '', ...below] = file.path.slice(prefix.length).split('/');
    rows.set(name, { size: (rows.get(name)?.size ?? 0) + file.size, isFile: below.length === 0 });
  }
  const page = findPage(asks, rows.size, asked.url);
  if (isAnswer(page)) return page;
  const content = [...rows].map(([name, { size, isFile }]) => ({ name, size, is_file: isFile }));
  content.sort((a, b) => (a.name < b.name ? -1 : 1));
  return json(200, {
    path,
    access: upload.published ? (upload.embargo > 0 ? 'embargoed' : 'public') : 'unpublished',
    directory_metadata: {
      name: path.split('/').at(-1) ?? '',
      size: content.reduce((sum, { size }) => sum + size, 0),
      content: rowsOf(asks, content),
    },
    pagination: withoutNulls({ ...page, order_by: null }),
  });
}
