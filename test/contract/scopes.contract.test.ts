import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Reply, at } from './client.ts';
import { good, zip } from './files.ts';
import { describeEach } from './target.ts';

type Route = 'post' | 'put' | 'edit' | 'files' | 'remove' | 'publish' | 'process' | 'list' | 'look' | 'folder';

describeEach('A personal access token', (target) => {
  const client = new Client(target);
  const isTwo = target.version === '2.0';
  const pats: string[] = [];
  let token = '';
  let id = '';

  beforeAll(async () => {
    token = await client.token(target.user);
    if (isTwo) id = await client.processed(token, 'scopes', { 'a.archive.json': good });
  });
  afterAll(async () => {
    // Some uploads are deleted with the token that made them.
    await client.tidyUp();
    for (const pat of pats) await client.ask('DELETE', `/auth/pats/${pat}`, { token });
  });

  async function pat(...scopes: string[]): Promise<string> {
    const body = JSON.stringify({ metadata: { name: client.run, scopes }, expires_in_days: 1 });
    const reply = await client.ask('POST', '/auth/pats', { token, body, headers: { 'content-type': 'application/json' } });
    pats.push(String(at(reply.body, 'pat', 'id')));
    return String(at(reply.body, 'raw_token'));
  }

  function lacks(name: string, scope: string): object {
    return { status: 403, body: { detail: `Missing scopes: [<Scope.${name}: '${scope}'>]` } };
  }

  function routes(as: string, upload: string): Record<Route, () => Promise<Reply>> {
    const path = `/uploads/${upload}`;
    return {
      post: () => client.send(as, { upload_name: `${client.run} scopes post` }),
      put: () => client.put(as, upload, zip({ 'a.txt': '' })),
      edit: () => client.edit(as, upload, { upload_name: `${client.run} scopes edited` }),
      files: () => client.ask('DELETE', `${path}/raw/nowhere`, { token: as }),
      remove: () => client.ask('DELETE', path, { token: as }),
      publish: () => client.ask('POST', `${path}/action/publish?embargo_length=37`, { token: as }),
      process: () => client.ask('POST', `${path}/action/process`, { token: as }),
      list: () => client.get('/uploads', as),
      look: () => client.get(path, as),
      folder: () => client.get(`${path}/rawdir/`, as),
    };
  }

  it.runIf(isTwo)('writes and deletes with uploads:write alone, but neither looks nor publishes', async () => {
    const as = await pat('uploads:write');
    const { post, put, files, list, look, folder, publish, process } = routes(as, id);
    expect(await put()).toMatchObject({ status: 200 });
    await client.settled(token, id);
    expect(await files()).toMatchObject({ status: 404 });
    for (const ask of [list, look, folder]) expect(await ask()).toMatchObject(lacks('UPLOADS_READ', 'uploads:read'));
    expect(await publish()).toMatchObject(lacks('UPLOADS_PUBLISH', 'uploads:publish'));
    expect(await process()).toMatchObject(lacks('UPLOADS_PROCESS', 'uploads:process'));
    expect(await post()).toMatchObject({ status: 200 });
    const other = await client.upload(token, `${client.run} scopes deleted`);
    expect(await routes(as, other).remove()).toMatchObject({ status: 200 });
  });

  it.runIf(isTwo)('without uploads:write is told so before it is told that there is no such upload', async () => {
    const as = await pat('uploads:read', 'uploads:publish');
    const writing = ['put', 'edit', 'files', 'remove'] as const;
    for (const upload of [id, 'AAAAAAAAAAAAAAAAAAAAAA']) {
      const known = routes(as, upload);
      for (const name of writing) expect(await known[name]()).toMatchObject(lacks('UPLOADS_WRITE', 'uploads:write'));
    }
    expect(await routes(as, id).post()).toMatchObject(lacks('UPLOADS_WRITE', 'uploads:write'));
    expect(await routes(as, id).publish()).toMatchObject({ status: 400 });
    expect(await routes(as, id).look()).toMatchObject({ status: 200 });
  });
});
