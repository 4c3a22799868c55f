import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from './client.ts';
import { differences } from './differences.ts';
import { describeEach } from './target.ts';

describeEach('A request that NOMAD does not answer', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  const { origin } = new URL(target.api);
  const base = target.api.replace(/\/api\/v1$/, '');
  let token = '';
  let id = '';

  beforeAll(async () => {
    token = await client.token(target.user);
    id = await client.upload(token, `${client.run} private`);
  });
  afterAll(() => client.tidyUp());

  it('is 404 with its own words for an unknown upload', async () => {
    const unknown = { status: 404, body: { detail: 'The specified upload_id was not found.' } };
    for (const path of ['/uploads/AAAAAAAAAAAAAAAAAAAAAA', '/uploads/AAAAAAAAAAAAAAAAAAAAAA/entries?page_size=0']) {
      expect(await client.get(path, token)).toMatchObject(unknown);
      expect(await client.get(path)).toMatchObject(unknown);
    }
    expect(await client.ask('DELETE', '/uploads/AAAAAAAAAAAAAAAAAAAAAA', { token })).toMatchObject(unknown);
  });

  it.skipIf(!target.other)('is 401 on 1.3 and 403 on 2.0 for an upload of somebody else, in the same words', async () => {
    const stranger = await client.token(target.other ?? target.user);
    const refused = { status: differs.somebodyElses, body: { detail: 'You do not have access to the specified upload.' } };
    for (const path of [`/uploads/${id}`, `/uploads/${id}/entries?page_size=0`]) {
      const reply = await client.get(path, stranger);
      expect(reply).toMatchObject(refused);
      expect(reply.headers.get('www-authenticate')).toBeNull();
    }
  });

  it('is 401 without a login for an upload that is not published', async () => {
    const refused = { status: 401, body: { detail: 'You need to log in to access the specified upload.' } };
    for (const path of [`/uploads/${id}`, `/uploads/${id}/entries?page_size=0`])
      expect(await client.get(path)).toMatchObject(refused);
  });

  it('is 401 for a dead token even where no login is needed', async () => {
    const reply = await client.get(`/uploads/${id}`, 'garbage');
    expect(reply).toMatchObject({ status: 401, body: { detail: 'Could not validate credentials. The given token is invalid.' } });
  });

  it('is 401 for a login that is no bearer token', async () => {
    const reply = await client.ask('GET', '/uploads', { headers: { authorization: 'Basic YWRhOmFkYS1wYXNzd29yZA==' } });
    expect(reply).toMatchObject({ status: 401, body: { detail: differs.loginNeeded } });
  });

  it('is 404 with a short JSON for a path that the API does not have', async () => {
    for (const path of [`${target.api}/nope`, `${target.api}/nope/`, `${base}/api/uploads`, `${base}/nope`, `${base}/gui/`]) {
      expect(await client.get(path, token)).toMatchObject({ status: 404, body: { detail: 'Not Found' } });
    }
  });

  it('is 404 outside the base path, with an info, or as a page for a browser', async () => {
    const reply = await client.get(`${origin}/api/v1/uploads`, token);
    expect(reply).toMatchObject({ status: 404, body: { detail: 'Not found', info: { app: { name: 'NOMAD' } } } });
    const page = await client.ask('GET', `${origin}/api/v1/uploads`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('is 307 to the same address without the trailing slash, query included', async () => {
    for (const path of ['/uploads', `/uploads/${id}`, `/uploads/${id}/entries`]) {
      const { status, headers, body } = await client.get(`${path}/?page_size=1`, token);
      expect(status).toBe(307);
      expect(headers.get('location')).toBe(`${target.api}${path}?page_size=1`);
      expect(body).toBe('');
    }
  });

  it('is 405 for a method that a path does not have', async () => {
    const reply = await client.ask('PATCH', '/uploads', { token });
    expect(reply).toMatchObject({ status: 405, body: { detail: 'Method Not Allowed' } });
    expect(await client.ask('POST', `${base}/gui/auth/token`)).toMatchObject({ status: 405 });
  });

  it('is not the question whether it lives', async () => {
    expect(await client.get(`${base}/alive`)).toMatchObject({ status: 200, body: 'I am, alive!' });
    expect(await client.get(`${origin}/-/health`)).toMatchObject({ status: 200, body: { healthcheck: 'ok' } });
  });
});
