import type { FailureReason } from '../../src/core/failure-reasons.ts';
import type { Target } from '../../src/nomad/search/find.ts';
import { Ledger } from '../../src/judgement/ledger.ts';
import type { Judgement } from '../../src/judgement/verdict.ts';
import { aFailure, aTarget } from '../builders.ts';

export const success = { conclusion: 'success', message: 'NOMAD processed it.', warnings: [] } as const satisfies Judgement;

export function red(reason: FailureReason, message?: string): Judgement {
  return { conclusion: 'failure', failure: aFailure(reason, message === undefined ? {} : { message }), warnings: [] };
}

/** The upload u-0, and so on. */
export function target(i: number): Target {
  return aTarget({ line: `u-${i}`, id: `u-${i}` });
}

/** A ledger of as many uploads as judgements, u-0 and so on; undefined is none yet. */
export function ledgerOf(...judgements: readonly (Judgement | undefined)[]): Ledger {
  const ledger = new Ledger();
  const targets = judgements.map((_, i) => target(i));
  ledger.resolve(targets, []);
  for (const [i, one] of targets.entries()) {
    const judgement = judgements[i];
    if (judgement !== undefined) ledger.judge(one, judgement);
  }
  return ledger;
}
