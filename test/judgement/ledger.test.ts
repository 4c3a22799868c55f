import { describe, expect, it } from 'vitest';
import { failureReasons } from '../../src/core/failure-reasons.ts';
import { Ledger } from '../../src/judgement/ledger.ts';
import type { Ending } from '../../src/judgement/ending.ts';
import { aFailure, aSnapshot, aTarget, times } from '../builders.ts';
import { ledgerOf, red, success, target } from './ledgers.ts';

function summaryOf({ failure, results }: Ending): [string, ...(readonly [string, string])[]] {
  return [failure?.reason ?? 'success', ...(results ?? []).map((one) => [one.id, one.failure?.reason ?? 'success'] as const)];
}

describe('of several uploads the worst decides and comes first:', () => {
  it('worst first is the order of the contract', () => {
    expect(failureReasons.join(', ')).toBe(
      'cancelled, internal-error, invalid-input, no-credentials, no-files, unsafe-files, authentication, permission, already-published, ' +
        'upload-limit, too-large, too-many-matches, publish-refused, unreachable, unexpected-answer, files-changed, incomplete, deleted, not-found, duplicate, stale, not-processed, timeout, processing-failed, entries-failed, too-few-entries, warnings',
    );
  });

  it('whatever the order in which they were named', () => {
    expect(summaryOf(ledgerOf(success, red('warnings'), red('timeout'), success, red('stale')).ending())).toEqual([
      'stale',
      ['u-4', 'stale'],
      ['u-2', 'timeout'],
      ['u-1', 'warnings'],
      ['u-0', 'success'],
      ['u-3', 'success'],
    ]);
  });

  it('each reason is worse than all that follow it', () => {
    const pairs = failureReasons.slice(1).map((reason, i) => [failureReasons[i] ?? reason, reason] as const);
    for (const [worse, better] of pairs) {
      expect(summaryOf(ledgerOf(red(better), red(worse)).ending())).toEqual([worse, ['u-1', worse], ['u-0', better]]);
    }
  });

  it('the first one is first where all are equal', () => {
    expect(summaryOf(ledgerOf(red('timeout'), red('timeout')).ending())).toEqual([
      'timeout',
      ['u-0', 'timeout'],
      ['u-1', 'timeout'],
    ]);
    expect(summaryOf(ledgerOf(success, success).ending())).toEqual(['success', ['u-0', 'success'], ['u-1', 'success']]);
  });
});

describe('nothing is green that was not judged:', () => {
  it.each([
    ['nothing was ever opened', new Ledger()],
    ['the search found nothing', ledgerOf()],
    ['no upload was judged', ledgerOf(undefined)],
    ['one of two was not checked', ledgerOf(success, undefined)],
  ])('%s', (_, ledger) => {
    expect(ledger.ending().failure?.reason).toBe('internal-error');
    expect(ledger.ending().message).not.toBe('');
  });

  it('a search that was begun and not ended', () => {
    const ledger = new Ledger();
    ledger.beginSearch([{ given: 'u-1', matchedBy: 'id' }]);
    expect(summaryOf(ledger.ending())).toEqual(['internal-error', ['u-1', 'internal-error']]);
  });
});

describe('what ends the whole step', () => {
  it('is the reason of all that was not judged; the rest keeps its verdict', () => {
    expect(summaryOf(ledgerOf(success, undefined, red('entries-failed')).ending(aFailure('unreachable')))).toEqual([
      'unreachable',
      ['u-1', 'unreachable'],
      ['u-2', 'entries-failed'],
      ['u-0', 'success'],
    ]);
  });

  it('ends it red even where all uploads were judged well', () => {
    expect(summaryOf(ledgerOf(success).ending(aFailure('cancelled')))).toEqual(['cancelled', ['u-0', 'success']]);
  });

  it('leaves the lines of the inputs known from the search on, and nothing before', () => {
    const ledger = new Ledger();
    expect(ledger.ending(aFailure('authentication')).results).toBeUndefined();
    ledger.beginSearch([
      { given: 'u-1', matchedBy: 'id' },
      { given: 'nightly', matchedBy: 'name' },
      { given: 'a*', matchedBy: 'pattern' },
    ]);
    expect(ledger.ending(aFailure('unreachable')).results).toMatchObject([
      { id: 'u-1', name: '' },
      { id: '', name: 'nightly' },
      { id: '', name: 'a*' },
    ]);
  });
});

