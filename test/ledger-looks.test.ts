import { describe, expect, it } from 'vitest';
import { failureReasons } from '../src/errors.ts';
import { anEntry, aSighting, aTarget } from './builders.ts';
import { ledgerOf, red, success } from './ledgers.ts';

describe('of the looks at an upload are known', () => {
  const target = aTarget({ line: 'u-0', id: 'u-0' });

  it('how many there were, and the time from the first to the last', () => {
    const ledger = ledgerOf(success, success);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 0, time: 0 } }, { looks: { count: 0, time: 0 } }]);
    ledger.see(target, aSighting(), 7000);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 1, time: 0 } }, { looks: { count: 0, time: 0 } }]);
    ledger.see(target, aSighting(), 8000);
    ledger.see(target, aSighting(), 20_500);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 3, time: 13_500 } }, { looks: { count: 0, time: 0 } }]);
  });

  it('also when the first was at the time 0', () => {
    const ledger = ledgerOf(success);
    for (const at of [0, 4000]) ledger.see(target, aSighting(), at);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 2, time: 4000 } }]);
  });

  it('those since it was found: a new search begins anew', () => {
    const ledger = ledgerOf(success);
    ledger.see(target, aSighting(), 1000);
    ledger.resolve([target], []);
    ledger.see(target, aSighting(), 9000);
    expect(ledger.ending().results).toMatchObject([{ looks: { count: 1, time: 0 }, sighting: { upload: { id: 'upload-1' } } }]);
  });

  it('the last one, whole', () => {
    const ledger = ledgerOf(success);
    ledger.see(target, aSighting({ status: 'RUNNING', running: true }), 1000);
    const last = aSighting({ status: 'SUCCESS' }, { total: 9 });
    ledger.see(target, last, 2000);
    expect(ledger.ending().results?.[0]?.sighting).toEqual(last);
  });

  it('nothing of an upload that was never named', () => {
    expect(() => {
      ledgerOf(success).see(aTarget({ line: 'u-9', id: 'u-9' }), aSighting(), 0);
    }).toThrow(TypeError);
  });
});

describe('entries are asked for', () => {
  it('of uploads that ended and have not only good ones, worst first', () => {
    const ledger = ledgerOf(
      red('entries-failed'),
      success,
      red('processing-failed'),
      red('timeout'),
      red('not-processed'),
      success,
    );
    const few = { total: 3, successful: 2, failed: 1 };
    const sightings = [
      aSighting({}, few),
      aSighting(),
      aSighting({ status: 'FAILURE' }, { total: 3, successful: 2, failed: 0 }),
      aSighting({ running: true, status: 'RUNNING' }, few),
      aSighting({ status: 'READY' }, few),
      aSighting({}, few),
    ];
    for (const [i, sighting] of sightings.entries()) ledger.see(aTarget({ line: `u-${i}`, id: `u-${i}` }), sighting, 0);
    expect(ledger.withFailedEntries().map(({ id }) => id)).toEqual(['u-2', 'u-0', 'u-5']);
  });

  it.each(failureReasons)('or not, by what the verdict is about: %s', (reason) => {
    const ledger = ledgerOf(red(reason));
    const few = aSighting({ status: 'FAILURE' }, { total: 3, successful: 2, failed: 1 });
    ledger.see(aTarget({ line: 'u-0', id: 'u-0' }), few, 0);
    const ofThisRun = ['processing-failed', 'entries-failed', 'too-few-entries', 'warnings'];
    expect(ledger.withFailedEntries()).toMatchObject(ofThisRun.includes(reason) ? [{ id: 'u-0', sighting: few }] : []);
    expect(ledger.withFailedEntries()).toHaveLength(ofThisRun.includes(reason) ? 1 : 0);
  });

  it('never of an upload that was not judged or not seen', () => {
    const ledger = ledgerOf(undefined, red('entries-failed'));
    ledger.see(aTarget({ line: 'u-0', id: 'u-0' }), aSighting({}, { total: 3, successful: 2, failed: 1 }), 0);
    expect(ledger.withFailedEntries()).toEqual([]);
  });

  it('and are kept with their upload', () => {
    const ledger = ledgerOf(success, success);
    ledger.list(aTarget({ line: 'u-1', id: 'u-1' }), { listed: [anEntry()], more: 4 });
    expect(ledger.ending().results?.map(({ entries }) => [entries.listed.length, entries.more])).toEqual([
      [0, 0],
      [1, 4],
    ]);
  });
});
