import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Reply, at } from './client.ts';
import { broken, good, zip } from './files.ts';
import { describeEach } from './target.ts';

const asBytes = { 'content-type': 'application/octet-stream' };

describeEach('Publishing and deleting', (target) => {
  const client = new Client(target);
  const { run } = client;
  const is13 = target.version === '1.3';
  let token = '';

  beforeAll(async () => {
    token = await client.token(target.user);
  });
  afterAll(() => client.tidyUp());

  function publish(id: string, embargo: string): Promise<Reply> {
    return client.ask('POST', `/uploads/${id}/action/publish?embargo_length=${embargo}`, { token });
  }

  it('is refused for an upload without entries, with a failed processing, or with too long an embargo', async () => {
    const empty = await client.upload(token, `${run} empty`);
    expect(await publish(empty, '0')).toMatchObject({
      status: 400,
      body: { detail: 'Cannot publish an upload without any resulting entries.' },
    });
    const failed = await client.upload(token, `${run} failed`, { name: 'not-a.zip', content: 'no zip' });
    await client.settled(token, failed);
    expect(await publish(failed, '0')).toMatchObject({
      status: 400,
      body: { detail: 'Cannot publish an upload that failed processing.' },
    });
    const one = await client.upload(token, `${run} one`, { name: 'good.archive.json', content: good });
    expect(await publish(one, '0')).toMatchObject({
      status: 400,
      body: { detail: 'The upload is currently being processed, operation not allowed.' },
    });
    await client.settled(token, one);
    expect(await publish(one, '37')).toMatchObject({
      status: 400,
      body: { detail: 'Invalid embargo_length. Must be between 0 and 36 months.' },
    });
  });

  // What is published stays for ever, so only a NOMAD of a test may be asked.
  it('is not prevented by failed entries; it moves the end of the processing, and is refused a second time', async () => {
    const id = await client.upload(token, `${run} published`, { name: 'broken.archive.yaml', content: broken });
    const before = (await client.settled(token, id)).reply;
    expect(before).toMatchObject({ body: { processing_failed: 1, upload: { embargo_length: 0 } } });
    expect(await publish(id, '3')).toMatchObject({
      status: 200,
      body: { upload_id: id, data: { process_status: 'PENDING', process_running: true, published: false } },
    });
    const after = (await client.settled(token, id)).reply;
    expect(after).toMatchObject({
      body: { upload: { published: true, embargo_length: 3, current_process: '_publish_upload', process_status: 'SUCCESS' } },
    });
    expect(at(after.body, 'upload', 'complete_time')).not.toBe(at(before.body, 'upload', 'complete_time'));
    expect(await publish(id, '3')).toMatchObject({ status: 400, body: { detail: 'Upload already published.' } });
    const put = await client.ask('PUT', `/uploads/${id}/raw/?file_name=a.txt`, { token, body: 'no entry', headers: asBytes });
    const text = 'Upload is already published, operation not possible.';
    expect(put).toMatchObject({ status: is13 ? 401 : 400, body: { detail: text } });
    expect(await client.ask('DELETE', `/uploads/${id}`, { token })).toMatchObject({
      status: is13 ? 401 : 403,
      body: { detail: 'Upload is already published, only admins can perform this operation.' },
    });
    client.forget(id);
  });

  it('a running upload can be deleted: at once in 2.0, after its run in 1.3', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.archive.json`, good]));
    const id = await client.upload(token, `${run} running`, { name: 'many.zip', content: zip(files) });
    expect(await client.ask('DELETE', `/uploads/${id}`, { token })).toMatchObject({ status: 200, body: { upload_id: id } });
    expect(await client.gone(token, id)).toMatchObject({ status: 404 });
    expect(await client.ask('DELETE', `/uploads/${id}`, { token })).toMatchObject({ status: 404 });
  });
});
