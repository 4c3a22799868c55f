import type { Target } from '../../src/nomad/search/find.ts';
import type { Counters, Upload } from '../../src/nomad/answers/upload.ts';
import type { Demands } from '../../src/judgement/demands.ts';
import { judge, type Verdict } from '../../src/judgement/verdict.ts';
import type { Outcome } from '../../src/judgement/watch.ts';
import { aSnapshot, aTarget, now, someDemands } from '../builders.ts';

/** What a verdict is made of, where it is not the plain case. */
export interface Scene {
  upload?: Partial<Upload>;
  counters?: Partial<Counters>;
  demands?: Partial<Demands>;
  target?: Partial<Target>;
  settled?: Partial<Pick<Extract<Outcome, { kind: 'settled' }>, 'because' | 'unchangedFor'>>;
}

export function judged({ upload, counters, demands, target, settled }: Scene): Verdict {
  const last = { because: 'ended' as const, unchangedFor: 0, ...settled };
  const outcome = { kind: 'settled', snapshot: aSnapshot(upload, counters), ...last } as const;
  return judge(outcome, aTarget(target), someDemands(demands), now);
}

export function messageOf(scene: Scene): string {
  const verdict = judged(scene);
  return verdict.conclusion === 'failure' ? verdict.failure.message : verdict.message;
}

export function adviceOf(scene: Scene): string {
  const verdict = judged(scene);
  return verdict.conclusion === 'failure' ? verdict.failure.advice : '';
}

export function ended(msAgo: number): string {
  return new Date(now - msAgo).toISOString();
}
