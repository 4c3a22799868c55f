import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/nomad/answers/upload.ts';
import { aSnapshot } from '../builders.ts';
import { ledgerOf, success, target } from './ledgers.ts';

const running = aSnapshot({ status: 'RUNNING', state: 'running' });
const ended = aSnapshot();
const ready = aSnapshot({ status: 'READY' });

function seenRunning(...looks: readonly [snapshot: Snapshot, at: number][]): number | undefined {
  const ledger = ledgerOf(success);
  for (const [snapshot, at] of looks) ledger.see(target(0), snapshot, at);
  return ledger.ending().results?.[0]?.seenRunning;
}

describe('of the looks at an upload are known', () => {
  it('for how long it was running at least: from the first to the last look that showed it', () => {
    expect(seenRunning()).toBe(0);
    expect(seenRunning([ended, 7000])).toBe(0);
    expect(seenRunning([running, 7000], [ended, 9000])).toBe(0);
    expect(seenRunning([running, 7000], [running, 8000], [running, 20_500], [ended, 30_000])).toBe(13_500);
    expect(seenRunning([running, 0], [running, 4000])).toBe(4000);
  });

  it('of several runs only the last', () => {
    expect(seenRunning([running, 0], [running, 1000], [ready, 2000])).toBe(0);
    expect(seenRunning([running, 0], [running, 1000], [ready, 2000], [running, 3000], [running, 3500], [ended, 4000])).toBe(500);
    expect(seenRunning([running, 0], [running, 1000], [ended, 2000], [running, 3000], [running, 3500], [ended, 4000])).toBe(500);
  });

  it('those since it was found: a new search begins anew', () => {
    const ledger = ledgerOf(success);
    ledger.see(target(0), running, 1000);
    ledger.endSearch([target(0)], []);
    ledger.see(target(0), running, 9000);
    expect(ledger.ending().results).toMatchObject([{ seenRunning: 0, upload: { id: 'upload-1' } }]);
  });

  it('the last one, whole', () => {
    const ledger = ledgerOf(success);
    ledger.see(target(0), aSnapshot({ status: 'RUNNING', state: 'running' }), 1000);
    const last = aSnapshot({ status: 'SUCCESS' }, { total: 9 });
    ledger.see(target(0), last, 2000);
    expect(ledger.ending().results).toMatchObject([last]);
  });

  it('nothing of an upload that was never named', () => {
    expect(() => {
      ledgerOf(success).see(target(9), aSnapshot(), 0);
    }).toThrow(TypeError);
  });
});
