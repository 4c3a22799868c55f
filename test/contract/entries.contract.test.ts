import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Reply, at, each, keysOf, rowsOf } from './client.ts';
import { differences } from './differences.ts';
import { mixedZip } from './files.ts';
import { describeEach } from './target.ts';

describeEach('The entries of an upload with two failures among thirty-two', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  let token = '';
  let id = '';
  const waiting: unknown[] = [];
  const failedSoFar: number[] = [];

  function entries(query: string): Promise<Reply> {
    return client.get(`/uploads/${id}/entries?${query}`, token);
  }

  beforeAll(async () => {
    token = await client.token(target.user);
    id = await client.upload(token, `${client.run} mixed`, { name: 'mixed.zip', content: mixedZip() });
    let reply: Reply;
    do {
      await target.pause();
      reply = await entries('page_size=100');
      if (at(reply.body, 'upload', 'process_running') === true) failedSoFar.push(Number(at(reply.body, 'processing_failed')));
      waiting.push(...rowsOf(reply).filter((row) => at(row, 'complete_time') === undefined));
    } while (at(reply.body, 'upload', 'process_running') === true);
  });
  afterAll(() => client.tidyUp());

  it('are READY at first, on 1.3 soon PENDING, until their turn has come', () => {
    expect(waiting).toContainEqual(expect.objectContaining(differs.waitingEntry));
    for (const status of each(waiting, 'process_status')) {
      expect(['READY', ...differs.running]).toContain(status);
    }
  });

  it('are no failures while they wait', () => {
    expect(failedSoFar).not.toEqual([]);
    expect(Math.max(...failedSoFar)).toBeLessThanOrEqual(2);
  });

  it('are counted without rows for page_size=0', async () => {
    const { body } = await entries('page_size=0');
    expect(body).toMatchObject({
      pagination: { page_size: 0, order_by: 'mainfile', order: 'asc', page: 1, total: 32 },
      processing_successful: 30,
      processing_failed: 2,
      upload: { upload_id: id, process_status: 'SUCCESS', entries: 32 },
      data: [],
    });
    expect(keysOf(body)).toEqual(['data', 'pagination', 'processing_failed', 'processing_successful', 'upload']);
  });

  it('come with the failed ones first when ordered by process_status', async () => {
    const reply = await entries('page_size=5&order_by=process_status&order=asc');
    expect(each(rowsOf(reply), 'process_status')).toEqual(['FAILURE', 'FAILURE', 'SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(reply).toMatchObject({ body: { pagination: { total: 32, next_page_after_value: '4' }, processing_failed: 2 } });
  });

  it('come by mainfile otherwise, 10 to a page', async () => {
    const reply = await entries('');
    const files = each(rowsOf(reply), 'mainfile').map(String);
    expect(files).toHaveLength(10);
    expect(files).toEqual([...files].sort());
    expect(files[0]).toBe('run/broken-1.archive.yaml');
  });

  it('page by page give every entry once', async () => {
    const ids: unknown[] = [];
    for (const page of ['1', '2', '3']) {
      const reply = await entries(`page_size=15&order_by=process_status&order=asc&page=${page}`);
      ids.push(...each(rowsOf(reply), 'entry_id'));
    }
    expect(ids).toHaveLength(32);
    expect(new Set(ids).size).toBe(32);
    for (const entryId of ids) expect(entryId).toMatch(/^[A-Za-z0-9_-]{28}$/);
    const second = await entries('page_size=15&order_by=process_status&order=asc&page_after_value=14');
    expect(each(rowsOf(second), 'entry_id')).toEqual(ids.slice(15, 30));
  });

  it('tell of a failed one the file, the parser and a general error', async () => {
    const [row] = rowsOf(await entries('page_size=1&order_by=process_status&order=asc'));
    expect(row).toMatchObject({
      process_running: false,
      process_status: 'FAILURE',
      last_status_message: differs.entryFailure.message,
      errors: [differs.entryFailure.error],
      upload_id: id,
      parser_name: 'parsers/archive',
      entry_metadata: { processed: false },
    });
    expect(at(row, 'mainfile')).toMatch(/^run\/broken-[12]\.archive\.yaml$/);
    expect(at(row, 'current_process')).toBe(differs.entryProcess);
  });

  it('tell of a good one when it ended, and leave out what is null', async () => {
    const [row] = rowsOf(await entries('page_size=1&order_by=process_status&order=desc'));
    expect(row).toMatchObject({
      process_status: 'SUCCESS',
      process_running: false,
      errors: [],
      last_status_message: differs.entryMessage,
    });
    expect(at(row, 'complete_time')).toMatch(differs.time);
    expect(at(row, 'entry_create_time')).toMatch(differs.time);
    const always = [
      'complete_time',
      'entry_create_time',
      'entry_id',
      'entry_metadata',
      'errors',
      'last_status_message',
      'mainfile',
    ];
    const others = ['parser_name', 'process_running', 'process_status', 'upload_id', 'warnings'];
    const process = differs.entryProcess === undefined ? [] : ['current_process'];
    expect(keysOf(row)).toEqual([...always, ...others, ...process].sort());
  });

  it('have the reason of a failure in their processing log', async () => {
    const [row] = rowsOf(await entries('page_size=1&order_by=process_status&order=asc'));
    const entryId = String(at(row, 'entry_id'));
    const mainfile = String(at(row, 'mainfile'));
    const reply = await client.get(`/uploads/${id}/archive/${entryId}`, token);
    expect(reply).toMatchObject({ status: 200, body: { entry_id: entryId, data: { upload_id: id, entry_id: entryId } } });
    const logs = at(reply.body, 'data', 'archive', 'processing_logs');
    const items: unknown[] = Array.isArray(logs) ? logs : [];
    const item = items.find((one) => at(one, 'level') === 'ERROR' && at(one, 'step') !== undefined);
    expect(item).toMatchObject({
      event: 'Cannot parse archive json or yaml.',
      parser: 'parsers/archive',
      step: 'parsers/archive',
    });
    expect(at(item, 'exception')).toMatch(
      /\nyaml\.parser\.ParserError: while parsing a flow sequence\n {2}in ".*", line 3, column 9\n/,
    );
    expect(at(item, 'exception')).toContain(`/raw/${mainfile}"`);
    const byFile = await client.get(`/uploads/${id}/archive/mainfile/${mainfile}`, token);
    expect(byFile.status).toBe(200);
  });

  it('have no archive under an unknown id', async () => {
    const reply = await client.get(`/uploads/${id}/archive/AAAAAAAAAAAAAAAAAAAAAAAAAAAA`, token);
    expect(reply).toMatchObject({ status: 404, body: { detail: 'The entry does not exist or is not visible to you.' } });
  });

  it('refuse what can not be read', async () => {
    const wrong = await entries('order_by=entry_id');
    expect(wrong).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'invalid_order_by', loc: ['query', 'order_by'], input: 'entry_id' }] },
    });
    expect((await entries('page_size=many')).status).toBe(422);
    expect((await entries('page_size=0&page=1')).status).toBe(422);
    const behind = await entries('page_size=32&page=2');
    expect(behind).toMatchObject({ status: 400, body: { detail: 'Page out of range requested.' } });
  });
});
