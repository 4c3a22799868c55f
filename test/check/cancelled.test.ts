import { renderOutputs } from '../../src/judgement/report/outputs.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { NoVerdictError } from '../../src/core/errors.ts';
import { type Part, parts } from './fault-parts.ts';
import { catchLog } from '../catch-log.ts';
import { runCheck } from '../in-process.ts';
import { type Version, versions } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { good, withScene, working } from '../judgement/watch-scene.ts';

beforeAll(catchLog);

const kinds = { login: 'login', search: 'list', 'first look': 'look', 'later look': 'look', 'failed entries': 'rows' } as const;
const cancellation = new NoVerdictError({ reason: 'cancelled', message: 'The step was cancelled.', advice: '' });

/** Gives the signal while a request of this part is stalled. */
async function cancelAt(part: Part, version: Version): Promise<{ verdict: string; ms: number; after: number }> {
  let seen = { verdict: '', ms: NaN, after: NaN };
  await withScene(version, async ({ add, server, clock, fault: rule, requests }) => {
    const stop = new AbortController();
    let cancelled = NaN;
    const bad = { mainfile: 'bad.archive.json', status: 'FAILURE' };
    add({ ...working[version], name: 'run' }, { 5: { status: 'SUCCESS', entries: [bad] } });
    add({ ...good, name: 'well' });
    rule(() => {
      const asked = requests();
      const nth = { login: 1, search: 2, 'first look': 2, 'later look': 3, 'failed entries': 1 }[part];
      if (asked.at(-1) !== kinds[part] || asked.filter((one) => one === kinds[part]).length !== nth) return undefined;
      setTimeout(() => {
        cancelled = performance.now();
        stop.abort(cancellation);
      }, 20);
      return { kind: 'stall-body' };
    });
    const inputs = { ...password, 'upload-name': 'run\nwell' };
    const { verdict, ending } = await runCheck(server, inputs, clock, stop.signal);
    expect(ending.failure?.message).toBe(cancellation.failure.message);
    if (part !== 'login') expect(ending.results).toHaveLength(2);
    seen = { verdict, ms: performance.now() - cancelled, after: requests().length - requests().lastIndexOf(kinds[part]) - 1 };
  });
  return seen;
}

describe.each(versions)('a cancellation (%s)', (version) => {
  it.each(parts)('ends a request of the %s at once, and asks nothing more', async (part) => {
    const { verdict, ms, after } = await cancelAt(part, version);
    expect(verdict).toBe('cancelled');
    expect(ms).toBeLessThan(second);
    expect(after).toBe(0);
  });
});

it('a cancellation keeps the verdicts that there are', () =>
  withScene('2.0', async ({ add, server, clock, fault, requests }) => {
    const stop = new AbortController();
    const ids = [add({ status: 'FAILURE' }), add({ status: 'PENDING' })];
    fault(() => {
      if (requests().length === 3) stop.abort(cancellation);
      return undefined;
    });
    const run = await runCheck(server, { token: server.pat('ada'), 'upload-id': ids.join('\n') }, clock, stop.signal);
    expect(run.verdict).toBe('cancelled');
    expect(run.ending.results?.map(({ id, failure }) => [id, failure?.reason])).toEqual([
      [ids[1], 'cancelled'],
      [ids[0], 'processing-failed'],
    ]);
  }));

it('a cancellation before the first look keeps what the search has shown', () =>
  withScene('2.0', async ({ add, server, clock, fault, requests }) => {
    const stop = new AbortController();
    add({ ...good, name: 'run' });
    fault(() => {
      if (requests().at(-1) === 'look') stop.abort(cancellation);
      return undefined;
    });
    const run = await runCheck(server, { token: server.pat('ada'), 'upload-name': 'run' }, clock, stop.signal);
    expect(run.verdict).toBe('cancelled');
    const outputs = renderOutputs(run.ending, undefined);
    expect(outputs).toMatchObject({ status: 'SUCCESS', published: 'false', entries: '', errors: '[]' });
    expect(outputs['completed-at']).toMatch(/^\d{4}-.*Z$/);
  }));
