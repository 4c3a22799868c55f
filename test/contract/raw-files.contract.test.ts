import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Reply, at, rowsOf } from './client.ts';
import { differences } from './differences.ts';
import { broken, good, mixedZip, zip } from './files.ts';
import { describeEach } from './target.ts';

describeEach('The files of an upload', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  const { run } = client;
  let token = '';

  beforeAll(async () => {
    token = await client.token(target.user);
  });
  afterAll(() => client.tidyUp());

  async function ended(id: string): Promise<unknown> {
    return at((await client.settled(token, id)).reply.body, 'upload');
  }

  function remove(id: string, path: string): Promise<Reply> {
    return client.ask('DELETE', `/uploads/${id}/raw/${path}`, { token });
  }

  it('come from a zip that is sent into an upload without files', async () => {
    const id = await client.upload(token, `${run} first`);
    const sent = await client.put(token, id, zip({ 'a.archive.json': good, 'notes.txt': 'four' }));
    const data = { process_running: true, process_status: 'PENDING', current_process: '_process_upload', complete_time: null };
    expect(sent).toMatchObject({ status: 200, body: { upload_id: id, data, processing: null } });
    expect(await ended(id)).toMatchObject({ process_status: 'SUCCESS', current_process: '_process_upload', entries: 1 });
    expect(await client.folder(token, id)).toEqual({ 'a.archive.json': 86, 'notes.txt': 4 });
  });

  it('lie over those of the same path, and all others stay, with their entries', async () => {
    const files = { 'a.archive.json': good, 'b.archive.json': '{', 'folder/c.archive.yaml': broken };
    const id = await client.processed(token, 'merged', files);
    const former = await ended(id);
    const sent = await client.put(token, id, zip({ 'b.archive.json': good, 'folder/d.archive.json': good }));
    expect(sent).toMatchObject({ status: 200, body: { data: { complete_time: at(former, 'complete_time'), entries: 3 } } });
    const last = await ended(id);
    expect(last).toMatchObject({ process_status: 'SUCCESS', entries: 4 });
    expect(at(last, 'complete_time')).not.toBe(at(former, 'complete_time'));
    expect(await client.entries(token, id)).toEqual({
      'a.archive.json': 'SUCCESS',
      'b.archive.json': 'SUCCESS',
      'folder/c.archive.yaml': 'FAILURE',
      'folder/d.archive.json': 'SUCCESS',
    });
    const query = new URLSearchParams({ upload_name: `${run} merged`, roles: 'main_author' }).toString();
    const [row] = rowsOf(await client.get(`/uploads?${query}`, token));
    expect(at(row, 'complete_time')).toBe(at(last, 'complete_time'));
  });

  it('show the former counters and time as long as another processing runs', async () => {
    const id = await client.processed(token, 'former', { 'a.archive.json': good });
    const former = await ended(id);
    await client.put(token, id, zip({ 'b.archive.json': good }));
    for (;;) {
      const { body } = await client.get(`/uploads/${id}/entries?page_size=0`, token);
      const text = String(at(body, 'upload', 'last_status_message'));
      const isOver = at(body, 'upload', 'process_running') === false || /completed/.test(text) || text.startsWith('Cleanup');
      if (isOver && text !== at(former, 'last_status_message')) break;
      if (isOver && at(body, 'upload', 'process_running') === false) break;
      expect(at(body, 'upload', 'complete_time')).toBe(at(former, 'complete_time'));
      expect(at(body, 'upload', 'entries')).toBeGreaterThan(0);
      await target.pause();
    }
    expect(await ended(id)).toMatchObject({ entries: 2 });
  });

  it('can be one file in a folder', async () => {
    const id = await client.upload(token, `${run} alone`);
    const sent = await client.put(token, id, good, { folder: 'deep/er', name: 'a.archive.json' });
    expect(sent).toMatchObject({ status: 200, body: { data: { process_status: 'PENDING' } } });
    await ended(id);
    expect(await client.folder(token, id, 'deep/er')).toEqual({ 'a.archive.json': 86 });
    expect(await client.entries(token, id)).toEqual({ 'deep/er/a.archive.json': 'SUCCESS' });
  });

  it('are refused where there are none, or they can not be read', async () => {
    const id = await client.upload(token, `${run} refused`);
    const archive = zip({ 'a.txt': '' });
    const form = 'application/x-www-form-urlencoded';
    const nothing = 'Either an upload file or the query parameters for moving/copying a file should be provided.';
    expect(await client.put(token, id, archive, { type: form })).toMatchObject({ status: 400, body: { detail: nothing } });
    expect(await client.put(token, id, '')).toMatchObject({ status: 400, body: { detail: nothing } });
    const bad = { detail: 'Cannot extract file. Bad file format or file extension?' };
    expect(await client.put(token, id, archive.subarray(0, 60))).toMatchObject({ status: 400, body: bad });
    expect(await client.put(token, id, 'no zip')).toMatchObject({ status: 400, body: bad });
    const nameless = { detail: 'No file name provided, and the file does not look like a zip or tar file.' };
    expect(await client.put(token, id, 'no zip', { name: '' })).toMatchObject({ status: 400, body: nameless });
    const folder = { detail: 'Bad file name provided.' };
    expect(await client.put(token, id, archive, { name: 'a/b.zip' })).toMatchObject({ status: 400, body: folder });
    expect(await ended(id)).toMatchObject({ process_status: 'READY' });
    expect(await client.folder(token, id)).toEqual({});
  });

  it('that arrive while others are processed are queued by 1.3, and refused by 2.0 after they were read', async () => {
    const id = await client.upload(token, `${run} busy`);
    await client.put(token, id, mixedZip());
    const bad = await client.put(token, id, 'no zip');
    expect(bad).toMatchObject({ status: 400, body: { detail: 'Cannot extract file. Bad file format or file extension?' } });
    const missing = await remove(id, 'nowhere.txt');
    expect(missing).toMatchObject({ status: 404, body: { detail: 'No file or folder with that path found.' } });
    const second = await client.put(token, id, zip({ 'late.archive.json': good }));
    const blocked = { status: 400, body: { detail: 'The upload is currently blocked by another process.' } };
    const queued = { status: 200, body: { data: { process_running: true }, processing: null } };
    expect(second).toMatchObject(target.version === '1.3' ? queued : blocked);
    expect(await ended(id)).toMatchObject({ process_status: 'SUCCESS', entries: target.version === '1.3' ? 33 : 32 });
  });

  it.runIf(target.version === '1.3')('are lost where they wait behind a processing that fails', async () => {
    const id = await client.upload(token, `${run} dropped`);
    await client.put(token, id, mixedZip());
    expect(await client.put(token, id, zip({ run: 'over a folder' }))).toMatchObject({ status: 200 });
    expect(await client.put(token, id, zip({ 'late.txt': '' }))).toMatchObject({ status: 200 });
    expect(await ended(id)).toMatchObject({ process_status: 'FAILURE', entries: 32 });
    expect(Object.keys(await client.folder(token, id))).toEqual(['run/']);
  });

  it('can be removed one by one, by folder, or all at once', async () => {
    const files = { 'a.archive.json': good, 'b.txt': '', 'c/d/e.archive.json': good, 'c/d/f.txt': 'f', 'c/g.txt': 'g' };
    const id = await client.processed(token, 'removed', files);
    const former = await ended(id);
    const removed = await remove(id, 'c/d');
    const data = { process_running: true, process_status: 'PENDING', current_process: '_process_upload', entries: 2 };
    expect(removed).toMatchObject({ status: 200, body: { upload_id: id, data } });
    expect(at(removed.body, 'data', 'complete_time')).toBe(at(former, 'complete_time'));
    expect(at(removed.body, 'processing')).toBeUndefined();
    expect(await ended(id)).toMatchObject({ process_status: 'SUCCESS', entries: 1 });
    expect(await client.folder(token, id, 'c')).toEqual({ 'g.txt': 1 });
    expect((await remove(id, 'c/g.txt')).status).toBe(200);
    await ended(id);
    expect(await client.folder(token, id)).toEqual({ 'a.archive.json': 86, 'b.txt': 0, 'c/': 0 });
    expect(await client.folder(token, id, 'c')).toEqual({});
    expect((await remove(id, '')).status).toBe(200);
    expect(await ended(id)).toMatchObject({ process_status: 'SUCCESS', entries: 0 });
    expect(await client.folder(token, id)).toEqual({});
    expect((await remove(id, '')).status).toBe(200);
    await ended(id);
    expect(await remove(id, 'a.archive.json')).toMatchObject({ status: 404 });
  });

  it('fail where a file lies over a folder, or a folder over a file', async () => {
    const id = await client.processed(token, 'clash', { 'folder/a.archive.json': good });
    await client.put(token, id, zip({ folder: 'x' }));
    const upload = await ended(id);
    expect(upload).toMatchObject({ process_status: 'FAILURE', entries: 1 });
    expect(at(upload, 'errors', 0)).toMatch(differs.clash);
    expect(await client.folder(token, id)).toEqual({ 'folder/': 86 });
    await client.put(token, id, zip({ 'folder/a.archive.json/b.txt': 'x' }));
    expect(await ended(id)).toMatchObject({ process_status: 'FAILURE' });
    await client.put(token, id, zip({ 'b.archive.json': good }));
    expect(await ended(id)).toMatchObject({ process_status: 'SUCCESS', errors: [], entries: 2 });
  });
});
