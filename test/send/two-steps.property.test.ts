import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { type Fault, type NomadServer, startNomadServer, type Version } from '../nomad-server/server.ts';
import { SimulatedClock } from '../simulated-clock.ts';
import { good, send, type Sent, storedIn, workspaceOf } from './scene.ts';

beforeEach(() => {
  catchLog();
});

const fates = {
  none: undefined,
  refused: { kind: 'reset' },
  lost: { kind: 'lost-answer' },
  busy: { kind: 'status', status: 503 },
} as const satisfies Record<string, Fault | undefined>;

type Fate = keyof typeof fates;

interface Play {
  readonly version: Version;
  /** What becomes of each request, in the order in which they arrive. */
  readonly fates: readonly Fate[];
  /** How many turns of the event loop the second step begins later. */
  readonly delay: number;
  readonly sameName: boolean;
  readonly existing: 'keep' | 'remove';
}

const plays = fc.record<Play>({
  version: fc.constantFrom('1.3', '2.0'),
  fates: fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.constant<Fate>('none') }, fc.constantFrom<Fate>('refused', 'lost', 'busy')),
    {
      maxLength: 20,
    },
  ),
  delay: fc.integer({ min: 0, max: 60 }),
  sameName: fc.boolean(),
  existing: fc.constantFrom('keep', 'remove'),
});

const contents = [
  { 'a.archive.json': good, 'one.txt': 'one' },
  { 'a.archive.json': good, 'two.txt': 'three' },
] as const;

/** Two steps send at about the same time. Each has its own token, which tells who made what. */
async function play({
  version,
  fates: given,
  delay,
  sameName,
  existing,
}: Play): Promise<{ server: NomadServer; sent: Sent[]; tokens: string[]; maker: Map<string, string> }> {
  const clock = new SimulatedClock();
  const server = await startNomadServer({ version, now: () => clock.now() });
  const tokens = [server.token('ada'), server.token('ada')];
  const maker = new Map<string, string>();
  let n = 0;
  server.intercept(() => {
    for (const { id, madeWith } of server.uploads()) if (madeWith !== undefined) maker.set(id, madeWith);
    return fates[given[n++] ?? 'none'];
  });
  const steps = contents.map(async (files, i) => {
    for (let turn = 0; turn < delay * i; turn++) await new Promise((resolve) => setImmediate(resolve));
    using workspace = workspaceOf(files);
    const inputs = {
      token: tokens[i] ?? '',
      'upload-name': sameName ? 'run' : `run ${i}`,
      'existing-files': existing,
      'send-timeout': '30m',
    };
    return await send(server, workspace.folder, inputs, clock);
  });
  const sent = await Promise.all(steps);
  for (const { id, madeWith } of server.uploads()) if (madeWith !== undefined) maker.set(id, madeWith);
  return { server, sent, tokens, maker };
}

it(
  'two steps at once, with lost answers: nothing is doubled, and nobody deletes what is not his',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(plays, async (one) => {
        const { server, sent, maker } = await play(one);
        await using closing = server;
        expect(closing.version).toBe(one.version);
        const names = one.sameName ? ['run'] : ['run 0', 'run 1'];
        const isRed = sent.some(({ verdict }) => verdict !== 'success');
        for (const name of names) {
          const alive = server.uploads().filter((upload) => upload.name === name && upload.process !== '_delete_upload');
          // Two are left only where a step is red and says so.
          if (!isRed) expect(alive).toHaveLength(1);
          else if (alive.length > 1) expect(sent.map(({ verdict }) => verdict)).toContain('duplicate');
        }
        for (const { method, path, headers } of server.requests) {
          const [, id = ''] = /\/uploads\/([\w-]{22})$/.exec(path) ?? [];
          if (method === 'DELETE' && id !== '') expect(maker.get(id)).toBe(headers['authorization']);
        }
        for (const [i, { verdict, ending }] of sent.entries()) {
          if (verdict !== 'success') continue;
          const stored = storedIn(server, ending.results?.[0]?.id ?? '');
          const sizes = Object.fromEntries(Object.entries(contents[i] ?? {}).map(([path, content]) => [path, content.length]));
          // Another job that removes all files may have come afterwards.
          if (one.existing === 'keep' || !one.sameName) expect(stored).toMatchObject(sizes);
        }
      }),
      { numRuns: 80 },
    );
  },
);
