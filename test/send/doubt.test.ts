import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { type NomadServer, startNomadServer, type UploadSpec } from '../nomad-server/server.ts';
import { SimulatedClock } from '../simulated-clock.ts';
import { good, send, type Sent, storedIn, workspaceOf } from './scene.ts';

const files = { 'a.archive.json': good };
const stored = [{ path: 'a.archive.json', size: good.length }];

let clock: SimulatedClock;
let server: NomadServer;

beforeEach(async () => {
  catchLog();
  clock = new SimulatedClock();
  server = await startNomadServer({ now: () => clock.now() });
});
afterEach(() => server.close());

async function sendFiles(): Promise<Sent> {
  using workspace = workspaceOf(files);
  return await send(server, workspace.folder, { token: server.token('ada'), 'upload-name': 'run' }, clock);
}

function countOf(method: string): number {
  return server.requests.filter((request) => request.method === method).length;
}

/** The only upload. */
function theId(): string {
  return server.uploads()[0]?.id ?? '';
}

describe('after a lost answer to the request that makes it, an upload of the name counts as made by this step', () => {
  it.each<[string, UploadSpec, boolean]>([
    ['if it is READY, empty and new', { status: 'READY', files: [] }, true],
    ['but not if it has files', { status: 'READY', files: [{ path: 'b.txt', size: 1 }] }, false],
    ['but not if it was processed', { status: 'SUCCESS', files: [] }, false],
    ['but not if it was made earlier, and only got the name now', { status: 'READY', files: [], createdAt: new Date(0) }, false],
  ])('%s', async (_, upload, created) => {
    server.intercept(({ method }) => {
      // It can't be filled: then it is deleted only if this step made it.
      if (method === 'PUT') return { kind: 'html', status: 413 };
      if (method !== 'POST') return undefined;
      server.add({ name: 'run', ...upload });
      return { kind: 'reset' };
    });
    const { verdict, shipment } = await sendFiles();
    expect({ verdict, created: shipment.created }).toEqual({ verdict: 'too-large', created });
    expect(countOf('DELETE')).toBe(created ? 1 : 0);
  });
});

describe('an upload that this step made and could not fill is deleted', () => {
  it.each<[string, UploadSpec, number]>([
    ['if it is as it was made', {}, 1],
    ['but not if files are in it', { files: [{ path: 'b.txt', size: 1 }] }, 0],
    ['but not if a process runs', { status: 'PENDING', files: [] }, 0],
    ['but not if it was processed', { status: 'SUCCESS', files: [] }, 0],
  ])('%s', async (_, change, deletions) => {
    server.intercept(({ method }) => {
      if (method !== 'PUT') return undefined;
      server.change(theId(), change);
      return { kind: 'html', status: 413 };
    });
    const { ending } = await sendFiles();
    expect(countOf('DELETE')).toBe(deletions);
    expect(ending.message).toContain(deletions === 1 ? 'was deleted again' : 'is still there');
  });
});

it('a lost answer is no reason to send again where the processing has ended meanwhile', async () => {
  const end = new Date(clock.now() + 5000);
  server.intercept(({ method, path }) => {
    if (path.endsWith('/entries'))
      server.change(theId(), { status: 'SUCCESS', completedAt: end, files: stored, entries: [{ mainfile: 'a.archive.json' }] });
    return method === 'PUT' ? { kind: 'lost-answer' } : undefined;
  });
  const { verdict, ending } = await sendFiles();
  expect(verdict, ending.message).toBe('success');
  expect(countOf('PUT')).toBe(1);
});

it('a process that keeps the next try out is that of the lost answer', async () => {
  server.intercept(({ method }) => {
    if (method !== 'PUT') return undefined;
    // The first one begins only after the look.
    if (countOf('PUT') === 2) {
      const ended = {
        status: 'SUCCESS',
        completedAt: new Date(clock.now() + 5000),
        files: stored,
        entries: [{ mainfile: 'a.archive.json' }],
      };
      server.change(theId(), { states: [{ status: 'PENDING', looks: 2 }, ended] });
      return undefined;
    }
    return { kind: 'reset' };
  });
  const { verdict, ending } = await sendFiles();
  expect(verdict, ending.message).toBe('success');
  expect(countOf('PUT')).toBe(2);
});

it('what runs after a body that was cut is not the processing of it', async () => {
  const id = server.add({ name: 'run' });
  let left = 1;
  server.intercept(({ method }) => {
    if (method !== 'PUT' || left === 0) return undefined;
    left -= 1;
    // Somebody else's, with files of the same names and sizes.
    const ended = {
      status: 'SUCCESS',
      completedAt: new Date(clock.now() + 5000),
      files: [...stored, { path: 'large.bin', size: 20_000_000 }],
    };
    server.change(id, { states: [{ status: 'PENDING', looks: 2 }, ended] });
    return { kind: 'reset-in-body', bytes: 1 };
  });
  using workspace = workspaceOf({ ...files, 'large.bin': randomBytes(20_000_000) });
  const { verdict, ending } = await send(server, workspace.folder, { token: server.token('ada'), 'upload-name': 'run' }, clock);
  expect(verdict, ending.message).toBe('success');
  expect(countOf('PUT')).toBe(2);
});

it('files are listed anew for a further try, and looked at as the first time', async () => {
  const token = server.pat('ada', ['uploads:read', 'uploads:write']);
  using workspace = workspaceOf(files);
  server.intercept(({ method }) => {
    if (method === 'PUT') writeFileSync(join(workspace.folder, `${token}.txt`), '');
    return method === 'PUT' ? { kind: 'reset' } : undefined;
  });
  const { verdict, ending } = await send(server, workspace.folder, { token, 'upload-name': 'run' }, clock);
  expect(verdict).toBe('unsafe-files');
  expect(JSON.stringify(ending)).not.toContain(token);
  expect(countOf('PUT')).toBe(1);
});

it('an answer that comes before the body is through does not mean that NOMAD has it', async () => {
  let left = 1;
  server.intercept(({ method }) => {
    if (method !== 'PUT' || left === 0) return undefined;
    left -= 1;
    const { id, createdAt } = server.uploads()[0] ?? { id: '', createdAt: new Date() };
    const data = {
      ...{ process_running: true, process_status: 'PENDING', errors: [], warnings: [], upload_id: id, upload_name: 'run' },
      ...{ upload_create_time: createdAt.toISOString(), published: false, entries: 0 },
    };
    return { kind: 'early-answer', body: { upload_id: id, data, processing: null } };
  });
  using workspace = workspaceOf({ ...files, 'large.bin': Buffer.alloc(20_000_000, Math.random().toString()) });
  const { verdict, ending } = await send(server, workspace.folder, { token: server.token('ada'), 'upload-name': 'run' }, clock);
  expect(verdict, ending.message).toBe('success');
  expect(countOf('PUT')).toBe(2);
  expect(storedIn(server, theId())).toMatchObject({ 'large.bin': 20_000_000 });
});
