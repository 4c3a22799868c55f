import { expect } from 'vitest';
import { second } from '../../src/core/clock.ts';
import { type AnyPart, allParts, logOfEntry } from '../check/fault-parts.ts';
import { type FaultCase, faults } from '../check/fault-table.ts';
import type { FaultyStep } from './faulty-step.ts';

/** A fault at one of the requests, at the first of its kind or at all of them. */
export interface Case extends FaultCase {
  readonly name: string;
  readonly part: AnyPart;
  readonly often: 'once' | 'for ever';
}

/** The fault changes fastest, so that huge answers do not come all at the same time. */
export const cases: readonly Case[] = (['once', 'for ever'] as const).flatMap((often) =>
  allParts.flatMap((part) =>
    Object.entries(faults).map(([what, faultCase]) => ({
      ...faultCase,
      name: `${what} at the ${part} ${often}`,
      part,
      often,
    })),
  ),
);

/** The input `timeout`: short where it is waited for. A stalled request takes 20 seconds of it, and then one more must fit. */
export function timeoutFor({ part, often, stalls }: Case): number {
  if (stalls === true) return 24 * second;
  return part === 'later look' && often === 'for ever' ? 4 * second : 12 * second;
}

/** How long a part may go on after its first fault: its own bound, and the least time of a last request. */
const bounds: Readonly<Record<Exclude<AnyPart, 'later look'>, number>> = {
  login: 62 * second,
  search: 62 * second,
  'first look': 62 * second,
  'failed entries': 17 * second,
  [logOfEntry]: 12 * second,
};
/** Whole answers that are not NOMAD's are given up after about so long. */
const alienTime = 5 * second;

/** Of failed entries there is a list and a warning, or no list; logs only say why. */
function changesNoVerdict({ part }: Case): boolean {
  return part === 'failed entries' || part === logOfEntry;
}

/** The ending that the table asks for; `undisturbed` is the one without any fault. */
export function endingOf(one: Case, undisturbed: string): string {
  if (changesNoVerdict(one)) return undisturbed;
  if (one.often === 'for ever') return one.forever;
  return one.once === 'retried' ? undisturbed : one.once;
}

function longest(one: Case): number {
  if (one.often === 'for ever' && one.forever === 'unreachable') {
    return one.part === 'later look' ? timeoutFor(one) + 2 * second : bounds[one.part];
  }
  if (one.often === 'for ever') return alienTime;
  return one.stalls === true ? 62 * second : 17 * second;
}

/** Faults that the table lets be asked again, at most so often in all. */
function mostTries({ part, often, once, forever }: Case): number {
  if (often === 'once' || once !== 'retried') return 1;
  if (forever !== 'unreachable') return 4;
  if (part === logOfEntry) return 2;
  return part === 'failed entries' || part === 'later look' ? Infinity : 6;
}

/** How many warnings there may be that the list of failed entries is not whole. */
function rowWarnings({ part, often, once, stalls }: Case): number[] {
  if (part !== 'failed entries') return [0];
  if (often === 'for ever' || once !== 'retried') return [1];
  // Our own limit ends a stalled try together with the 15 seconds: whether one more begins is a matter of a millisecond.
  return stalls === true ? [0, 1] : [0];
}

/** What holds of a fault beyond the ending. `slack`: milliseconds for a busy machine, and for answers that take their time. */
export function expectFault(one: Case, { hits, afterFault, annotations, raw }: FaultyStep, slack: number): void {
  expect(hits).toBeGreaterThan(0);
  expect(hits).toBeLessThanOrEqual(mostTries(one));
  expect(afterFault).toBeLessThanOrEqual(longest(one) + slack);
  const warnings = annotations.filter(({ message }) => message.includes('full list of failed entries')).length;
  expect(rowWarnings(one)).toContain(warnings);
  if (one.often === 'once' && one.once === 'retried' && one.stalls !== true) expect(raw).toContain('Trying again');
}
