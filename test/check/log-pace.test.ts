import { beforeEach, describe, expect, it, vi } from 'vitest';
import { second } from '../../src/core/clock.ts';
import type { Fault } from '../nomad-server/server.ts';
import { withScene } from '../judgement/watch-scene.ts';
import type { SimulatedClock } from '../simulated-clock.ts';

let clockOfNow: SimulatedClock | undefined;
let lines: { at: number; text: string }[] = [];

beforeEach(() => {
  lines = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    if (!String(text).startsWith('::debug::')) lines.push({ at: clockOfNow?.elapsed ?? 0, text: String(text) });
    return true;
  });
});

/** The longest silence of the log during a wait of ten minutes, in seconds. */
async function longestSilence(fault: Fault | undefined, from = 5): Promise<number> {
  await withScene('2.0', async ({ add, check, clock, fault: rule }) => {
    clockOfNow = clock;
    const id = add({ status: 'PENDING' });
    rule(() => (clock.elapsed > from * second ? fault : undefined));
    const run = await check({ 'upload-id': id, timeout: '10m' });
    lines.push({ at: run.elapsed, text: 'the verdict' });
  });
  const gaps = lines.map(({ at }, i) => at - (lines[i - 1]?.at ?? 0));
  return Math.max(...gaps) / second;
}

it('the log of an upload that is READY names no entries: NOMAD shows those of the earlier run', async () => {
  await withScene('2.0', async ({ add, check }) => {
    await check({ 'upload-id': add({ status: 'READY', entries: [{ mainfile: 'former.archive.json' }] }), timeout: '5s' });
  });
  const text = lines.map((line) => line.text).join('');
  expect(text).toMatch(/ READY$/m);
  expect(text).not.toContain('1 of 1 entry');
});

it('the log of an upload that has ended is without the message of its process', async () => {
  await withScene('2.0', async ({ add, check }) => {
    await check({ 'upload-id': add({ status: 'SUCCESS', message: 'Process completed successfully' }) });
  });
  const text = lines.map((line) => line.text).join('');
  expect(text).toMatch(/ SUCCESS: 1 of 1 entry processed$/m);
});

describe('the log says something at least once a minute', () => {
  it.each<[string, Fault | undefined]>([
    ['nothing changes', undefined],
    ['NOMAD answers 503', { kind: 'html', status: 503 }],
    ['answers stall', { kind: 'stall-body' }],
    ['NOMAD asks to wait for five minutes', { kind: 'status', status: 503, headers: { 'retry-after': '300' } }],
  ])('while %s', async (_, fault) => {
    expect(await longestSilence(fault)).toBeLessThanOrEqual(61);
  });
});
