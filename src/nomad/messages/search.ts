import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, utc } from '../../core/wording.ts';
import type { Upload } from '../answers/upload.ts';

/** Where the action searched, and how many uploads there are. */
export interface Searched {
  /** `https://…/api/v1` */
  readonly api: string;
  readonly total: number;
  readonly includeShared: boolean;
  /** wait-for-upload was set, and has passed. */
  readonly waited: boolean;
}

/** `shared`: somebody else's upload has the name. `near`: existing names that are similar. */
export function noSuchName(name: string, place: Searched, shared: boolean, near: readonly string[]): Failure {
  return {
    reason: 'not-found',
    message: [
      `This account has no upload with the name "${cut(name, 100)}" ${at(place, 'it')}`,
      ...(shared ? ['An upload with that name is shared with the account: if you mean that one, set include-shared: true.'] : []),
      ...(near.length > 0 ? [`Similar names: ${quoted(near)}.`] : []),
    ].join(' '),
    advice:
      'Names must match exactly, including upper and lower case. Check the name, the account and nomad-url. If you can, use upload-id from the sending step instead.',
  };
}

/** `newest`: names of the newest uploads. */
export function noSuchPattern(pattern: string, place: Searched, newest: readonly string[]): Failure {
  const named = newest.length === 0 ? '' : ` The newest uploads are named ${quoted(newest)}.`;
  return {
    reason: 'not-found',
    message: `No upload matches the pattern "${cut(pattern, 100)}" ${at(place)}${named}`,
    advice:
      'A pattern must match the whole name, including upper and lower case; * stands for any text, ? for any one character. Check the pattern, the exclusions, the account and nomad-url.',
  };
}

/** `total`: the account's own uploads. */
export function noSuchId(id: string, { api, total }: Pick<Searched, 'api' | 'total'>): Failure {
  return {
    reason: 'not-found',
    message: `There is no upload with the id ${id} at ${api}; this account has ${count(total, 'upload')} of its own.`,
    advice:
      'Check that the id comes from the sending step, that the upload was sent to this deployment (nomad-url), and that it was not deleted.',
  };
}

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

function at({ api, total, includeShared, waited }: Searched, account = 'this account'): string {
  return `at ${api}${waited ? ', even after waiting for it' : ''}; ${account} has ${count(total, 'upload')}${includeShared ? '' : ' of its own'}.`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${cut(name, 60)}"`).join(', ');
}

/** The only problem with an input that becomes known after the search. */
export function tooManyMatches(matches: number, most: number): Failure {
  return {
    reason: 'invalid-input',
    message: `upload-pattern matches ${matches} uploads; at most ${most} can be checked in one step.`,
    advice: 'Use narrower patterns, exclusions, or not-before.',
  };
}
