import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, type Reply, at, rowsOf } from './client.ts';
import { differences } from './differences.ts';
import { good, zip } from './files.ts';
import { describeEach } from './target.ts';

const odd = 'ü ö#1;%41';

describeEach('The folders of an upload', (target) => {
  const client = new Client(target);
  const differs = differences[target.version];
  let token = '';
  let id = '';

  beforeAll(async () => {
    token = await client.token(target.user);
    const files = { 'a/b/x.txt': '123', 'a/b/c/y.txt': '45', [`a/${odd}/50% ?.txt`]: '6', 'a/z.txt': '', 'empty/': '' };
    id = await client.processed(token, 'folders', files);
  });
  afterAll(() => client.tidyUp());

  function folder(path: string): Promise<Reply> {
    return client.get(`/uploads/${id}/rawdir/${path}`, token);
  }

  it('are listed at every depth, with the sum of what is below', async () => {
    expect(await folder('a')).toMatchObject({
      status: 200,
      body: {
        path: 'a',
        access: 'unpublished',
        directory_metadata: {
          name: 'a',
          size: 6,
          content: [
            { name: 'b', size: 5, is_file: false },
            { name: 'z.txt', size: 0, is_file: true },
            { name: odd, size: 1, is_file: false },
          ],
        },
        pagination: { page_size: 10, order: 'asc', page: 1, total: 3 },
      },
    });
    const inner = { path: 'a/b', directory_metadata: { name: 'b', size: 5 }, pagination: { total: 2 } };
    expect(await folder('a/b')).toMatchObject({ status: 200, body: inner });
    const slash = { path: 'a/b', directory_metadata: { name: '', size: 5 } };
    expect(await folder('a/b/')).toMatchObject({ status: 200, body: slash });
  });

  it('have any name', async () => {
    const content = [{ name: '50% ?.txt', size: 1, is_file: true }];
    const body = { path: `a/${odd}`, directory_metadata: { name: odd, content } };
    expect(await folder(`a/${encodeURIComponent(odd)}`)).toMatchObject({ status: 200, body });
  });

  it('have no umlauts where the zip does not say that its names are UTF-8', async () => {
    const content = zip({ 'ü/ä.txt': '', 'plain.txt': '' }, 0);
    const sent = await client.upload(token, `${client.run} old names`, { name: 'old.zip', content });
    await client.settled(token, sent);
    expect(await client.folder(token, sent)).toEqual({ 'plain.txt': 0, '├╝/': 0 });
  });

  it('may be empty', async () => {
    expect(await folder('empty')).toMatchObject({
      body: { directory_metadata: { size: 0, content: [] }, pagination: { total: 0 } },
    });
  });

  it('come in pages', async () => {
    const second = await folder('a?page_size=1&page=2');
    expect(second).toMatchObject({ body: { directory_metadata: { size: 6, content: [{ name: 'z.txt' }] } } });
    expect(second).toMatchObject({
      body: { pagination: { total: 3, page: 2, page_after_value: '0', next_page_after_value: '1' } },
    });
    expect(await folder('a?page=2')).toMatchObject({ status: 400, body: { detail: 'Page out of range requested.' } });
    expect(await folder('a?page_size=0')).toMatchObject({
      body: { directory_metadata: { content: [] }, pagination: { total: 3 } },
    });
  });

  it('are unlike files, which tell their size', async () => {
    const { status, body } = await folder('a/b/x.txt?page_size=0');
    expect({ status, body }).toEqual({
      status: 200,
      body: { path: 'a/b/x.txt', access: 'unpublished', file_metadata: { name: 'x.txt', size: 3 } },
    });
    const slash =
      target.version === '1.3' ? { directory_metadata: { name: '', size: 0 } } : { file_metadata: { name: '', size: 3 } };
    expect(await folder('a/b/x.txt/')).toMatchObject({ body: { path: 'a/b/x.txt', ...slash } });
  });

  it('are 404 where there are none', async () => {
    const missing = { status: 404, body: { detail: 'Not found. Invalid path?' } };
    for (const path of ['nowhere', 'a/nowhere/', 'A', 'a/b/x', '/', '/a', 'a//b'])
      expect(await folder(path)).toMatchObject(missing);
  });

  it('get no POTCAR without its stripped copy', async () => {
    const text = 'PAW_PBE Si 05Jan2001\nEND of PSCTR-controll parameters\n local part\n 1.0 2.0\nEnd of Dataset\n';
    const sent = await client.processed(token, 'potcar', {
      'd/POTCAR': text,
      'd/POTCAR.Si': text,
      'd/POTCAR2': 'no real one\n',
      'd/xPOTCAR': text,
    });
    const { reply } = await client.settled(token, sent);
    expect(at(reply.body, 'upload')).toMatchObject({ process_status: 'SUCCESS', warnings: differs.potcar.warnings });
    const files = await client.folder(token, sent, 'd');
    expect(Object.keys(files).sort()).toEqual(differs.potcar.files);
    expect(files['POTCAR.stripped']).toBe(115 + text.length - ' local part\n 1.0 2.0\n'.length);
  });

  it('keep the warning about a POTCAR on 2.0, whatever is sent afterwards', async () => {
    const text = 'END of PSCTR-controll parameters\n';
    const sent = await client.processed(token, 'warned', { POTCAR: text });
    for (const files of [{ 'a.txt': '' }, { POTCAR: text }]) {
      await client.put(token, sent, zip(files));
      await client.settled(token, sent);
    }
    const { reply } = await client.settled(token, sent);
    expect(at(reply.body, 'upload', 'warnings')).toEqual(differs.potcar.warnings);
  });

  it('give entries that are created the comment and the references of nomad.json', async () => {
    const nomadJson = (comment: string): string => JSON.stringify({ comment, references: [`https://example.org/${comment}`] });
    const sent = await client.processed(token, 'references', { 'nomad.json': nomadJson('one'), 'a.archive.json': good });
    await client.put(token, sent, zip({ 'nomad.json': nomadJson('two'), 'a.archive.json': good, 'b.archive.json': good }));
    await client.settled(token, sent);
    const rows = rowsOf(await client.get(`/uploads/${sent}/entries`, token));
    expect(rows.map((row) => at(row, 'entry_metadata'))).toMatchObject([
      { comment: 'one', references: ['https://example.org/one'] },
      { comment: 'two', references: ['https://example.org/two'] },
    ]);
    const plain = await client.processed(token, 'plain', { 'nomad.json': '{"comment":', 'a.archive.json': good });
    const [row] = rowsOf(await client.get(`/uploads/${plain}/entries`, token));
    expect(at(row, 'entry_metadata', 'comment')).toBeUndefined();
    expect(at(row, 'entry_metadata', 'references')).toEqual([]);
  });
});
