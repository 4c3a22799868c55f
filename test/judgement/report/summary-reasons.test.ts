import { describe, expect, it } from 'vitest';
import type { FailedEntry } from '../../../src/judgement/ending.ts';
import type { Cause } from '../../../src/nomad/answers/processing-log.ts';
import { renderSummary } from '../../../src/judgement/report/summary.ts';
import { aFailure, anEnding, anEntry, aResult, around, times } from '../../builders.ts';
import { htmlOf } from './rendered.ts';

function summaryOf(listed: readonly FailedEntry[], place?: 'check run' | 'comment'): string {
  return renderSummary(anEnding([aResult({ failure: aFailure('entries-failed'), entries: { listed, more: 0 } })]), around, place);
}

function causeOf(text: string, traceback = ''): Cause {
  return { text, line: undefined, column: undefined, traceback };
}

describe('of the reasons why entries failed the summary shows', () => {
  it('the traceback of a failed entry, folded', () => {
    const traceback = 'Traceback (most recent call last):\n  File "/opt/x.py", line 5, in f\nKeyError: </details>';
    const listed = [anEntry({ cause: causeOf('KeyError', traceback) }), anEntry()];
    const html = htmlOf(summaryOf(listed));
    expect(html.match(/<summary>Traceback of/g)).toHaveLength(1);
    expect(html).toContain('KeyError: &lt;/details&gt;');
  });

  it('equal reasons and tracebacks once, with how many entries have them', () => {
    const cause = causeOf('KeyError: spin', 'Traceback:\n  File "x.py"\nKeyError');
    const listed = [
      anEntry({ cause }),
      anEntry({ cause }),
      ...times(2, (i) => anEntry({ cause: { ...cause, text: `other ${i}`, traceback: '' } })),
    ];
    const summary = summaryOf(listed);
    expect(summary).toContain('- **2 entries:** KeyError&#58; spin');
    expect(summary.match(/Traceback of .*/g)).toEqual([expect.stringMatching(/ and of 1 more entry<\/summary>$/)]);
    expect(summary).not.toMatch(/entries:\*\* other/);
    expect(summaryOf(listed.slice(0, 3))).not.toContain('2 entries');
  });

  it('the five most frequent ones, most frequent first', () => {
    const listed = times(7, (i) => times(i + 2, () => anEntry({ cause: causeOf(`cause ${i}`) }))).flat();
    const summary = summaryOf(listed);
    expect(summary.match(/^- \*\*\d+ entries:\*\* .*$/gm)).toEqual(
      [6, 5, 4, 3, 2].map((i) => `- **${i + 2} entries:** cause ${i}`),
    );
  });

  it.each(['check run', 'comment'] as const)('no more than a %s has room for', (place) => {
    const long = (i: number): Cause => causeOf(`\u200b${i}`.repeat(250), `\u200b${i}`.repeat(2000));
    const listed = times(18, (i) => anEntry({ cause: long(i % 9) }));
    // 290 of the 870 KiB that all parts of a job summary may have, a fifteenth of it here, and the words around.
    expect(summaryOf(listed, place).length).toBeLessThan((290 / 15) * 1024 + 2000);
  });
});
