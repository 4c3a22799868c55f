import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Reply, at } from './client.ts';
import { differences } from './differences.ts';
import { broken, good, mixedZip, zip } from './files.ts';
import { describeEach } from './target.ts';

const written = 'You do not have write access to the specified upload.';
const processed = { detail: 'The upload is currently being processed, operation not allowed.' };

describeEach('To publish or delete an upload', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  let token = '';
  let stranger = '';
  let admin = '';

  beforeAll(async () => {
    token = await client.token(target.user);
    if (target.other) stranger = await client.token(target.other);
    if (target.admin) admin = await client.token(target.admin);
  });
  afterAll(() => client.tidyUp(target.admin && admin));

  function publish(id: string, embargo: number | string, as = token): Promise<Reply> {
    return client.ask('POST', `/uploads/${id}/action/publish?embargo_length=${embargo}`, { token: as });
  }

  function remove(id: string, as = token): Promise<Reply> {
    return client.ask('DELETE', `/uploads/${id}`, { token: as });
  }

  async function ended(id: string): Promise<unknown> {
    return at((await client.settled(token, id)).reply.body, 'upload');
  }

  it('needs entries, and a processing that has ended and did not fail', async () => {
    const none = { status: 400, body: { detail: 'Cannot publish an upload without any resulting entries.' } };
    const id = await client.upload(token, `${client.run} unpublishable`);
    expect(await publish(id, 0)).toMatchObject(none);
    await client.put(token, id, zip({ 'a.txt': '' }));
    await ended(id);
    expect(await publish(id, 37)).toMatchObject(none);
    await client.put(token, id, mixedZip());
    expect(await publish(id, 37)).toMatchObject({ status: 400, body: processed });
    await ended(id);
    await client.put(token, id, zip({ 'a.txt/b': '' }));
    expect(await ended(id)).toMatchObject({ process_status: 'FAILURE' });
    const failed = { detail: 'Cannot publish an upload that failed processing.' };
    expect(await publish(id, 37)).toMatchObject({ status: 400, body: failed });
    expect(await ended(id)).toMatchObject({ published: false });
  });

  it('needs an embargo between 0 and 36 months', async () => {
    const id = await client.processed(token, 'embargo', { 'a.archive.json': good });
    const range = { detail: 'Invalid embargo_length. Must be between 0 and 36 months.' };
    expect(await publish(id, 37)).toMatchObject({ status: 400, body: range });
    expect(await publish(id, -1)).toMatchObject({ status: 400, body: range });
    const unread = { detail: [{ type: 'int_parsing', loc: ['query', 'embargo_length'], input: 'x' }] };
    expect(await publish(id, 'x')).toMatchObject({ status: 422, body: unread });
  });

  it.runIf(target.other)('is for those who may write to it', async () => {
    const id = await client.processed(token, 'mine', { 'a.archive.json': good });
    const refused = { status: differs.somebodyElses, body: { detail: written } };
    expect(await publish(id, 37, stranger)).toMatchObject(refused);
    expect(await remove(id, stranger)).toMatchObject(refused);
    expect(await client.put(stranger, id, zip({ 'a.txt': '' }))).toMatchObject(refused);
    expect(await client.ask('DELETE', `/uploads/${id}/raw/nowhere`, { token: stranger })).toMatchObject(refused);
    expect(await client.ask('POST', `/uploads/${id}/action/process`, { token: stranger })).toMatchObject(refused);
    const edited = await client.edit(stranger, id, { upload_name: 'theirs' });
    const msg = `AuthLevel.coauthor access required for upload ${id}`;
    expect(edited).toMatchObject({ status: 422, body: { detail: [{ msg, loc: ['metadata', 'upload_name'] }] } });
    const login = { status: 401, body: { detail: differs.loginNeeded } };
    for (const [method, path] of [
      ['POST', '/action/publish'],
      ['DELETE', ''],
      ['DELETE', '/raw/'],
      ['PUT', '/raw/'],
    ] as const) {
      expect(await client.ask(method, `/uploads/${id}${path}`)).toMatchObject(login);
      const unknown = await client.ask(method, `/uploads/AAAAAAAAAAAAAAAAAAAAAA${path}`, { token });
      expect(unknown).toMatchObject({ status: 404, body: { detail: 'The specified upload_id was not found.' } });
    }
  });

  it.runIf(target.other)('is for coauthors too, but only the main author deletes', async () => {
    const id = await client.processed(token, 'shared', { 'a.archive.json': good });
    await client.edit(token, id, { coauthors: [target.other?.username] });
    await ended(id);
    expect(await publish(id, 37, stranger)).toMatchObject({ status: 400 });
    const text = 'Only main author has permissions for this operation.';
    expect(await remove(id, stranger)).toMatchObject({ status: differs.somebodyElses, body: { detail: text } });
    expect(await client.put(stranger, id, zip({ 'b.archive.json': good }))).toMatchObject({ status: 200 });
    expect(await ended(id)).toMatchObject({ entries: 2 });
  });

  it.runIf(target.admin)('publishes, whatever entries failed, and moves the time of the processing', async () => {
    const id = await client.processed(token, 'published', { 'a.archive.yaml': broken });
    const former = await ended(id);
    const answer = await publish(id, 3);
    const data = { process_status: 'PENDING', process_running: true, current_process: '_publish_upload', published: false };
    expect(answer).toMatchObject({ status: 200, body: { upload_id: id, data } });
    expect(at(answer.body, 'data', 'complete_time')).toBe(at(former, 'complete_time'));
    const upload = await ended(id);
    const published = { process_status: 'SUCCESS', current_process: '_publish_upload', published: true, entries: 1 };
    expect(upload).toMatchObject({ ...published, with_embargo: true, embargo_length: 3 });
    expect(at(upload, 'complete_time')).not.toBe(at(former, 'complete_time'));
    expect(await client.get(`/uploads/${id}/rawdir/`, token)).toMatchObject({ body: { access: 'embargoed' } });

    expect(await publish(id, 37)).toMatchObject({ status: 400, body: { detail: 'Upload already published.' } });
    const no = { status: differs.publishedWrite, body: { detail: 'Upload is already published, operation not possible.' } };
    expect(await client.put(token, id, zip({ 'a.txt': '' }))).toMatchObject(no);
    expect(await client.put(token, id, '')).toMatchObject(no);
    expect(await client.ask('DELETE', `/uploads/${id}/raw/nowhere`, { token })).toMatchObject(no);
    const onlyAdmins = { detail: 'Upload is already published, only admins can perform this operation.' };
    expect(await remove(id)).toMatchObject({ status: differs.somebodyElses, body: onlyAdmins });
    const again = await client.ask('POST', `/uploads/${id}/action/process`, { token });
    expect(again).toMatchObject({ status: differs.somebodyElses, body: onlyAdmins });

    const twice = await publish(id, 3, admin);
    expect(twice).toMatchObject({ status: differs.publishedWrite, body: { detail: 'The upload is already published.' } });
    expect(await client.put(admin, id, zip({ 'a.txt': '' }))).toMatchObject(no);
    expect(await remove(id, admin)).toMatchObject({ status: 200 });
    expect(await client.gone(token, id)).toMatchObject({ status: 404 });
  });

  it.runIf(target.admin)('keeps the own embargo only where none is asked for', async () => {
    const query = { upload_name: `${client.run} own embargo`, file_name: 'a.archive.json', embargo_length: '12' };
    const posted = await client.send(token, query, { body: good });
    const id = String(at(posted.body, 'upload_id'));
    expect(await ended(id)).toMatchObject({ published: false, with_embargo: true, embargo_length: 12 });
    await client.ask('POST', `/uploads/${id}/action/publish`, { token });
    expect(await ended(id)).toMatchObject({ published: true, embargo_length: 12 });
    const other = await client.send(token, query, { body: good });
    const opened = String(at(other.body, 'upload_id'));
    await ended(opened);
    await publish(opened, 0);
    expect(await ended(opened)).toMatchObject({ published: true, embargo_length: 0, with_embargo: false });
  });

  it('deletes at once on 2.0, and after what runs on 1.3', async () => {
    const id = await client.upload(token, `${client.run} deleted`);
    await client.put(token, id, mixedZip());
    const answer = await remove(id);
    const waits = target.version === '1.3';
    const process = waits ? '_process_upload' : differs.deleteProcess;
    expect(answer).toMatchObject({ status: 200, body: { data: { process_running: true, current_process: process } } });
    const blocked = { status: 400, body: { detail: 'The upload is currently blocked by another process.' } };
    const gone = { status: 404, body: { detail: 'The specified upload_id was not found.' } };
    expect(await client.put(token, id, zip({ 'a.txt': '' }))).toMatchObject(waits ? blocked : gone);
    const again = { status: 400, body: { detail: 'The upload is still being processed.' } };
    expect(await remove(id)).toMatchObject(waits ? again : gone);
    expect(await publish(id, 0)).toMatchObject(waits ? { status: 400, body: processed } : gone);
    expect(await client.gone(token, id)).toMatchObject(gone);
    expect(await remove(id)).toMatchObject(gone);
  });

  it('may have an embargo from the beginning, of at most 36 months', async () => {
    const text = '`embargo_length` must be between 0 and 36 months.';
    expect(await client.send(token, { embargo_length: '37' })).toMatchObject({ status: 400, body: { detail: text } });
    expect(await client.send(token, { embargo_length: 'x' })).toMatchObject({ status: 422 });
  });
});
