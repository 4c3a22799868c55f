import { type Answer, type Invalid, detail, exception, unprocessable } from './answers.ts';
import type { Version } from './upload-spec.ts';

interface Paging {
  readonly pageSize: number;
  readonly orderBy: string;
  readonly descending: boolean;
  readonly start: number;
  readonly given: { after?: string; offset?: number };
}

/** What a route lets rows be ordered by. `where` tells at which level its model finds a wrong one. */
export interface Orders {
  readonly allowed: readonly string[];
  readonly otherwise: string;
  readonly where: 'field' | 'model';
}

/** What Python takes for an integer; pydantic takes `1.0` too. */
const wholeNumber = /^\s*[+-]?\d+\s*$/;
const queryNumber = /^\s*[+-]?\d+(\.0*)?\s*$/;

/** FastAPI reads the last value of a parameter that is given more than once. */
export function last(query: URLSearchParams, name: string): string | undefined {
  return query.getAll(name).at(-1);
}

export function notWhole(query: URLSearchParams, name: string): Invalid[] {
  const input = last(query, name);
  if (input === undefined || queryNumber.test(input)) return [];
  const msg = 'Input should be a valid integer, unable to parse string as an integer';
  return [{ type: 'int_parsing', loc: ['query', name], msg, input }];
}

/** What FastAPI itself finds wrong, before NOMAD's own model sees the query. */
export function unreadable(query: URLSearchParams): Invalid[] {
  const items: Invalid[] = [];
  const number = (name: string): void => {
    items.push(...notWhole(query, name));
  };
  number('page_size');
  const order = last(query, 'order');
  if (order !== undefined && order !== 'asc' && order !== 'desc') {
    const expected = "'asc' or 'desc'";
    items.push({ type: 'enum', loc: ['query', 'order'], msg: `Input should be ${expected}`, input: order, ctx: { expected } });
  }
  number('page');
  number('page_offset');
  return items;
}

/** The paging asked for, or NOMAD's refusal (both versions: app/v1/models/pagination.py). */
export function paging(version: Version, query: URLSearchParams, orders: Orders): Paging | Answer {
  const number = (name: string): number | undefined => {
    const value = last(query, name);
    return value === undefined ? undefined : Number(value);
  };
  const pageSize = number('page_size') ?? 10;
  const orderBy = last(query, 'order_by') ?? (orders.where === 'model' ? orders.otherwise : null);
  const order = last(query, 'order') ?? 'asc';
  const after = last(query, 'page_after_value');
  const page = number('page');
  const offset = number('page_offset');
  const input = {
    page_size: pageSize,
    order_by: orderBy,
    order,
    page_after_value: after ?? null,
    page: page ?? null,
    page_offset: offset ?? null,
  };
  const known = orderBy === null || orders.allowed.includes(orderBy);
  const wrongOrder = version === '1.3' ? 'order_by must be a valid attribute' : notOneOf(orderBy ?? '', orders.allowed);
  if (!known && orders.where === 'model') {
    return unprocessable({ type: 'invalid_order_by', loc: ['query'], msg: wrongOrder, input });
  }
  const fields = [
    ...tooSmall('page_size', pageSize, 0),
    ...(known ? [] : [{ type: 'invalid_order_by', loc: ['query', 'order_by'], msg: wrongOrder, input: orderBy }]),
    ...tooSmall('page', page, 1),
    ...tooSmall('page_offset', offset, 0),
  ];
  if (fields.length > 0) return unprocessable(...fields);
  const places = Object.entries({ page, page_offset: offset, page_after_value: after }).filter(
    ([, value]) => value !== undefined,
  );
  if (places.length > 1) {
    const msg = 'Can only specify one of: page_offset, page, or page_after_value';
    return unprocessable({ type: 'multiple_pagination_criteria', loc: ['query'], msg, input });
  }
  if (pageSize === 0 && places[0]) {
    const msg = `Cannot specify ${places[0][0]} when page_size is set to 0`;
    return unprocessable({ type: 'invalid_pagination', loc: ['query'], msg, input });
  }
  return {
    pageSize,
    orderBy: orderBy ?? orders.otherwise,
    descending: order === 'desc',
    start: after === undefined ? (offset ?? ((page ?? 1) - 1) * pageSize) : Number(after) + 1,
    given: {
      ...(after !== undefined && { after }),
      ...(offset !== undefined && { offset }),
    },
  };
}

function tooSmall(name: string, value: number | undefined, least: number): Invalid[] {
  if (value === undefined || value >= least) return [];
  return [{ type: `invalid_${name}`, loc: ['query', name], msg: `${name} must be >= ${least}`, input: value }];
}

function notOneOf(value: string, allowed: readonly string[]): string {
  return `order_by is '${value}', must be one of (${allowed.map((one) => `'${one}'`).join(', ')})`;
}

/** The answer's `pagination`; 400 for a page behind the last one, but not for a first page without rows. */
export function findPage(paging: Paging, total: number, url: URL): Record<string, unknown> | Answer {
  const { pageSize, start, given } = paging;
  if (given.after !== undefined && !wholeNumber.test(given.after)) {
    return exception('ValueError', `invalid literal for int() with base 10: '${given.after}'`);
  }
  if (start < 0) return exception('AssertionError', '');
  const page = pageSize === 0 ? 1 : Math.floor(start / pageSize) + 1;
  const pages = pageSize === 0 ? 1 : Math.ceil(total / pageSize);
  if (page > 1 && page > pages) return detail(400, 'Page out of range requested.');
  // Whether there is more is told by the page's number, though an offset need not stand at the start of a page.
  const next = page < pages ? String(start + pageSize - 1) : null;
  return {
    page_size: pageSize,
    order_by: paging.orderBy,
    order: paging.descending ? 'desc' : 'asc',
    page_after_value: page > 1 ? String(start - 1) : null,
    page,
    page_offset: given.offset ?? null,
    total,
    next_page_after_value: next,
    page_url: url.href,
    next_page_url: next === null ? null : moved(url, 'page_after_value', next),
    prev_page_url: page > 1 ? moved(url, 'page', String(page - 1)) : null,
    first_page_url: pageSize > 0 ? moved(url) : null,
  };
}

/** NOMAD drops `page`, `page_after_value` and what is empty from its own URL, but keeps `page_offset`. */
function moved(url: URL, name?: string, value = ''): string {
  const other = new URL(url);
  for (const [key, text] of url.searchParams) {
    const place = key === 'page' || key === 'page_after_value';
    if (text === '' || (place && key !== name)) other.searchParams.delete(key);
  }
  if (name !== undefined) other.searchParams.set(name, value);
  return other.href;
}

export function rowsOf<Row>(paging: Paging, all: readonly Row[]): readonly Row[] {
  return all.slice(paging.start, paging.start + paging.pageSize);
}
