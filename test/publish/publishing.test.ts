import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { type Fault, type NomadServer, type State, startNomadServer, type UploadSpec, versions } from '../nomad-server/server.ts';
import { SimulatedClock } from '../simulated-clock.ts';
import { cancelling, publish, type Published } from './scene.ts';

describe.each(versions)('with NOMAD %s', (version) => {
  let clock: SimulatedClock;
  let server: NomadServer;

  beforeEach(async () => {
    catchLog();
    clock = new SimulatedClock();
    server = await startNomadServer({ version, now: () => clock.now() });
  });
  afterEach(() => server.close());

  function run(id: string, inputs: Record<string, string> = {}): Promise<Published> {
    const token = version === '1.3' ? server.token('ada') : server.pat('ada', ['uploads:read', 'uploads:publish']);
    return publish(server, { token, 'upload-id': id, ...inputs }, clock);
  }

  function posts(): number {
    return server.requests.filter(({ method }) => method === 'POST').length;
  }

  function isPublished(id: string): boolean | undefined {
    return server.uploads().find((upload) => upload.id === id)?.published;
  }

  it('a green upload is published, with the embargo that was asked for', async () => {
    const id = server.add({ name: 'run' });
    const { verdict, ending, newly } = await run(id, { 'embargo-months': '6' });
    expect({ verdict, newly }, ending.message).toEqual({ verdict: 'success', newly: true });
    expect(ending.message).toContain('Published upload "run" with an embargo of 6 months. NOMAD processed');
    expect(ending.results?.[0]?.upload?.published).toBe(true);
    expect(server.uploads()[0]).toMatchObject({ published: true, embargo: 6 });
    expect(server.requests.filter(({ method }) => method === 'POST').map(({ query }) => query)).toEqual(['embargo_length=6']);
  });

  it('the end of the processing is told, not that of the publishing', async () => {
    const id = server.add({ name: 'run', completedAt: new Date(clock.now() - 60_000) });
    const { ending } = await run(id);
    expect(ending.results?.[0]?.upload?.completedAt).toBe(
      new Date(clock.now() - 60_000).toISOString().replace(/\d\d\.\d+Z/, '00.000Z'),
    );
  });

  it('one that is published already is a success without a change', async () => {
    const id = server.add({ name: 'run', published: true, embargo: 3 });
    const { verdict, ending, newly } = await run(id, { 'embargo-months': '12' });
    expect({ verdict, newly, posts: posts() }).toEqual({ verdict: 'success', newly: false, posts: 0 });
    expect(ending.message).toContain('was already published, so nothing was changed');
    expect(ending.results?.[0]?.warnings.join()).toContain('embargo-months asks for 12');
  });

  it.each<[string, string, UploadSpec, Record<string, string>]>([
    ['a failed upload', 'processing-failed', { status: 'FAILURE' }, {}],
    ['a failed entry', 'entries-failed', { entries: [{ mainfile: 'a', status: 'FAILURE' }] }, {}],
    ['no entries', 'too-few-entries', { entries: [] }, {}],
    ['a draft', 'not-processed', { status: 'READY' }, {}],
    ['one that is still processed', 'timeout', { status: 'PENDING' }, { timeout: '0' }],
    ['warnings', 'warnings', { warnings: ['odd'] }, { 'fail-on-warnings': 'true' }],
    ['a longer embargo of its own', 'publish-refused', { embargo: 12 }, {}],
    ['a longer embargo of its own, published', 'publish-refused', { embargo: 12, published: true }, {}],
    ["somebody else's", 'permission', { owner: 'bob' }, {}],
  ])('%s: nothing is published', async (_, reason, spec, inputs) => {
    const id = server.add(spec);
    const { verdict, newly } = await run(id, inputs);
    expect({ verdict, newly, posts: posts() }).toEqual({ verdict: reason, newly: false, posts: 0 });
  });

  it.each<[string, Partial<UploadSpec>]>([
    ['status', { status: 'FAILURE' }],
    ['last process', { process: '_edit_metadata' }],
    ['time at which its processing ended', { completedAt: new Date(0) }],
    ['number of entries', { entries: [{ mainfile: 'a' }, { mainfile: 'b' }] }],
    ['name', { name: 'other' }],
    ['state of publication', { published: true }],
  ])('one whose %s has changed since it was judged is not published', async (what, change) => {
    const id = server.add({ name: 'run' });
    let looks = 0;
    server.intercept(({ path }) => {
      if (path.endsWith('/entries') && ++looks === 2) server.change(id, change);
      return undefined;
    });
    const { verdict, ending } = await run(id);
    expect({ verdict, posts: posts() }).toEqual({ verdict: 'unexpected-answer', posts: 0 });
    expect(ending.message).toContain(`The ${what} of upload`);
  });

  it.each<[string, Fault]>([
    ['a closed connection', { kind: 'lost-answer' }],
    ['a 504', { kind: 'lost-answer', status: 504 }],
    ['half an answer', { kind: 'cut-length' }],
  ])('an answer that was lost by %s is resolved by a look', async (_, fault) => {
    const id = server.add({ name: 'run' });
    server.intercept(({ method }) => (method === 'POST' ? fault : undefined));
    const { verdict, newly } = await run(id);
    expect({ verdict, newly, posts: posts() }).toEqual({ verdict: 'success', newly: true, posts: 1 });
  });

  it('a request that got no answer and did nothing is not repeated', async () => {
    const id = server.add({ name: 'run' });
    server.intercept(({ method }) => (method === 'POST' ? { kind: 'reset' } : undefined));
    const { verdict, ending, newly } = await run(id);
    expect({ verdict, newly, posts: posts() }).toEqual({ verdict: 'unreachable', newly: undefined, posts: 1 });
    expect(ending.message).toContain('NOMAD does not show upload "run" as published');
    expect(isPublished(id)).toBe(false);
  });

  it('a refusal of NOMAD is told in its own words', async () => {
    const id = server.add({ name: 'run' });
    const body = JSON.stringify({ detail: 'Cannot publish on Sundays.' });
    server.intercept(({ method }) => (method === 'POST' ? { kind: 'status', status: 400, body } : undefined));
    const { verdict, ending, newly } = await run(id);
    expect({ verdict, newly }).toEqual({ verdict: 'publish-refused', newly: false });
    expect(ending.message).toContain('"Cannot publish on Sundays."');
  });

  it('a cancellation after the request says that it may have been published', async () => {
    const id = server.add({ name: 'run' });
    const { signal, cancel } = cancelling();
    server.intercept(({ method, path }) => {
      if (method === 'GET' && path.endsWith('/entries') && posts() > 0) cancel();
      return undefined;
    });
    const token = server.token('ada');
    const { verdict, ending, newly } = await publish(server, { token, 'upload-id': id }, clock, signal);
    expect({ verdict, newly }).toEqual({ verdict: 'cancelled', newly: undefined });
    expect(ending.message).toContain('may have been published');
  });

  it('a login that fails after the request leaves open what became of it', async () => {
    const id = server.add({ name: 'run' });
    const body = JSON.stringify({ detail: 'Expired token.' });
    server.intercept(({ method }) => (method === 'GET' && posts() > 0 ? { kind: 'status', status: 401, body } : undefined));
    const { verdict, ending, newly } = await run(id);
    expect({ verdict, newly }).toEqual({ verdict: 'authentication', newly: undefined });
    expect(ending.message).toContain('may have been published');
  });

  it('a missing scope is told, and nothing is published', async () => {
    if (version === '1.3') return;
    const id = server.add({ name: 'run' });
    const { verdict, ending, newly } = await run(id, { token: server.pat('ada', ['uploads:read']) });
    expect({ verdict, newly }).toEqual({ verdict: 'permission', newly: false });
    expect(ending.message).toContain('uploads:publish');
    expect(isPublished(id)).toBe(false);
  });
});

