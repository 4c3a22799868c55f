import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import {
  type Fault,
  type LoggedRequest,
  type NomadServer,
  type SendingFault,
  startNomadServer,
  versions,
} from '../nomad-server/server.ts';
import { SimulatedClock } from '../simulated-clock.ts';
import { good, send, storedIn, workspaceOf } from './scene.ts';

const files = { 'a.archive.json': good, 'data/notes.txt': 'x'.repeat(300_000) };
const sizes = { 'a.archive.json': good.length, 'data/notes.txt': 300_000 };

/** Which request a fault meets. */
const requests: Readonly<Record<string, (request: LoggedRequest, posted: boolean) => boolean>> = {
  'the first list': ({ method, path }, posted) => method === 'GET' && path.endsWith('/uploads') && !posted,
  'the request that makes the upload': ({ method, path }) => method === 'POST' && path.endsWith('/uploads'),
  'the list after it': ({ method, path }, posted) => method === 'GET' && path.endsWith('/uploads') && posted,
  'the request with the files': ({ method }) => method === 'PUT',
  'a look': ({ path }) => path.endsWith('/entries'),
  'the list of files': ({ path }) => path.includes('/rawdir/'),
};

const lost: Fault = { kind: 'lost-answer' };

/** Each is asked again, whether NOMAD did what it was asked or not. */
const passing: Readonly<Record<string, Fault>> = {
  'a reset connection': { kind: 'reset' },
  'a connection that is closed': { kind: 'close' },
  'a 503': { kind: 'status', status: 503 },
  'a 429': { kind: 'status', status: 429 },
  "a proxy's 502": { kind: 'html', status: 502 },
  "another server's 200": { kind: 'html', status: 200 },
  'an answer cut short': { kind: 'cut-length' },
  'a stalled answer': { kind: 'stall-headers' },
  'an answer lost after it was done': lost,
  "a proxy's 504 after it was done": { kind: 'lost-answer', status: 504 },
};

