import { isAnswer, isMember, loggedIn } from './access.ts';
import { type Answer, type Invalid, detail, json, unprocessable, withoutNulls } from './answers.ts';
import { jsonObject } from './json-object.ts';
import { type Orders, last, findPage, paging, rowsOf, unreadable } from './pagination.ts';
import type { Asked, Nomad } from './requests.ts';
import { uploadRow } from './rows.ts';
import { type Version, isRunning } from './upload-spec.ts';
import type { Shown } from './uploads.ts';
import type { User } from './users.ts';

const orders: Record<Version, Orders> = {
  '1.3': {
    allowed: ['upload_create_time', 'publish_time', 'upload_name', 'last_status_message'],
    otherwise: 'upload_create_time',
    where: 'model',
  },
  '2.0': {
    allowed: ['upload_create_time', 'publish_time', 'upload_name', 'last_status_message', 'process_status'],
    otherwise: 'upload_create_time',
    where: 'model',
  },
};

/** GET /uploads: only those that the user has a role in, an admin too (both versions). */
export function list(nomad: Nomad, asked: Asked): Answer {
  const user = loggedIn(nomad, asked, 'uploads:read');
  if (isAnswer(user)) return user;
  const query = asked.url.searchParams;
  const wrong = [...wrongBooleans(query), ...unreadable(query), ...wrongRoles(query)];
  if (wrong.length > 0) return unprocessable(...wrong);
  const asks = paging(nomad.version, query, orders[nomad.version]);
  if (isAnswer(asks)) return asks;
  const names = namesWanted(nomad.version, query.getAll('upload_name'));
  if (isAnswer(names)) return names;

  const wanted = (upload: Shown): boolean =>
    hasRole(query.getAll('roles'), user, upload) && names(upload.name) && passes(nomad.version, query, upload);
  const found = sorted(nomad.uploads.all().filter(wanted), asks.orderBy, asks.descending);
  const page = findPage(asks, found.length, asked.url);
  if (isAnswer(page)) return page;
  const rows = rowsOf(asks, found).flatMap(({ id }) => nomad.uploads.look(id) ?? []);
  return json(200, {
    query: echoOf(query),
    pagination: withoutNulls(page),
    data: rows.map((upload) => withoutNulls(uploadRow(nomad.version, upload))),
  });
}

function wrongRoles(query: URLSearchParams): Invalid[] {
  const expected = "'main_author', 'reviewer' or 'coauthor'";
  return query.getAll('roles').flatMap((input, at) => {
    if (['main_author', 'reviewer', 'coauthor'].includes(input)) return [];
    return [{ type: 'enum', loc: ['query', 'roles', at], msg: `Input should be ${expected}`, input, ctx: { expected } }];
  });
}

function wrongBooleans(query: URLSearchParams): Invalid[] {
  return ['is_processing', 'is_published', 'is_owned'].flatMap((name) => {
    const input = last(query, name);
    if (input === undefined || truth(input) !== undefined) return [];
    const msg = 'Input should be a valid boolean, unable to interpret input';
    return [{ type: 'bool_parsing', loc: ['query', name], msg, input }];
  });
}

function truth(text: string | undefined): boolean | undefined {
  const word = text?.toLowerCase() ?? '';
  if (['true', '1', 'yes', 'on', 't', 'y'].includes(word)) return true;
  return ['false', '0', 'no', 'off', 'f', 'n'].includes(word) ? false : undefined;
}

/** On 2.0 a name that is a JSON object is a filter; on 1.3 every name is taken literally. */
function namesWanted(version: Version, values: readonly string[]): ((name: string | null) => boolean) | Answer {
  if (values.length === 0) return () => true;
  const tests: ((name: string) => boolean)[] = [];
  for (const value of values) {
    const filter = version === '2.0' ? filterIn(value) : undefined;
    if (filter === 'invalid') return detail(400, `Invalid upload_name query value: ${value}`);
    tests.push(filter ?? ((name) => name === value));
  }
  return (name) => name !== null && tests.some((test) => test(name));
}

function filterIn(value: string): ((name: string) => boolean) | 'invalid' | undefined {
  const filter = /^\s*\{[^]*\}\s*$/.test(value) ? jsonObject(value) : undefined;
  if (!filter) return undefined;
  const { value: wanted, type = 'exact', ...others } = filter;
  if (typeof wanted !== 'string' || Object.keys(others).length > 0) return 'invalid';
  if (type === 'exact') return (name) => name === wanted;
  return type === 'fuzzy' ? (name) => name.toLowerCase().includes(wanted.toLowerCase()) : 'invalid';
}

function hasRole(roles: readonly string[], user: User, upload: Shown): boolean {
  if (roles.length === 0) return isMember(user, upload);
  return (
    (roles.includes('main_author') && upload.owner === user.name) ||
    (roles.includes('coauthor') && upload.coauthors.includes(user.name))
  );
}

function passes(version: Version, query: URLSearchParams, upload: Shown): boolean {
  const ids = query.getAll('upload_id');
  const status = statusWanted(query);
  const processing = truth(last(query, 'is_processing'));
  const published = truth(last(query, 'is_published'));
  if (ids.length > 0 && !ids.includes(upload.id)) return false;
  if (published !== undefined && published !== upload.published) return false;
  // 1.3 takes process_status, echoes it, and does nothing with it; on 2.0 it outdoes is_processing.
  if (version === '2.0' && status !== undefined) return upload.status === status;
  return processing === undefined || processing === isRunning(upload.status);
}

function statusWanted(query: URLSearchParams): string | undefined {
  const status = last(query, 'process_status');
  return status === '' ? undefined : status?.toUpperCase();
}

function sorted(uploads: Shown[], orderBy: string, descending: boolean): Shown[] {
  const keys: Record<string, (upload: Shown) => string | number> = {
    upload_create_time: (upload) => upload.createdAt.getTime(),
    publish_time: (upload) => (upload.published ? (upload.completedAt ?? upload.createdAt).getTime() : 0),
    upload_name: (upload) => upload.name ?? '',
    last_status_message: (upload) => upload.message ?? '',
    process_status: (upload) => upload.status,
  };
  const key = keys[orderBy] ?? ((upload: Shown) => upload.id);
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
  const sign = descending ? -1 : 1;
  return uploads.sort(
    (a, b) => sign * compare(key(a), key(b)) || compare(a.createdAt.getTime(), b.createdAt.getTime()) || compare(a.id, b.id),
  );
}

/** The query as NOMAD read it; roles are not told. */
function echoOf(query: URLSearchParams): Record<string, unknown> {
  const names = ['upload_id', 'upload_name'].filter((name) => query.has(name));
  return withoutNulls({
    ...Object.fromEntries(names.map((name) => [name, query.getAll(name)])),
    is_processing: truth(last(query, 'is_processing')) ?? null,
    is_published: truth(last(query, 'is_published')) ?? null,
    process_status: statusWanted(query) ?? null,
    is_owned: truth(last(query, 'is_owned')) ?? null,
  });
}
