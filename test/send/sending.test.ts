import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { type NomadServer, startNomadServer, versions } from '../nomad-server/server.ts';
import { SimulatedClock } from '../simulated-clock.ts';
import { good, send, storedIn, workspaceOf } from './scene.ts';

const files = { 'a.archive.json': good, 'data/b.archive.json': good, 'data/notes.txt': 'hello' };
const sizes = { 'a.archive.json': good.length, 'data/b.archive.json': good.length, 'data/notes.txt': 5 };

describe.each(versions)('to NOMAD %s', (version) => {
  let clock: SimulatedClock;
  let server: NomadServer;
  let written: () => string;

  beforeEach(async () => {
    written = catchLog();
    clock = new SimulatedClock();
    server = await startNomadServer({ version, now: () => clock.now() });
  });
  afterEach(() => server.close());

  function login(): Record<string, string> {
    return { token: server.token('ada'), 'upload-name': 'run' };
  }

  function routes(): string[] {
    return server.requests.map(
      ({ method, path }) => `${method} ${path.replace(/^.*\/api\/v1/, '').replace(/\/uploads\/[\w-]{22}/, '/uploads/ID')}`,
    );
  }

  it('a first send asks no more than it must, and brings every file', async () => {
    using workspace = workspaceOf(files);
    const { ending, verdict, shipment } = await send(server, workspace.folder, login(), clock);
    expect(verdict, ending.message).toBe('success');
    expect(ending.message).toMatch(/^3 files \(\d+ bytes\) arrived\. NOMAD processed upload "run": all 2 entries succeeded/);
    expect(shipment.created).toBe(true);
    const [upload] = server.uploads();
    expect(storedIn(server, upload?.id ?? '')).toEqual(sizes);
    const looks = routes().filter((route) => route === 'GET /uploads/ID/entries').length;
    expect(routes().filter((route) => route !== 'GET /uploads/ID/entries')).toEqual([
      'GET /uploads',
      'POST /uploads',
      'GET /uploads',
      'PUT /uploads/ID/raw/',
      'GET /uploads/ID/rawdir/',
      'GET /uploads/ID/rawdir/data',
    ]);
    expect(looks).toBeGreaterThan(0);
  });

  it('the same name is the same upload: a re-run brings it up to date, and keeps what is not sent', async () => {
    using first = workspaceOf(files);
    await send(server, first.folder, login(), clock);
    using second = workspaceOf({ 'a.archive.json': `${good} `, 'new.txt': '' });
    const { verdict, shipment } = await send(server, second.folder, login(), clock);
    expect(verdict).toBe('success');
    expect(shipment.created).toBe(false);
    expect(server.uploads()).toHaveLength(1);
    expect(storedIn(server, server.uploads()[0]?.id ?? '')).toEqual({
      ...sizes,
      'a.archive.json': good.length + 1,
      'new.txt': 0,
    });
  });

  it('remove makes it hold exactly what is sent', async () => {
    using first = workspaceOf(files);
    await send(server, first.folder, login(), clock);
    using second = workspaceOf({ 'c.archive.json': good });
    const { verdict, ending } = await send(server, second.folder, { ...login(), 'existing-files': 'remove' }, clock);
    expect(verdict, ending.message).toBe('success');
    expect(storedIn(server, server.uploads()[0]?.id ?? '')).toEqual({ 'c.archive.json': good.length });
    expect(written()).toMatch(/Removing all 3 files of upload "run", made 2026-01-15 12:00:\S+ UTC, first/);
  });

  it('remove removes nothing where there is nothing to send', async () => {
    const id = server.add({ name: 'run', files: [{ path: 'a.txt', size: 1 }] });
    using empty = workspaceOf({});
    const { verdict } = await send(server, empty.folder, { ...login(), 'existing-files': 'remove' }, clock);
    expect(verdict).toBe('no-files');
    expect(storedIn(server, id)).toEqual({ 'a.txt': 1 });
    expect(server.requests).toEqual([]);
  });

  it('a published upload of the name is not touched: a new one is made', async () => {
    const published = server.add({ name: 'run', published: true });
    using workspace = workspaceOf(files);
    const { verdict, shipment } = await send(server, workspace.folder, login(), clock);
    expect(verdict).toBe('success');
    expect(shipment.created).toBe(true);
    expect(storedIn(server, published)).toEqual({ 'sample.archive.json': 90 });
  });

  it('an upload of the name that is only shared with the account is not touched', async () => {
    const shared = server.add({ name: 'run', owner: 'bob', coauthors: ['ada'] });
    using workspace = workspaceOf(files);
    const { verdict, shipment } = await send(server, workspace.folder, login(), clock);
    expect({ verdict, created: shipment.created }).toEqual({ verdict: 'success', created: true });
    expect(storedIn(server, shared)).toEqual({ 'sample.archive.json': 90 });
  });

  it.each([
    ['several of the name', 'duplicate', () => [server.add({ name: 'run' }), server.add({ name: 'run' })], {}],
    ['a published one by id', 'already-published', () => [server.add({ published: true })], { byId: true }],
    ["somebody else's by id", 'permission', () => [server.add({ owner: 'bob', coauthors: ['ada'] })], { byId: true }],
    ['one that is hidden from the account', 'permission', () => [server.add({ owner: 'bob' })], { byId: true }],
    ['one that does not exist', 'not-found', () => ['AAAAAAAAAAAAAAAAAAAAAA'], { byId: true }],
  ])('%s: nothing is sent', async (_, reason, prepare, { byId = false }: { byId?: boolean }) => {
    const [id = ''] = prepare();
    using workspace = workspaceOf(files);
    const given = byId ? { token: server.token('ada'), 'upload-id': id } : login();
    const before = server.uploads().length;
    const { verdict } = await send(server, workspace.folder, given, clock);
    expect(verdict).toBe(reason);
    expect(server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(server.uploads()).toHaveLength(before);
  });

  it('what runs on the upload is waited for, with a warning', async () => {
    const states = [{ status: 'RUNNING' as const, looks: 3 }, { status: 'SUCCESS' as const }];
    server.add({ name: 'run', states });
    using workspace = workspaceOf(files);
    const { verdict, ending } = await send(server, workspace.folder, login(), clock);
    expect(verdict, ending.message).toBe('success');
    expect(ending.warnings.join()).toContain('already processing upload "run" when this step began');
    const put = server.requests.findIndex(({ method }) => method === 'PUT');
    expect(server.requests.slice(0, put).filter(({ path }) => path.endsWith('/entries')).length).toBeGreaterThan(1);
  });

  it('a failed entry of what was sent is red; one of a file that was not sent is named', async () => {
    server.add({ name: 'run', entries: [{ mainfile: 'old.archive.json', status: 'FAILURE' }] });
    using workspace = workspaceOf({ ...files, 'bad.archive.yaml': 'a: [' });
    const { verdict, ending } = await send(server, workspace.folder, login(), clock);
    expect(verdict).toBe('entries-failed');
    expect(ending.message).toContain(
      '1 of 2 failed entries belongs to a file that was not sent; existing-files: remove would remove it',
    );
  });

  it('a file over a folder fails, and the message says why', async () => {
    server.add({ name: 'run', files: [{ path: 'data', size: 3 }] });
    using workspace = workspaceOf(files);
    const { verdict, ending } = await send(server, workspace.folder, login(), clock);
    expect(verdict).toBe('processing-failed');
    expect(ending.message).toContain('may have the path of a folder');
  });

  it('wait: false ends when NOMAD has the files, and says that they were not judged', async () => {
    using workspace = workspaceOf(files);
    const { verdict, ending } = await send(server, workspace.folder, { ...login(), wait: 'false' }, clock);
    expect(verdict).toBe('success');
    expect(ending.message).toContain('They were not judged, because wait is false.');
    expect(ending.results?.[0]?.upload?.status).toBe('PENDING');
    expect(routes().at(-1)).toBe('PUT /uploads/ID/raw/');
  });

  it('a file whose name holds the token is not sent, and not shown', async () => {
    const token = server.pat('ada', ['uploads:read', 'uploads:write']);
    using workspace = workspaceOf({ ...files, [`data/${token}.txt`]: '' });
    const { verdict, ending } = await send(server, workspace.folder, { token, 'upload-name': 'run' }, clock);
    expect(verdict).toBe('unsafe-files');
    expect(JSON.stringify(ending) + written()).not.toContain(token.slice(0, 40));
    expect(server.requests).toEqual([]);
  });

  it('a dry run asks nothing and needs no login', async () => {
    using workspace = workspaceOf(files);
    const { verdict, ending } = await send(server, workspace.folder, { 'dry-run': 'true' }, clock);
    expect(verdict).toBe('success');
    expect(ending.message).toMatch(/^Dry run: 3 files \(\d+ bytes\) would be sent/);
    expect(server.requests).toEqual([]);
  });

  it('a POTCAR that NOMAD strips is no missing file, and its warning does not count', async () => {
    using workspace = workspaceOf({ ...files, 'run/POTCAR': 'x\nEND of PSCTR\nsecret\n' });
    const { verdict, ending, shipment } = await send(server, workspace.folder, { ...login(), 'fail-on-warnings': 'true' }, clock);
    expect(verdict, ending.message).toBe('success');
    expect(shipment.notes.join()).toContain(version === '2.0' ? 'NOMAD has replaced 1 file' : 'nothing is missing');
  });

  it('fewer entries than demanded are red, one by default', async () => {
    using workspace = workspaceOf({ 'notes.txt': 'hello' });
    expect(await send(server, workspace.folder, login(), clock)).toMatchObject({ verdict: 'too-few-entries' });
    expect(await send(server, workspace.folder, { ...login(), 'min-entries': '0' }, clock)).toMatchObject({ verdict: 'success' });
  });
});

it('the limit of unpublished uploads names the oldest and the step to paste', async () => {
  catchLog();
  const clock = new SimulatedClock();
  await using server = await startNomadServer({ uploadLimit: 3, now: () => clock.now() });
  const ids = ['one', 'two', 'three'].map((name) => server.add({ name }));
  using workspace = workspaceOf(files);
  const { verdict, ending } = await send(server, workspace.folder, { token: server.token('ada'), 'upload-name': 'run' }, clock);
  expect(verdict).toBe('upload-limit');
  expect(ending.failure?.advice).toContain(`- "one" (${ids[0] ?? ''})`);
  expect(ending.failure?.advice).toContain(`    upload-id: ${ids[0] ?? ''}`);
});
