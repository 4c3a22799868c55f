import { describe, expect, it } from 'vitest';
import { aSnapshot } from '../builders.ts';
import { ledgerOf, success, target } from './ledgers.ts';

describe('of the looks at an upload are known', () => {
  it('how many there were, and the time from the first to the last', () => {
    const ledger = ledgerOf(success, success);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 0, time: 0 } }, { looks: { count: 0, time: 0 } }]);
    ledger.see(target(0), aSnapshot(), 7000);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 1, time: 0 } }, { looks: { count: 0, time: 0 } }]);
    ledger.see(target(0), aSnapshot(), 8000);
    ledger.see(target(0), aSnapshot(), 20_500);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 3, time: 13_500 } }, { looks: { count: 0, time: 0 } }]);
  });

  it('also when the first was at the time 0', () => {
    const ledger = ledgerOf(success);
    for (const at of [0, 4000]) ledger.see(target(0), aSnapshot(), at);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 2, time: 4000 } }]);
  });

  it('those since it was found: a new search begins anew', () => {
    const ledger = ledgerOf(success);
    ledger.see(target(0), aSnapshot(), 1000);
    ledger.endSearch([target(0)], []);
    ledger.see(target(0), aSnapshot(), 9000);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 1, time: 0 }, upload: { id: 'upload-1' } }]);
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
