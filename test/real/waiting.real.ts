import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../contract/client.ts';
import { good, zip } from '../contract/files.ts';
import { expectEnding } from '../e2e/step.ts';
import { checkReal, theRealNomad } from './real-step.ts';

const target = theRealNomad();

/** So many that NOMAD is still busy with them when the action has started. */
function manyEntries(): Uint8Array<ArrayBuffer> {
  return zip(Object.fromEntries(Array.from({ length: 200 }, (_, number) => [`run/${number}.archive.json`, good])));
}

describe(`The wait of the packaged action on the NOMAD ${target.version} at ${target.api}`, () => {
  const client = new Client(target);
  let token = '';

  beforeAll(async () => {
    token = await client.token(target.user);
  });
  afterAll(() => client.tidyUp());

  it('lasts until the processing has ended', async () => {
    const id = await client.upload(token, `${client.run} slow`, { name: 'slow.zip', content: manyEntries() });
    const run = await checkReal(target, { 'upload-id': id });
    expectEnding(run, 'success');
    expect(run.outputs).toMatchObject({ status: 'SUCCESS', entries: '200', 'successful-entries': '200' });
  });

  it('ends at the deadline, before the processing has', async () => {
    const id = await client.upload(token, `${client.run} too slow`, { name: 'slow.zip', content: manyEntries() });
    const run = await checkReal(target, { 'upload-id': id, timeout: '0' });
    expectEnding(run, 'timeout');
    expect(run.outputs).toMatchObject({ 'upload-id': id });
  });

  it('lasts until an upload of the name has come', async () => {
    const name = `${client.run} late`;
    const step = checkReal(target, { 'upload-name': name, 'wait-for-upload': '2m' });
    await target.pass(4);
    const id = await client.upload(token, name, { name: 'good.archive.json', content: good });
    const run = await step;
    expectEnding(run, 'success');
    expect(run.outputs).toMatchObject({ 'upload-id': id });
  });
});
