import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, at, each, keysOf, rowsOf } from './client.ts';
import { differences } from './differences.ts';
import { describeEach } from './target.ts';

describeEach('The list of uploads', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  const { run } = client;
  const json = `{"value": "${run}", "type": "fuzzy"}`;
  let token = '';
  let first = '';
  let second = '';

  async function list(query: Record<string, string> | [string, string][], as = token): ReturnType<Client['get']> {
    return client.get(`/uploads?${new URLSearchParams(query).toString()}`, as);
  }

  beforeAll(async () => {
    token = await client.token(target.user);
    first = await client.upload(token, `${run} twin`);
    await target.pass(0.01);
    second = await client.upload(token, `${run} twin`);
    await client.upload(token, `${run} Grün & +%20"#`);
    await client.upload(token, `{${run}}`);
    await client.upload(token, json);
    await client.send(token, {});
  });
  afterAll(() => client.tidyUp());

  it('finds a name exactly: no case folding, no part of it, no blanks trimmed', async () => {
    const name = `${run} Grün & +%20"#`;
    const found = await list({ upload_name: name });
    expect(each(rowsOf(found), 'upload_name')).toEqual([name]);
    expect(found).toMatchObject({ status: 200, body: { query: { upload_name: [name] }, pagination: { total: 1 } } });
    for (const other of [name.toUpperCase(), run, `${name} `, `${run}*`]) {
      expect(await list({ upload_name: other })).toMatchObject({ status: 200, body: { pagination: { total: 0 }, data: [] } });
    }
  });

  it('gives uploads of one name oldest first, and newest first on demand', async () => {
    const upload_name = `${run} twin`;
    expect(each(rowsOf(await list({ upload_name })), 'upload_id')).toEqual([first, second]);
    const newest = await list({ upload_name, order_by: 'upload_create_time', order: 'desc', page_size: '100' });
    expect(each(rowsOf(newest), 'upload_id')).toEqual([second, first]);
    expect(newest).toMatchObject({
      body: { pagination: { page_size: 100, order_by: 'upload_create_time', order: 'desc', page: 1 } },
    });
  });

  it('finds several names, and ids, at once', async () => {
    const both = await list([
      ['upload_name', `${run} twin`],
      ['upload_name', `{${run}}`],
    ]);
    expect(at(both.body, 'pagination', 'total')).toBe(3);
    const ids = await list([
      ['upload_id', second],
      ['upload_id', first],
      ['upload_id', 'AAAAAAAAAAAAAAAAAAAAAA'],
    ]);
    expect(each(rowsOf(ids), 'upload_id')).toEqual([first, second]);
  });

  it('takes a name in braces that is not JSON literally', async () => {
    expect(each(rowsOf(await list({ upload_name: `{${run}}` })), 'upload_name')).toEqual([`{${run}}`]);
  });

  it.runIf(target.version === '1.3')('takes a name that is JSON literally on 1.3', async () => {
    expect(each(rowsOf(await list({ upload_name: json })), 'upload_name')).toEqual([json]);
  });

  it.runIf(target.version === '2.0')(
    'reads a name that is JSON as a filter on 2.0, so that such a name must be wrapped',
    async () => {
      expect(at((await list({ upload_name: json, page_size: '0' })).body, 'pagination', 'total')).toBe(5);
      const other = JSON.stringify({ value: run.toUpperCase(), type: 'fuzzy' });
      expect(at((await list({ upload_name: other, page_size: '0' })).body, 'pagination', 'total')).toBe(5);
      const wrapped = await list({ upload_name: JSON.stringify({ value: json, type: 'exact' }) });
      expect(each(rowsOf(wrapped), 'upload_name')).toEqual([json]);
      expect(each(rowsOf(await list({ upload_name: JSON.stringify({ value: json }) })), 'upload_name')).toEqual([json]);
      const refused = await list({ upload_name: '{"a":1}' });
      expect(refused).toMatchObject({ status: 400, body: { detail: 'Invalid upload_name query value: {"a":1}' } });
    },
  );

  it('pages by page and by page_after_value alike', async () => {
    const names = [`${run} twin`, `${run} Grün & +%20"#`, `{${run}}`].map((name): [string, string] => ['upload_name', name]);
    const page = (place?: [string, string]): ReturnType<typeof list> =>
      list([...names, ['order_by', 'upload_create_time'], ['order', 'desc'], ['page_size', '2'], ...(place ? [place] : [])]);
    const one = await page();
    const next = String(at(one.body, 'pagination', 'next_page_after_value'));
    expect(next).toBe('1');
    expect(at(one.body, 'pagination', 'next_page_url')).toMatch(/[?&]page_after_value=1(&|$)/);
    const two = await page(['page', '2']);
    const after = await page(['page_after_value', next]);
    expect(each(rowsOf(two), 'upload_id')).toEqual([second, first]);
    expect(each(rowsOf(after), 'upload_id')).toEqual([second, first]);
    for (const reply of [two, after]) expect(reply).toMatchObject({ body: { pagination: { page: 2, page_after_value: '1' } } });
    const offset = await page(['page_offset', '1']);
    expect(each(rowsOf(offset), 'upload_id')).toEqual([at(rowsOf(one)[1], 'upload_id'), second]);
  });

  it('names no next page on the last one, and refuses the page behind it', async () => {
    const query = { upload_name: `${run} twin`, page_size: '1' };
    const end = await list({ ...query, page: '2' });
    expect(keysOf(at(end.body, 'pagination'))).toEqual(
      [
        'page_size',
        'order_by',
        'order',
        'page_after_value',
        'page',
        'total',
        'page_url',
        'prev_page_url',
        'first_page_url',
      ].sort(),
    );
    const behind = { status: 400, body: { detail: 'Page out of range requested.' } };
    expect(await list({ ...query, page: '3' })).toMatchObject(behind);
    expect(await list({ ...query, page_after_value: '1' })).toMatchObject(behind);
  });

  it('counts without rows for page_size=0', async () => {
    const { body } = await list({ upload_name: `${run} twin`, page_size: '0' });
    expect(at(body, 'data')).toEqual([]);
    expect(keysOf(at(body, 'pagination'))).toEqual(['order', 'order_by', 'page', 'page_size', 'page_url', 'total']);
    expect(at(body, 'pagination', 'total')).toBe(2);
  });

  it('leaves fields out that are null, which the answer to the POST has', async () => {
    const posted = await client.send(token, {});
    const data = at(posted.body, 'data');
    expect(keysOf(data).filter((key) => at(data, key) === null)).toEqual([...differs.nullsOfPost].sort());
    const got = await list({ upload_id: String(at(posted.body, 'upload_id')) });
    expect(keysOf(rowsOf(got)[0])).toEqual(keysOf(data).filter((key) => at(data, key) !== null));
    expect(rowsOf(got)[0]).toMatchObject({
      process_status: 'READY',
      process_running: false,
      errors: [],
      warnings: [],
      entries: 0,
    });
  });

  it('filters by whether an upload is being processed', async () => {
    const upload_name = `${run} twin`;
    const settled = await list({ upload_name, is_processing: 'false', page_size: '0' });
    expect(at(settled.body, 'pagination', 'total')).toBe(2);
    const running = await list({ upload_name, is_processing: 'true', page_size: '0' });
    expect(at(running.body, 'pagination', 'total')).toBe(0);
  });

  it('filters by process_status on 2.0, and ignores it on 1.3', async () => {
    const { body } = await list({ upload_name: `${run} twin`, process_status: 'failure' });
    expect(at(body, 'pagination', 'total')).toBe(target.version === '1.3' ? 2 : 0);
    expect(at(body, 'query', 'process_status')).toBe('FAILURE');
  });

  it('can be ordered by process_status on 2.0 only', async () => {
    expect((await list({ order_by: 'process_status', page_size: '0' })).status).toBe(differs.orderByStatus);
  });

  it('ignores parameters that it does not know', async () => {
    expect(await list({ upload_name: `${run} twin`, nonsense: '1' })).toMatchObject({
      status: 200,
      body: { pagination: { total: 2 } },
    });
  });

  it('refuses what it can not read, with the place in the query', async () => {
    const wrong: [Record<string, string>, unknown][] = [
      [{ page_size: 'many' }, { type: 'int_parsing', loc: ['query', 'page_size'], input: 'many' }],
      [{ page_size: '-1' }, { type: 'invalid_page_size', loc: ['query', 'page_size'], input: -1 }],
      [{ page: '0' }, { type: 'invalid_page', loc: ['query', 'page'], input: 0 }],
      [{ order: 'up' }, { type: 'enum', loc: ['query', 'order'], input: 'up' }],
      [{ roles: 'owner' }, { type: 'enum', loc: ['query', 'roles', 0], input: 'owner' }],
      [{ is_processing: 'maybe' }, { type: 'bool_parsing', loc: ['query', 'is_processing'], input: 'maybe' }],
      [
        { page: '1', page_after_value: '3' },
        { type: 'multiple_pagination_criteria', loc: ['query'] },
      ],
      [
        { page_size: '0', page: '1' },
        { type: 'invalid_pagination', loc: ['query'] },
      ],
      [{ order_by: 'nonsense' }, { type: 'invalid_order_by', loc: ['query'] }],
    ];
    for (const [query, item] of wrong) expect(await list(query)).toMatchObject({ status: 422, body: { detail: [item] } });
    expect(at((await list({ order_by: 'nonsense' })).body, 'detail', 0, 'msg')).toMatch(differs.wrongOrderBy);
  });

  it('breaks over a page_after_value that is no number', async () => {
    expect(await list({ page_after_value: 'x' })).toMatchObject({
      status: 500,
      body: { detail: { exception_class: 'ValueError' } },
    });
  });

  it('needs a login, before it looks at the query', async () => {
    const reply = await client.get('/uploads?page_size=many');
    expect(reply).toMatchObject({ status: 401, body: { detail: differs.loginNeeded } });
    expect(reply.headers.get('www-authenticate')).toBe(differs.loginNeededChallenge);
  });

  it.skipIf(!target.other)('shows what a stranger shares at once, but not among the uploads of the main author', async () => {
    const stranger = await client.token(target.other ?? target.user);
    const name = `${run} planted`;
    const planted = await client.upload(stranger, name);
    expect(rowsOf(await list({ upload_name: name }))).toEqual([]);
    const me = at((await list({ upload_id: first })).body, 'data', 0, 'main_author');
    expect((await client.edit(stranger, planted, { coauthors: [me] })).status).toBe(200);
    await client.settled(stranger, planted);
    expect(each(rowsOf(await list({ upload_name: name })), 'upload_id')).toEqual([planted]);
    expect(each(rowsOf(await list({ upload_name: name, roles: 'coauthor' })), 'upload_id')).toEqual([planted]);
    expect(rowsOf(await list({ upload_name: name, roles: 'main_author' }))).toEqual([]);
    expect(at((await list({ upload_name: `${run} twin`, roles: 'main_author' })).body, 'pagination', 'total')).toBe(2);
  });
});