const scenes = fc.record<State>(
  {
    status: fc.constantFrom('READY', 'PENDING', 'RUNNING', 'SUCCESS', 'SUCCESS', 'FAILURE'),
    looks: fc.integer({ min: 1, max: 3 }),
    entries: fc.constantFrom(
      [{ mainfile: 'a' }],
      [],
      [{ mainfile: 'a', status: 'FAILURE' }],
      [{ mainfile: 'a' }, { mainfile: 'b' }],
    ),
    completedAt: fc.constantFrom(new Date(1000), new Date(2000)),
    warnings: fc.constantFrom([], ['odd']),
    embargo: fc.constantFrom(0, 0, 12),
  },
  { requiredKeys: ['status', 'entries', 'completedAt', 'warnings', 'embargo'] },
);

const fates = fc.constantFrom<Fault | undefined>(undefined, undefined, { kind: 'reset' }, { kind: 'lost-answer' });

it('whatever an upload goes through: one request to publish at most, and only for what was judged green and is unchanged', async () => {
  catchLog();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...versions),
      fc.array(scenes, { minLength: 1, maxLength: 6 }),
      fc.array(fates, { maxLength: 12 }),
      async (version, states, faults) => {
        const clock = new SimulatedClock();
        await using server = await startNomadServer({ version, now: () => clock.now() });
        const id = server.add({ name: 'run', states });
        let n = 0;
        let posts = 0;
        // As the step saw it last, and as it is at the moment of the request.
        let seen = server.uploads()[0];
        const wrong: unknown[] = [];
        server.intercept(({ method }) => {
          if (method === 'GET') seen = server.uploads()[0];
          if (method === 'POST') {
            posts += 1;
            const failed = seen?.entries.filter(({ status }) => status === 'FAILURE') ?? [];
            const isGreen = seen?.status === 'SUCCESS' && !seen.published && seen.embargo === 0 && seen.entries.length > 0;
            if (!isGreen || failed.length > 0) wrong.push(seen);
          }
          return faults[n++];
        });
        const token = server.token('ada');
        const { verdict, newly } = await publish(server, { token, 'upload-id': id, timeout: '10m' }, clock);
        expect(wrong).toEqual([]);
        expect(posts).toBeLessThanOrEqual(1);
        const published = server.uploads()[0]?.published ?? false;
        if (verdict === 'success') expect({ published, newly }).toEqual({ published: true, newly: true });
        if (newly === false) expect(published).toBe(false);
      },
    ),
    { numRuns: 120 },
  );
});
