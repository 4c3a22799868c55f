import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Reply, at } from './client.ts';
import { good, zip } from './files.ts';
import { describeEach } from './target.ts';

const notes = 'no entry';
const asBytes = { 'content-type': 'application/octet-stream' };

describeEach('Sending', (target) => {
  const client = new Client(target);
  const { run } = client;
  const is13 = target.version === '1.3';
  let token = '';
  let stranger: string | undefined;

  beforeAll(async () => {
    token = await client.token(target.user);
    stranger = target.other && (await client.token(target.other));
  });
  afterAll(() => client.tidyUp());

  function put(id: string, files: Record<string, string>, as = token, folder = ''): Promise<Reply> {
    return client.ask('PUT', `/uploads/${id}/raw/${folder}?file_name=upload.zip`, {
      token: as,
      body: zip(files),
      headers: asBytes,
    });
  }

  async function sent(name: string, files: Record<string, string>): Promise<string> {
    const id = await client.upload(token, `${run} ${name}`);
    expect(await put(id, files)).toMatchObject({ status: 200 });
    await client.settled(token, id);
    return id;
  }

  function folder(id: string, path: string, query = ''): Promise<Reply> {
    return client.get(`/uploads/${id}/rawdir/${path.split('/').map(encodeURIComponent).join('/')}${query}`, token);
  }

  async function namesIn(id: string, path: string): Promise<unknown> {
    const content = at((await folder(id, path, '?page_size=10000')).body, 'directory_metadata', 'content');
    return Array.isArray(content) ? content.map((row) => [at(row, 'name'), at(row, 'size'), at(row, 'is_file')]) : content;
  }

  it('an upload is made without a file, and is listed at once by its exact name', async () => {
    const name = `${run} made`;
    const id = await client.upload(token, name);
    const query = new URLSearchParams({ upload_name: name, roles: 'main_author' });
    const list = await client.get(`/uploads?${query.toString()}`, token);
    expect(list).toMatchObject({
      status: 200,
      body: { pagination: { total: 1 }, data: [{ upload_id: id, upload_name: name, process_status: 'READY', published: false }] },
    });
    expect(Math.abs(Date.parse(list.headers.get('date') ?? '') - Date.now())).toBeLessThan(120_000);
    const own = await client.get(`/uploads?${new URLSearchParams({ upload_id: id, roles: 'main_author' }).toString()}`, token);
    expect(own).toMatchObject({ body: { pagination: { total: 1 } } });
  });

  it('a zip is merged into it, and processed: what is sent again is overwritten, the rest stays', async () => {
    const id = await sent('merged', { 'a.archive.json': good, 'data/b.archive.json': good, 'notes.txt': notes });
    const first = (await client.settled(token, id)).reply;
    expect(first).toMatchObject({ body: { processing_successful: 2, upload: { process_status: 'SUCCESS', entries: 2 } } });
    const again = await put(id, { 'notes.txt': `${notes}!`, 'c.archive.json': good });
    expect(again).toMatchObject({
      status: 200,
      body: { upload_id: id, processing: null, data: { process_running: true, process_status: 'PENDING' } },
    });
    // Until the new processing has ended it shows the end of the former one.
    const formerEnd = at(first.body, 'upload', 'complete_time');
    expect(at(again.body, 'data', 'complete_time')).toBe(formerEnd);
    const second = (await client.settled(token, id)).reply;
    expect(second).toMatchObject({ body: { processing_successful: 3, upload: { process_status: 'SUCCESS' } } });
    expect(at(second.body, 'upload', 'complete_time')).not.toBe(formerEnd);
    expect(await namesIn(id, '')).toEqual([
      ['a.archive.json', Buffer.byteLength(good), true],
      ['c.archive.json', Buffer.byteLength(good), true],
      ['data', Buffer.byteLength(good), false],
      ['notes.txt', notes.length + 1, true],
    ]);
  });

  it('every folder is listed with names as they were sent, sums and pages', async () => {
    const id = await sent('folders', { 'dä ta/x/1 %#?.txt': 'one', 'dä ta/x/2.txt': 'three', 'dä ta/y.txt': '' });
    expect(await folder(id, 'dä ta')).toMatchObject({
      status: 200,
      body: {
        path: 'dä ta',
        directory_metadata: {
          name: 'dä ta',
          size: 8,
          content: [
            { name: 'x', size: 8, is_file: false },
            { name: 'y.txt', size: 0, is_file: true },
          ],
        },
      },
    });
    expect(await namesIn(id, 'dä ta/x')).toEqual([
      ['1 %#?.txt', 3, true],
      ['2.txt', 5, true],
    ]);
    const second = await folder(id, 'dä ta/x', '?page_size=1&page=2');
    expect(second).toMatchObject({ body: { pagination: { total: 2, page: 2 } } });
    expect(at(second.body, 'directory_metadata', 'content')).toEqual([{ name: '2.txt', size: 5, is_file: true }]);
    expect(await folder(id, 'nowhere')).toMatchObject({ status: 404, body: { detail: 'Not found. Invalid path?' } });
  });

  it('while a process runs, 2.0 refuses a change and 1.3 queues it', async () => {
    const id = await client.upload(token, `${run} busy`);
    await put(id, Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.archive.json`, good])));
    const second = await put(id, { 'late.txt': notes });
    if (is13) expect(second).toMatchObject({ status: 200, body: { data: { process_running: true } } });
    else expect(second).toMatchObject({ status: 400, body: { detail: 'The upload is currently blocked by another process.' } });
    await client.settled(token, id);
    const names = JSON.stringify(await namesIn(id, ''));
    expect(names.includes('late.txt')).toBe(is13);
  });

  it('all files are removed, with their entries', async () => {
    const id = await sent('emptied', { 'a.archive.json': good, 'data/notes.txt': notes });
    expect(await client.ask('DELETE', `/uploads/${id}/raw/`, { token })).toMatchObject({
      status: 200,
      body: { upload_id: id, data: { process_running: true, process_status: 'PENDING' } },
    });
    const { reply } = await client.settled(token, id);
    expect(reply).toMatchObject({ body: { pagination: { total: 0 }, upload: { process_status: 'SUCCESS' } } });
    expect(await namesIn(id, '')).toEqual([]);
    const missing = await client.ask('DELETE', `/uploads/${id}/raw/gone.txt`, { token });
    expect(missing).toMatchObject({ status: 404, body: { detail: 'No file or folder with that path found.' } });
  });

  it('a broken zip, a form and a missing upload are refused', async () => {
    const id = await client.upload(token, `${run} refused`);
    const path = `/uploads/${id}/raw/?file_name=upload.zip`;
    expect(await client.ask('PUT', path, { token, body: 'no zip', headers: asBytes })).toMatchObject({
      status: 400,
      body: { detail: 'Cannot extract file. Bad file format or file extension?' },
    });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await client.ask('PUT', path, { token, body: 'no zip', headers: form })).toMatchObject({
      status: 400,
      body: { detail: 'Either an upload file or the query parameters for moving/copying a file should be provided.' },
    });
    expect(await put('AAAAAAAAAAAAAAAAAAAAAA', { 'a.txt': notes })).toMatchObject({
      status: 404,
      body: { detail: 'The specified upload_id was not found.' },
    });
    expect(at((await client.settled(token, id)).reply.body, 'upload', 'process_status')).toBe('READY');
  });

  it('a stranger can neither change nor delete nor publish it', async () => {
    if (stranger === undefined) return;
    const id = await sent('own', { 'a.archive.json': good });
    const refused = { status: is13 ? 401 : 403, body: { detail: 'You do not have write access to the specified upload.' } };
    expect(await put(id, { 'a.txt': notes }, stranger)).toMatchObject(refused);
    expect(await client.ask('DELETE', `/uploads/${id}/raw/`, { token: stranger })).toMatchObject(refused);
    expect(await client.ask('DELETE', `/uploads/${id}`, { token: stranger })).toMatchObject(refused);
    const publish = `/uploads/${id}/action/publish?embargo_length=0`;
    expect(await client.ask('POST', publish, { token: stranger })).toMatchObject(refused);
    const list = new URLSearchParams({ upload_id: id, roles: 'main_author' });
    expect(await client.get(`/uploads?${list.toString()}`, stranger)).toMatchObject({ body: { pagination: { total: 0 } } });
  });

  it('a nomad.json at the top gives its comment and references to the entries that are new', async () => {
    const note = JSON.stringify({ comment: 'sent by a test', references: ['https://example.org/1'] });
    const id = await sent('noted', { 'nomad.json': note, 'a.archive.json': good });
    const metadata = async (): Promise<unknown> =>
      at((await client.get(`/uploads/${id}/entries`, token)).body, 'data', 0, 'entry_metadata');
    expect(await metadata()).toMatchObject({ comment: 'sent by a test', references: ['https://example.org/1'] });
    expect(at((await client.settled(token, id)).reply.body, 'pagination', 'total')).toBe(1);
  });

  it('a file over a folder fails', async () => {
    const id = await sent('clash', { 'data/a.txt': notes });
    await put(id, { data: notes });
    const { reply } = await client.settled(token, id);
    expect(at(reply.body, 'upload', 'process_status')).toBe('FAILURE');
    const why = is13 ? /Cannot merge a file with a directory|File exists/ : /does not exist/;
    expect(String(at(reply.body, 'upload', 'errors', 0))).toMatch(why);
  });

  it('a POTCAR file loses what its licence forbids to keep', async () => {
    const potcar =
      ' PAW_PBE Si 05Jan2001\n 4.00000000000000\n parameters from PSCTR are:\n   VRHFIN =Si: s2p2\nEND of PSCTR-controll parameters\n local part\n 1 2 3\n End of Dataset\n';
    const id = await sent('potcar', { 'run/POTCAR': potcar, 'run/notes.txt': notes });
    const names = JSON.stringify(await namesIn(id, 'run'));
    expect(names).toContain('"POTCAR.stripped"');
    expect(names.includes('"POTCAR"')).toBe(is13);
    const warnings = JSON.stringify(at((await client.settled(token, id)).reply.body, 'upload', 'warnings'));
    expect(warnings.includes('Removing POTCAR file from upload')).toBe(!is13);
  });

  it('is refused from the headers alone, while the body is on its way', async () => {
    const endless = client.ask('PUT', '/uploads/AAAAAAAAAAAAAAAAAAAAAA/raw/?file_name=upload.zip', {
      token,
      body: new Uint8Array(8 * 1024 * 1024),
      headers: asBytes,
    });
    expect(await endless).toMatchObject({ status: 404 });
  });
});
