import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, at } from './client.ts';
import { differences } from './differences.ts';
import { answerToHead } from './early.ts';
import { describeEach } from './target.ts';

describeEach('Before the body of a request is sent', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  const unknown = `${target.api}/uploads/AAAAAAAAAAAAAAAAAAAAAA/raw/?file_name=a.zip`;
  let token = '';

  beforeAll(async () => {
    token = await client.token(target.user);
  });
  afterAll(() => client.tidyUp());

  function head(method: string, url: string, as?: string): Promise<string> {
    const authorization = as === undefined ? {} : { authorization: `Bearer ${as}` };
    return answerToHead(method, url, {
      accept: 'application/json',
      'content-type': 'application/octet-stream',
      ...authorization,
    });
  }

  it('a missing or bad token is refused', async () => {
    expect(await head('PUT', unknown)).toContain(`{"detail":"${differs.loginNeeded}"}`);
    expect(await head('POST', `${target.api}/uploads?file_name=a.zip`)).toContain(`{"detail":"${differs.loginNeeded}"}`);
    expect(await head('PUT', unknown, 'bad')).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('an unknown upload, and a name or an embargo that NOMAD does not take, is refused', async () => {
    expect(await head('PUT', unknown, token)).toMatch(/^HTTP\/1\.1 404 [^]*"The specified upload_id was not found\."/);
    const id = String(at((await client.send(token, { upload_name: `${client.run} early` })).body, 'upload_id'));
    const path = `${target.api}/uploads/${id}/raw/?file_name=a%2Fb.zip`;
    expect(await head('PUT', path, token)).toMatch(/^HTTP\/1\.1 400 [^]*"Bad file name provided\."/);
    const embargo = `${target.api}/uploads?file_name=a.zip&embargo_length=37`;
    expect(await head('POST', embargo, token)).toMatch(/^HTTP\/1\.1 400 [^]*must be between 0 and 36 months/);
  });

  it.runIf(target.other)('who may not write is refused', async () => {
    const id = String(at((await client.send(token, { upload_name: `${client.run} not theirs` })).body, 'upload_id'));
    const stranger = target.other && (await client.token(target.other));
    const answer = await head('PUT', `${target.api}/uploads/${id}/raw/?file_name=a.zip`, stranger);
    expect(answer).toMatch(
      new RegExp(`^HTTP/1.1 ${differs.somebodyElses} [^]*"You do not have write access to the specified upload."`),
    );
  });
});
