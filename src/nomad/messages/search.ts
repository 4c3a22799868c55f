import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, utc } from '../../core/wording.ts';
import type { Upload } from '../answers/upload.ts';

/** on-duplicate is fail. */
export function duplicate(name: string, total: number): Failure {
  return {
    reason: 'duplicate',
    message: `There are ${count(total, 'upload')} with the name "${cut(name, 100)}", and on-duplicate is set to fail.`,
    advice: 'Use upload-id from the sending step, use a different name for each run, or delete the old uploads.',
  };
}

/** There are uploads, but none that not-before lets count. `newest`: one whose processing has ended. */
export function allStale(given: string, matchedBy: 'name' | 'pattern', newest: Pick<Upload, 'id' | 'completedAt'>): Failure {
  const what = matchedBy === 'name' ? 'with the name' : 'matching';
  return {
    reason: 'stale',
    message: `Every upload ${what} "${cut(given, 100)}" was last processed before not-before; the processing of the newest, ${newest.id}, ended at ${utc(newest.completedAt)}.`,
    advice:
      'Check that the sending step ran. If it takes time for the upload to appear, set wait-for-upload. If you can, use upload-id from the sending step instead.',
  };
}

/** The only problem with an input that becomes known after the search. */
export function tooManyMatches(matches: number, most: number): Failure {
  return {
    reason: 'invalid-input',
    message: `upload-pattern matches ${matches} uploads; at most ${most} can be checked in one step.`,
    advice: 'Use narrower patterns, exclusions, or not-before.',
  };
}