it('a line that leads to no upload is one failed element, and the others are judged', () => {
  const ledger = new Ledger();
  ledger.beginSearch([{ given: 'gone', matchedBy: 'name' }]);
  ledger.endSearch([aTarget()], [{ given: 'gone', matchedBy: 'name', failure: aFailure('not-found') }]);
  ledger.judge(aTarget(), success);
  expect(ledger.ending().results).toMatchObject([
    { id: '', name: 'gone', failure: { reason: 'not-found' }, upload: undefined },
    { id: 'upload-1', failure: undefined },
  ]);
});

it('an upload has the name that NOMAD shows last', () => {
  const ledger = ledgerOf(success);
  ledger.see(target(0), aSnapshot({ name: 'first' }), 1000);
  ledger.see(target(0), aSnapshot({ name: 'renamed' }), 5000);
  expect(ledger.ending().results).toMatchObject([{ name: 'renamed' }]);
});

describe('the message of the step', () => {
  it('is that of the worst, with the number of the others', () => {
    expect(ledgerOf(red('timeout', 'Too late.')).ending().message).toBe('Too late.');
    expect(ledgerOf(red('timeout', 'Too late.'), success).ending().message).toBe('Too late.');
    expect(ledgerOf(red('timeout', 'Too late.'), red('warnings'), success, red('stale', 'Old.')).ending().message).toBe(
      'Old. (2 more of the 4 uploads also failed)',
    );
  });

  it('is that of the first of equals', () => {
    expect(ledgerOf(red('timeout', 'First.'), red('timeout', 'Second.')).ending().message).toMatch(/^First\. \(1 more/);
  });

  it('is that of the one success, or counts them', () => {
    expect(ledgerOf(success).ending().message).toBe('NOMAD processed it.');
    const ledger = ledgerOf(success, success);
    for (const id of ['u-0', 'u-1']) ledger.see(aTarget({ given: id, id }), aSnapshot({ id }), 0);
    expect(ledger.ending().message).toBe('NOMAD processed all 2 uploads: 6 entries succeeded.');
  });

  it.each([
    ['plain', 'x'],
    ['invisible', '\u200b'],
    ['astral', '😀'],
    ['line ends', '\r\n'],
  ])('has one line of at most 500 characters: %s', (_, character) => {
    const endless = `x${character.repeat(5000)}`;
    const endings = [
      ledgerOf(red('timeout', endless)).ending(),
      ledgerOf(red('timeout', endless), red('timeout', endless)).ending(),
      ledgerOf({ ...success, message: endless }).ending(),
      ledgerOf(success).ending(aFailure('unreachable', { message: endless })),
    ];
    for (const { message } of endings) {
      expect(message.length).toBeLessThanOrEqual(500);
      expect(message).toMatch(/^x[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u);
    }
    expect(endings[1]?.message).toMatch(/\(1 more of the 2 uploads also failed\)$/);
  });

  it('of each upload is one line too', () => {
    expect(ledgerOf(red('timeout', 'a\nb\u2028c')).ending().results?.[0]?.message).toBe('a\\u{a}b\\u{2028}c');
  });
});

it('a warning is said once', () => {
  const said: string[] = [];
  const ledger = new Ledger((warning) => said.push(warning));
  for (const i of times(4, (n) => n % 2)) ledger.warn(`warning ${i}`);
  expect(said).toEqual(['warning 0', 'warning 1']);
  expect(ledger.ending().warnings).toEqual(['warning 0', 'warning 1']);
});
