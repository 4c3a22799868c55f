import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { type Fault, type NomadServer, startNomadServer, type UploadSpec, versions } from '../nomad-server/server.ts';
import { SimulatedClock } from '../simulated-clock.ts';
import { type Deleted, runDelete } from './scene.ts';

const hour = 3_600_000;
const day = 24 * hour;

describe.each(versions)('with NOMAD %s', (version) => {
  let clock: SimulatedClock;
  let server: NomadServer;

  beforeEach(async () => {
    catchLog();
    clock = new SimulatedClock();
    server = await startNomadServer({ version, now: () => clock.now() });
  });
  afterEach(() => server.close());

  function run(inputs: Record<string, string>): Promise<Deleted> {
    const token = version === '1.3' ? server.token('ada') : server.pat('ada', ['uploads:read', 'uploads:write']);
    return runDelete(server, { token, ...inputs }, clock);
  }

  function ids(): string[] {
    return server.uploads().map(({ id }) => id);
  }

  function old(spec: UploadSpec = {}): string {
    const at = new Date(clock.now() - 10 * day);
    return server.add({ name: 'try 1', createdAt: at, completedAt: at, ...spec });
  }

  it('an upload by its id, and waits until it is gone', async () => {
    const [id, other] = [server.add({ name: 'a' }), server.add({ name: 'b' })];
    const { verdict, deleted, message } = await run({ 'upload-id': id });
    expect({ verdict, deleted, message }).toEqual({ verdict: 'success', deleted: [id], message: 'Deleted 1 upload.' });
    expect(ids()).toEqual([other]);
  });

  it('again is a success with a warning that names the deployment', async () => {
    const id = server.add({ name: 'a' });
    await run({ 'upload-id': id });
    const { verdict, deleted, warnings } = await run({ 'upload-id': id });
    expect({ verdict, deleted }).toEqual({ verdict: 'success', deleted: [] });
    expect(warnings.join()).toContain(`Upload ${id} was not there at ${server.api}`);
  });

  it('a dead token is no missing upload', async () => {
    const token = version === '1.3' ? `${server.token('ada')}x` : server.pat('ada', [], { revoked: true });
    const { verdict } = await runDelete(server, { token, 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA' }, clock);
    expect(verdict).toBe('authentication');
  });

  it('one that runs', async () => {
    const id = server.add({ states: [{ status: 'PENDING', looks: 3 }, { status: 'SUCCESS' }] });
    const { verdict, deleted } = await run({ 'upload-id': id });
    expect({ verdict, deleted, ids: ids() }).toEqual({ verdict: 'success', deleted: [id], ids: [] });
  });

  it.each<[string, string, UploadSpec]>([
    ['a published one', 'already-published', { published: true }],
    ["somebody else's", 'permission', { owner: 'bob', coauthors: ['ada'] }],
    ["somebody else's that is hidden", 'permission', { owner: 'bob' }],
  ])('%s is never deleted, and the others are all the same', async (_, reason, spec) => {
    const [bad, good] = [server.add(spec), server.add({ name: 'b' })];
    const { verdict, deleted } = await run({ 'upload-id': `${bad}\n${good}` });
    expect({ verdict, deleted, ids: ids() }).toEqual({ verdict: reason, deleted: [good], ids: [bad] });
  });

  it('an administrator does not delete a published one, either', async () => {
    const id = server.add({ owner: 'admin', published: true });
    const { verdict } = await runDelete(server, { token: server.token('admin'), 'upload-id': id }, clock);
    expect({ verdict, ids: ids() }).toEqual({ verdict: 'already-published', ids: [id] });
  });

  it('old ones whose names match, and no others', async () => {
    const gone = [old(), old({ name: 'try 2' }), old({ name: 'try 3', status: 'READY', completedAt: null })];
    const kept = [
      old({ name: 'try 4', published: true }),
      old({ name: 'try 5', completedAt: new Date(clock.now() - hour) }),
      old({ name: 'try 6', createdAt: new Date(clock.now() - hour) }),
      old({ name: 'try 7', states: [{ status: 'RUNNING' }] }),
      old({ name: 'try 8', owner: 'bob', coauthors: ['ada'] }),
      old({ name: 'try keep' }),
      old({ name: 'other' }),
    ];
    const { verdict, deleted } = await run({ 'upload-pattern': 'try*\n!*keep', 'older-than': '7d' });
    expect({ verdict, deleted: [...deleted].sort() }).toEqual({ verdict: 'success', deleted: gone.sort() });
    expect(ids().sort()).toEqual(kept.sort());
  });

  it('none at all if more match than max-deletions', async () => {
    const all = Array.from({ length: 4 }, (_, i) => old({ name: `try ${i}` }));
    const { verdict, message, deleted } = await run({ 'upload-pattern': 'try*', 'older-than': '7d', 'max-deletions': '3' });
    expect({ verdict, deleted, ids: ids().length }).toEqual({ verdict: 'too-many-matches', deleted: [], ids: all.length });
    expect(message).toContain('would delete 4 uploads, but max-deletions is 3');
  });

  it('one that was published, processed again or renamed between the list and its turn stays', async () => {
    const [a, b, c] = [old({ name: 'try a' }), old({ name: 'try b' }), old({ name: 'try c' })];
    server.intercept(({ path }) => {
      if (path.includes(a)) server.change(a, { published: true });
      if (path.includes(b)) server.change(b, { completedAt: new Date(clock.now()) });
      if (path.includes(c)) server.change(c, { name: 'kept' });
      return undefined;
    });
    const { verdict, deleted } = await run({ 'upload-pattern': 'try*', 'older-than': '7d' });
    expect({ verdict, deleted, ids: ids().length }).toEqual({ verdict: 'success', deleted: [], ids: 3 });
  });

  it('a dry run deletes nothing', async () => {
    const id = old();
    const { verdict, deleted, message } = await run({ 'upload-pattern': 'try*', 'older-than': '7d', 'dry-run': 'true' });
    expect({ verdict, deleted, ids: ids() }).toEqual({ verdict: 'success', deleted: [], ids: [id] });
    expect(message).toBe('Dry run: 1 upload would be deleted. Nothing was deleted.');
    expect(server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('a pattern that leaves nothing to delete is a success that says so', async () => {
    const { verdict, message } = await run({ 'upload-pattern': 'try*', 'older-than': '7d' });
    expect({ verdict, message }).toEqual({ verdict: 'success', message: 'There was nothing to delete.' });
  });

  it.each<[string, Fault]>([
    ['done', { kind: 'lost-answer' }],
    ['not done', { kind: 'reset' }],
    ['not done', { kind: 'status', status: 503 }],
  ])('a lost answer to a deletion that was %s is resolved', async (_, fault) => {
    const id = server.add({ name: 'a' });
    let left = 1;
    server.intercept(({ method }) => (method === 'DELETE' && left-- > 0 ? fault : undefined));
    const { verdict, deleted } = await run({ 'upload-id': id });
    expect({ verdict, deleted, ids: ids() }).toEqual({ verdict: 'success', deleted: [id], ids: [] });
  });

  it('one that does not go is red', async () => {
    const id = server.add({ name: 'a' });
    server.intercept(({ method }) => (method === 'DELETE' ? { kind: 'status', status: 503 } : undefined));
    const { verdict, deleted } = await run({ 'upload-id': id, timeout: '1m' });
    expect({ verdict, deleted }).toEqual({ verdict: 'unreachable', deleted: [] });
  });
});

describe('inputs that would delete too much are refused', () => {
  it.each<[string, Record<string, string>]>([
    ['nothing given', {}],
    ['a pattern for everything', { 'upload-pattern': '*', 'older-than': '7d' }],
    ['a pattern of wildcards', { 'upload-pattern': '?*', 'older-than': '7d' }],
    ['only exclusions', { 'upload-pattern': '!a', 'older-than': '7d' }],
    ['no age', { 'upload-pattern': 'a*' }],
    ['less than an hour', { 'upload-pattern': 'a*', 'older-than': '59m' }],
    ['no time', { 'upload-pattern': 'a*', 'older-than': '0' }],
    ['an age without a pattern', { 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA', 'older-than': '7d' }],
    ['a maximum that is not a number', { 'upload-pattern': 'a*', 'older-than': '7d', 'max-deletions': '-1' }],
  ])('%s', async (_, inputs) => {
    catchLog();
    await using server = await startNomadServer();
    expect(await runDelete(server, { token: 'abc', ...inputs }, new SimulatedClock())).toMatchObject({
      verdict: 'invalid-input',
    });
    expect(server.requests).toEqual([]);
  });
});

const now = Date.UTC(2026, 0, 15, 12);
const moments = fc.integer({ min: 0, max: 20 }).map((days) => new Date(now - days * day));
const accounts = fc.array(
  fc.record<UploadSpec>({
    name: fc.constantFrom('try', 'try x', 'tr', 'try keep', 'other'),
    owner: fc.constantFrom('ada', 'ada', 'bob'),
    coauthors: fc.constantFrom([], ['ada']),
    published: fc.boolean(),
    status: fc.constantFrom('READY', 'SUCCESS', 'FAILURE', 'RUNNING'),
    createdAt: moments,
    completedAt: moments,
  }),
  { maxLength: 12 },
);

it('what a pattern deletes of any account is exactly what the rules allow', async () => {
  catchLog();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...versions), accounts, fc.integer({ min: 0, max: 5 }), async (version, specs, max) => {
      const clock = new SimulatedClock(now);
      await using server = await startNomadServer({ version, now: () => clock.now() });
      const all = specs.map((spec) => ({ id: server.add(spec), spec }));
      const allowed = all.filter(({ spec: { name, owner, published, status, createdAt, completedAt } }) => {
        const isOld = (at: Date | null | undefined): boolean => at !== null && at !== undefined && now - at.getTime() > 7 * day;
        const isMeant = name?.startsWith('try') === true && !name.endsWith('keep');
        return (
          isMeant &&
          owner === 'ada' &&
          published === false &&
          status !== 'RUNNING' &&
          isOld(createdAt) &&
          (status === 'READY' || isOld(completedAt))
        );
      });
      const inputs = {
        token: server.token('ada'),
        'upload-pattern': 'try*\n!*keep',
        'older-than': '7d',
        'max-deletions': String(max),
      };
      const { verdict, deleted } = await runDelete(server, inputs, clock);
      const tooMany = allowed.length > max;
      expect(verdict).toBe(tooMany ? 'too-many-matches' : 'success');
      expect([...deleted].sort()).toEqual(tooMany ? [] : allowed.map(({ id }) => id).sort());
      const left = new Set(server.uploads().map(({ id }) => id));
      for (const { id } of all) expect(left.has(id)).toBe(!deleted.includes(id));
    }),
    { numRuns: 80 },
  );
});
