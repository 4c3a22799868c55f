import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { runCheck } from '../in-process.ts';
import { type EntrySpec, type Fault, type Version, startNomadServer, versions } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { SimulatedClock } from '../simulated-clock.ts';

const runs = Number(process.env['NOMAD_CHECK_RUNS'] ?? 200);
/** To play a failure again; it is in the name of the test that failed. */
const seed = Number(process.env['NOMAD_CHECK_SEED'] ?? Date.now() & 0x7fffffff);

beforeAll(catchLog);

/** What NOMAD shows of the upload at one request. */
interface View {
  readonly status: string;
  readonly good: number;
  readonly failed: number;
  readonly unfinished: number;
  readonly process: string;
}

/** One request: the view of that moment, and what becomes of the answer. */
interface Moment {
  readonly view: View;
  readonly fault: Fault | undefined;
}

interface Demand {
  /** Number, or hundredths of all entries. */
  readonly failed: { readonly unit: 'entries' | '%'; readonly most: number };
  readonly least: number;
}

const few = fc.constantFrom(0, 0, 1, 1, 2, 3);

const view: fc.Arbitrary<View> = fc.record({
  status: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('SUCCESS', 'FAILURE', 'READY') },
    { weight: 8, arbitrary: fc.constantFrom('PENDING', 'RUNNING', 'WAITING_FOR_RESULT') },
    { weight: 1, arbitrary: fc.constantFrom('DELETED', 'success', 'SUCCESS ', '') },
  ),
  good: few,
  failed: few,
  unfinished: few,
  process: fc.constantFrom('_process_upload', '_process_upload', 'process_upload', '_edit_upload_metadata', '_publish_upload'),
});

// Answers that look green, and are none.
const lies = [
  '{"pagination":{"total":0},"processing_successful":0,"processing_failed":0,"data":[]}',
  '{"upload":{"process_running":false,"process_status":"SUCCESS"}}',
  '{"detail":"SUCCESS"}',
  'null',
];

const fault: fc.Arbitrary<Fault | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Fault>(
      { kind: 'reset' },
      { kind: 'close' },
      { kind: 'cut-length' },
      { kind: 'cut-chunked' },
      { kind: 'wrong-length' },
      { kind: 'gzip' },
      { kind: 'empty' },
      { kind: 'html', status: 200 },
      { kind: 'html', status: 502 },
      { kind: 'status', status: 429, headers: { 'retry-after': '3' } },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 401 },
      { kind: 'status', status: 404 },
      { kind: 'redirect', location: 'https://login.example.org/' },
      ...lies.map((text) => ({ kind: 'text', text }) as const),
    ),
  },
);

const demand: fc.Arbitrary<Demand> = fc.record({
  failed: fc.record({ unit: fc.constantFrom('entries', '%'), most: fc.constantFrom(0, 0, 1, 2, 25, 50, 100) }),
  least: fc.constantFrom(0, 0, 1, 3),
});

function entriesOf({ good, failed, unfinished }: View): EntrySpec[] {
  const entries = (status: string, number: number): EntrySpec[] =>
    Array.from({ length: number }, (_, i) => ({ mainfile: `${status}-${i}`, status }));
  return [...entries('SUCCESS', good), ...entries('FAILURE', failed), ...entries('READY', unfinished)];
}

/** The sentence that rules all, for one whole answer. */
function isGreen({ status, good, failed, unfinished, process }: View, { failed: { unit, most }, least }: Demand): boolean {
  const bad = failed + unfinished;
  const total = good + bad;
  const tolerated = unit === 'entries' ? bad <= most : bad * 100 <= most * total;
  const sawFiles = total > 0 || process.endsWith('process_upload');
  return status === 'SUCCESS' && tolerated && total >= least && sawFiles;
}

interface Play {
  readonly verdict: string;
  /** The last whole answer to a look; undefined: there was none. */
  readonly last: View | undefined;
}

/** Plays the moments, one a request for the counters; the last one stays. */
async function play(version: Version, moments: readonly Moment[], demands: Demand, matchedBy: 'id' | 'name'): Promise<Play> {
  const clock = new SimulatedClock();
  await using server = await startNomadServer({ version, now: () => clock.now() });
  const id = server.add({ name: 'run', status: 'READY' });
  let at = 0;
  let last: View | undefined;
  server.intercept(({ query }) => {
    if (query !== 'page_size=0') return undefined;
    const moment = moments[Math.min(at++, moments.length - 1)];
    if (moment === undefined) return undefined;
    const { status, process } = moment.view;
    server.change(id, { status, process, entries: entriesOf(moment.view) });
    if (moment.fault === undefined) last = moment.view;
    return moment.fault;
  });
  const { verdict } = await runCheck(
    server,
    {
      ...password,
      ...(matchedBy === 'id' ? { 'upload-id': id } : { 'upload-name': 'run' }),
      timeout: '40s',
      'max-failed-entries': `${demands.failed.most}${demands.failed.unit === '%' ? '%' : ''}`,
      'min-entries': String(demands.least),
    },
    clock,
  );
  return { verdict, last };
}

describe.each(versions)('whatever NOMAD shows and the network does (%s)', (version) => {
  const moments = fc.array(fc.record({ view, fault }), { minLength: 1, maxLength: 8 });

  it(
    `it is green exactly when the last whole answer is (${runs / 2} runs, seed ${seed})`,
    { timeout: 60_000 + runs * 500 },
    async () => {
      const ends = { green: 0, red: 0 };
      await fc.assert(
        fc.asyncProperty(moments, demand, fc.constantFrom('id', 'name'), async (list, demands, by) => {
          const { verdict, last } = await play(version, list, demands, by);
          const green = verdict === 'success';
          ends[green ? 'green' : 'red'] += 1;
          expect(green).toBe(last !== undefined && isGreen(last, demands));
        }),
        { numRuns: Math.ceil(runs / 2), seed },
      );
      // Both ends must come up, or the property says nothing; with few runs chance decides.
      if (runs >= 1000) expect(Math.min(ends.green, ends.red)).toBeGreaterThan(5);
    },
  );
});