describe.each(versions)('with NOMAD %s', (version) => {
  let clock: SimulatedClock;
  let server: NomadServer;

  beforeEach(async () => {
    catchLog();
    clock = new SimulatedClock();
    server = await startNomadServer({ version, now: () => clock.now() });
  });
  afterEach(() => server.close());

  function isStalling(fault: Fault): boolean {
    return fault.kind === 'stall-headers';
  }

  /** The fault meets so many requests of this kind. */
  function inflict(fault: Fault, at: string, times: number): void {
    const isMeant = requests[at] ?? (() => false);
    let left = times;
    server.intercept((request) => {
      const posted = server.requests.some(({ method, path }) => method === 'POST' && path.endsWith('/uploads'));
      if (left === 0 || !isMeant(request, posted)) return undefined;
      left -= 1;
      // A body may still be on its way, and what it waits for changes when it is through.
      if (isStalling(fault))
        setTimeout(() => {
          clock.stall();
        }, 100);
      return fault;
    });
  }

  function inputs(): Record<string, string> {
    return { token: server.token('ada'), 'upload-name': 'run', 'send-timeout': '10m' };
  }

  describe.each(Object.entries(passing))('%s', (_, fault) => {
    it.each(Object.keys(requests))('once, at %s, changes nothing', async (at) => {
      inflict(fault, at, 1);
      using workspace = workspaceOf(files);
      const { verdict, ending } = await send(server, workspace.folder, inputs(), clock);
      expect(verdict, ending.message).toBe('success');
      expect(server.uploads()).toHaveLength(1);
      expect(storedIn(server, server.uploads()[0]?.id ?? '')).toEqual(sizes);
      expect(server.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
    });

    it.each(Object.keys(requests))('again and again, at %s, is red, and never leaves two uploads', async (at) => {
      inflict(fault, at, Infinity);
      using workspace = workspaceOf(files);
      const { verdict, ending, shipment } = await send(server, workspace.folder, inputs(), clock);
      // NOMAD does what it is asked, and only the answers are lost: a look tells.
      const isDone =
        ['lost-answer', 'cut-length'].includes(fault.kind) &&
        ['the request that makes the upload', 'the request with the files'].includes(at);
      if (isDone) expect(verdict, ending.message).toBe('success');
      else expect(verdict, ending.message).toMatch(/^(unreachable|unexpected-answer|incomplete|timeout)$/);
      expect(server.uploads().length).toBeLessThanOrEqual(1);
      const [upload] = server.uploads();
      if (upload !== undefined && shipment.took === undefined)
        expect(`${ending.message}${ending.failure?.advice ?? ''}`).toContain(upload.id);
    });
  });

  const bodyFaults: Readonly<Record<string, Fault | SendingFault>> = {
    'is reset in the middle': { kind: 'reset-in-body', bytes: 1 },
    'is no longer taken': { kind: 'stall-in-body', bytes: 1 },
    'is answered too early by a proxy': { kind: 'html', status: 502 },
    'is answered with 200 before it is read': { kind: 'early-answer', body: {} },
  };

  it.each(Object.entries(bodyFaults))('a body that %s is sent again', async (_, fault) => {
    let left = 1;
    server.intercept(({ method }) => {
      if (method !== 'PUT' || left === 0) return undefined;
      left -= 1;
      if (fault.kind === 'stall-in-body')
        setTimeout(() => {
          clock.stall();
        }, 200);
      return fault;
    });
    using workspace = workspaceOf({ ...files, 'large.bin': randomBytes(20_000_000) });
    const { verdict, ending } = await send(server, workspace.folder, inputs(), clock);
    expect(verdict, ending.message).toBe('success');
    expect(server.uploads()).toHaveLength(1);
  });

  it('413 ends it, and the empty upload is deleted again', async () => {
    server.intercept(({ method }) => (method === 'PUT' ? { kind: 'html', status: 413 } : undefined));
    using workspace = workspaceOf(files);
    const { verdict, ending } = await send(server, workspace.folder, inputs(), clock);
    expect(verdict).toBe('too-large');
    expect(ending.message).toContain('was deleted again');
    // 1.3 takes its time.
    expect(server.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });

  it('an upload that NOMAD was slow to list is found by the look after a lost answer', async () => {
    inflict(lost, 'the request that makes the upload', 1);
    using workspace = workspaceOf(files);
    const { verdict, shipment } = await send(server, workspace.folder, inputs(), clock);
    expect({ verdict, created: shipment.created }).toEqual({ verdict: 'success', created: true });
  });

  it('files that NOMAD lost are incomplete', async () => {
    server.intercept(({ method }) => (method === 'PUT' ? { kind: 'lost-files' } : undefined));
    using workspace = workspaceOf(files);
    const { verdict, ending } = await send(server, workspace.folder, inputs(), clock);
    expect(verdict).toBe('incomplete');
    expect(ending.message).toContain('it has lost them');
  });

  it.each([
    ['is missing', (paths: string[]) => paths.filter((path) => path !== 'data/notes.txt'), '"data" is missing'],
    ['has another size', (paths: string[]) => paths, '"data/notes.txt" has 7 bytes instead of 300000'],
  ])('a file that %s is incomplete', async (_, keep, says) => {
    server.intercept(({ path }) => {
      if (!path.includes('/rawdir/')) return undefined;
      const id = /uploads\/([\w-]{22})/.exec(path)?.[1] ?? '';
      const kept = keep(server.files(id).map((file) => file.path));
      server.change(id, { files: kept.map((one) => ({ path: one, size: one === 'data/notes.txt' ? 7 : good.length })) });
      return undefined;
    });
    using workspace = workspaceOf(files);
    const { verdict, ending } = await send(server, workspace.folder, inputs(), clock);
    expect(verdict).toBe('incomplete');
    expect(ending.message).toContain(says);
  });

  it('a processing that is only the former one is no success', async () => {
    const id = server.add({ name: 'run' });
    const { completedAt } = server.uploads()[0] ?? {};
    server.intercept(({ method }) => {
      if (method === 'GET') server.change(id, { status: 'SUCCESS', completedAt: completedAt ?? null });
      return undefined;
    });
    using workspace = workspaceOf(files);
    expect(await send(server, workspace.folder, inputs(), clock)).toMatchObject({ verdict: 'unexpected-answer' });
  });
});
