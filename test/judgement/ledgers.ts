import type { FailureReason } from '../../src/core/failure-reasons.ts';
import type { Target } from '../../src/nomad/search/find.ts';
import { Ledger } from '../../src/judgement/ledger.ts';
import type { Verdict } from '../../src/judgement/verdict.ts';
import { aFailure, aTarget } from '../builders.ts';

export const success = { conclusion: 'success', message: 'NOMAD processed it.', warnings: [] } as const satisfies Verdict;

export function red(reason: FailureReason, message?: string): Verdict {
  return { conclusion: 'failure', failure: aFailure(reason, message === undefined ? {} : { message }), warnings: [] };
}

/** The upload u-0, and so on. */
export function target(i: number): Target {
  return aTarget({ given: `u-${i}`, id: `u-${i}` });
}

/** A ledger of as many uploads as verdicts, u-0 and so on; undefined is none yet. */
export function ledgerOf(...verdicts: readonly (Verdict | undefined)[]): Ledger {
  const ledger = new Ledger();
  const targets = verdicts.map((_, i) => target(i));
  ledger.endSearch(targets, []);
  for (const [i, one] of targets.entries()) {
    const verdict = verdicts[i];
    if (verdict !== undefined) ledger.judge(one, verdict);
  }
  return ledger;
}
