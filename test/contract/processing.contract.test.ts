import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Reply, at, each, rowsOf } from './client.ts';
import { differences } from './differences.ts';
import { broken, good, mixedZip, png, zip } from './files.ts';
import { describeEach } from './target.ts';

describeEach('An upload', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  const { run } = client;
  let token = '';

  beforeAll(async () => {
    token = await client.token(target.user);
  });
  afterAll(() => client.tidyUp());

  async function processed(name: string, content: string | Uint8Array<ArrayBuffer>): ReturnType<Client['settled']> {
    return client.settled(token, await client.upload(token, `${run} ${name}`, { name, content }));
  }

  it('ends with SUCCESS and one successful entry for one good file', async () => {
    const { reply, seen } = await processed('good.archive.json', good);
    expect(reply).toMatchObject({
      status: 200,
      body: { processing_successful: 1, processing_failed: 0, pagination: { total: 1, page_size: 0 }, data: [] },
    });
    expect(at(reply.body, 'upload')).toMatchObject({
      process_running: false,
      current_process: '_process_upload',
      process_status: 'SUCCESS',
      last_status_message: differs.processedMessage,
      errors: [],
      warnings: [],
      entries: 1,
      published: false,
      with_embargo: false,
    });
    for (const status of seen) expect(differs.running).toContain(status);
  });

  it('tells times in UTC, without a zone on 1.3', async () => {
    const { reply } = await processed('times.archive.json', good);
    for (const field of ['upload_create_time', 'complete_time']) {
      const time = String(at(reply.body, 'upload', field));
      expect(time).toMatch(differs.time);
      expect(Math.abs(Date.parse(time.replace(/Z?$/, 'Z')) - Date.now())).toBeLessThan(120_000);
    }
  });

  it('ends with SUCCESS though its only entry failed', async () => {
    const { reply } = await processed('broken.archive.yaml', broken);
    expect(reply).toMatchObject({ body: { processing_successful: 0, processing_failed: 1, pagination: { total: 1 } } });
    expect(at(reply.body, 'upload')).toMatchObject({ process_status: 'SUCCESS', errors: [], entries: 1 });
  });

  it('ends with SUCCESS without any entry where no parser takes the file', async () => {
    const { reply } = await processed('photo.png', png);
    expect(reply).toMatchObject({ body: { processing_successful: 0, processing_failed: 0, pagination: { total: 0 } } });
    expect(at(reply.body, 'upload')).toMatchObject({ process_status: 'SUCCESS', errors: [], entries: 0 });
  });

  function topOf(id: string, query = ''): Promise<Reply> {
    return client.get(`/uploads/${id}/rawdir/${query}`, token);
  }

  it('lists the files and folders at its top by name, some at a time, though no parser took them', async () => {
    const content = zip({ 'notes.txt': 'no entry', 'deep/er/a.txt': 'one', 'deep/b.txt': 'two!', 'README.md': '' });
    const id = await client.upload(token, `${run} unparsed`, { name: 'unparsed.zip', content });
    const { reply } = await client.settled(token, id);
    expect(at(reply.body, 'upload')).toMatchObject({ process_status: 'SUCCESS', entries: 0 });
    expect(await topOf(id)).toMatchObject({
      status: 200,
      body: {
        path: '',
        access: 'unpublished',
        directory_metadata: {
          name: '',
          size: 15,
          content: [
            { name: 'README.md', size: 0, is_file: true },
            { name: 'deep', size: 7, is_file: false },
            { name: 'notes.txt', size: 8, is_file: true },
          ],
        },
        pagination: { page_size: 10, order: 'asc', page: 1, total: 3 },
      },
    });
    const { body } = await topOf(id, '?page_size=2');
    expect(body).toMatchObject({ pagination: { total: 3, next_page_after_value: '1' } });
    expect(at(body, 'directory_metadata', 'content')).toHaveLength(2);
    expect(await topOf('AAAAAAAAAAAAAAAAAAAAAA')).toMatchObject({ status: 404 });
  });

  it('ends with FAILURE for a zip that is cut off, and becomes SUCCESS when it is renamed', async () => {
    const whole = mixedZip();
    const name = `${run} truncated.zip`;
    const id = await client.upload(token, name, { name: 'truncated.zip', content: whole.subarray(0, whole.length / 2) });
    const failed = (await client.settled(token, id)).reply;
    expect(failed).toMatchObject({ body: { processing_successful: 0, processing_failed: 0, pagination: { total: 0 } } });
    const upload = at(failed.body, 'upload');
    expect(upload).toMatchObject({
      process_status: 'FAILURE',
      process_running: false,
      current_process: '_process_upload',
      entries: 0,
    });
    expect(at(upload, 'errors', 0)).toMatch(differs.badZip);
    expect(at(upload, 'last_status_message')).toBe(`Process _process_upload failed: ${String(at(upload, 'errors', 0))}`);

    const edited = await client.edit(token, id, { upload_name: `${name} renamed` });
    expect(edited).toMatchObject({ status: 200, body: { upload_id: id, data: { current_process: differs.editProcess } } });
    const { reply } = await client.settled(token, id);
    expect(at(reply.body, 'upload')).toMatchObject({
      upload_name: `${name} renamed`,
      process_status: 'SUCCESS',
      current_process: differs.editProcess,
      last_status_message: differs.editedMessage,
      errors: [],
      entries: 0,
    });
    const old = await client.get(`/uploads?${new URLSearchParams({ upload_name: name }).toString()}`, token);
    expect(rowsOf(old)).toEqual([]);
  });

  it('fails as well for a file that is only called a zip', async () => {
    const { reply } = await processed('not-a.zip', 'no zip at all');
    expect(at(reply.body, 'upload')).toMatchObject({ process_status: 'FAILURE', entries: 0 });
  });

  it('stays READY when it was made without a file', async () => {
    const id = await client.upload(token, `${run} empty`);
    const { reply } = await client.settled(token, id);
    const upload = at(reply.body, 'upload');
    expect(upload).toMatchObject({ process_running: false, process_status: 'READY', errors: [], warnings: [], entries: 0 });
    for (const field of ['current_process', 'last_status_message', 'complete_time']) expect(at(upload, field)).toBeUndefined();
    expect(await topOf(id)).toMatchObject({
      status: 200,
      body: { directory_metadata: { name: '', size: 0, content: [] }, pagination: { total: 0 } },
    });
  });

  it('loses its file, and stays READY, when the file is declared to be a form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const posted = await client.send(
      token,
      { file_name: 'good.archive.json', upload_name: `${run} form` },
      { body: good, headers },
    );
    expect(posted).toMatchObject({
      status: 200,
      body: { data: { process_status: 'READY', process_running: false, entries: 0 } },
    });
    const { reply } = await client.settled(token, String(at(posted.body, 'upload_id')));
    expect(reply).toMatchObject({ body: { upload: { process_status: 'READY' }, pagination: { total: 0 } } });
  });

  it('can be sent as a multipart form, and is then named after its file', async () => {
    const body = new FormData();
    body.append('file', new Blob([good]), `${run}.archive.json`);
    const posted = await client.send(token, {}, { body });
    expect(at(posted.body, 'data', 'upload_name')).toBe(`${run}.archive.json`);
    const { reply } = await client.settled(token, String(at(posted.body, 'upload_id')));
    expect(reply).toMatchObject({ body: { upload: { process_status: 'SUCCESS' }, processing_successful: 1 } });
  });

  it('is running as soon as the POST of its file is answered', async () => {
    const query = { file_name: 'good.archive.json', upload_name: `${run} posted` };
    const posted = await client.send(token, query, { body: good });
    expect(posted.status).toBe(200);
    expect(at(posted.body, 'data')).toMatchObject({ process_running: true, process_status: 'PENDING', complete_time: null });
    expect(String(at(posted.body, 'upload_id'))).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it('needs a file name for a file that is no archive', async () => {
    const posted = await client.send(token, { upload_name: `${run} nameless` }, { body: good });
    const text = 'No file name provided, and the file does not look like a zip or tar file.';
    expect(posted).toMatchObject({ status: 400, body: { detail: text } });
  });

  it('is answered as text to a client that does not accept exactly application/json', async () => {
    const name = `${run} text`;
    const posted = await client.send(token, { upload_name: name }, { headers: { accept: '*/*' } });
    expect(posted.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(posted.body).toMatch(/^\nThanks for uploading your data to nomad\.\n/);
    const found = await client.get(`/uploads?${new URLSearchParams({ upload_name: name }).toString()}`, token);
    for (const id of each(rowsOf(found), 'upload_id')) await client.ask('DELETE', `/uploads/${String(id)}`, { token });
  });

  it('can be processed again, and shows the former counters until the new run has reset them', async () => {
    const id = await client.upload(token, `${run} again`, { name: 'good.archive.json', content: good });
    await client.settled(token, id);
    const again = await client.ask('POST', `/uploads/${id}/action/process`, { token });
    expect(again).toMatchObject({
      status: 200,
      body: { data: { process_running: true, process_status: 'PENDING', entries: 1 } },
    });
    const { reply } = await client.settled(token, id);
    expect(reply).toMatchObject({
      body: { upload: { process_status: 'SUCCESS' }, processing_successful: 1, processing_failed: 0 },
    });
  });

  it('is unknown after its deletion', async () => {
    const id = await client.upload(token, `${run} deleted`);
    const deleted = await client.ask('DELETE', `/uploads/${id}`, { token });
    expect(deleted).toMatchObject({
      status: 200,
      body: { upload_id: id, data: { process_running: true, process_status: 'PENDING' } },
    });
    expect(at(deleted.body, 'data', 'current_process')).toMatch(/^_?delete_upload$/);
    const gone = { status: 404, body: { detail: 'The specified upload_id was not found.' } };
    expect(await client.gone(token, id)).toMatchObject(gone);
    expect(await client.get(`/uploads/${id}/entries?page_size=0`, token)).toMatchObject(gone);
  });
});
