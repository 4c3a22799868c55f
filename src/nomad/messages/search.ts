import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, utc } from '../../core/wording.ts';
import type { Upload } from '../answers/upload.ts';

/** Where was searched, and how many uploads there are. */
export interface Searched {
  /** `https://…/api/v1` */
  readonly api: string;
  readonly total: number;
  readonly includeShared: boolean;
  /** wait-for-upload was set, and is over. */
  readonly waited: boolean;
}

/** `shared`: somebody else's upload has the name. `near`: like names that there are. */
export function noSuchName(name: string, place: Searched, shared: boolean, near: readonly string[]): Failure {
  return {
    reason: 'not-found',
    message: [
      `No upload with the name "${cut(name, 100)}" ${at(place)}`,
      ...(shared ? ['One of that name is only shared with the account: set include-shared: true if that one is meant.'] : []),
      ...(near.length > 0 ? [`Nearest: ${quoted(near)}.`] : []),
    ].join(' '),
    advice:
      'Names are compared exactly, capitals included. Check the name, the account and nomad-url; best is upload-id, taken from the step that sends.',
  };
}

/** `newest`: some names that there are. */
export function noSuchPattern(pattern: string, place: Searched, newest: readonly string[]): Failure {
  const named = newest.length === 0 ? '' : ` The newest are named ${quoted(newest)}.`;
  return {
    reason: 'not-found',
    message: `No upload matches the pattern "${cut(pattern, 100)}" ${at(place)}${named}`,
    advice:
      'A pattern must match the whole name, capitals included; * is any text, ? one character. Check it, the exclusions, the account and nomad-url.',
  };
}

/** `total`: the account's own uploads. */
export function noSuchId(id: string, { api, total }: Pick<Searched, 'api' | 'total'>): Failure {
  return {
    reason: 'not-found',
    message: `No upload with the id ${id} at ${api}: this account has ${count(total, 'upload')} of its own.`,
    advice:
      'Check that the id comes from the sending step, that it was sent to this deployment (nomad-url), and that the upload was not deleted.',
  };
}

/** on-duplicate is fail. */
export function duplicate(name: string, total: number): Failure {
  return {
    reason: 'duplicate',
    message: `There are ${count(total, 'upload')} with the name "${cut(name, 100)}", and on-duplicate is fail.`,
    advice: 'Give upload-id from the sending step, use another name for each run, or delete the old uploads.',
  };
}

/** There are uploads, but none that not-before lets count. `newest`: one whose processing has ended. */
export function allStale(given: string, matchedBy: 'name' | 'pattern', newest: Pick<Upload, 'id' | 'completedAt'>): Failure {
  const what = matchedBy === 'name' ? 'with the name' : 'matching';
  return {
    reason: 'stale',
    message: `All uploads ${what} "${cut(given, 100)}" are older than not-before: the processing of the newest, ${newest.id}, ended at ${utc(newest.completedAt)}.`,
    advice:
      'Did the step that sends run? If NOMAD needs time until the upload appears, set wait-for-upload; best is upload-id, taken from the step that sends.',
  };
}

function at({ api, total, includeShared, waited }: Searched): string {
  return `at ${api}${waited ? ', also after wait-for-upload' : ''}: this account has ${count(total, 'upload')}${includeShared ? '' : ' of its own'}.`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${cut(name, 60)}"`).join(', ');
}

/** The one problem with an input that shows only after the search. */
export function tooManyMatches(matches: number, most: number): Failure {
  return {
    reason: 'invalid-input',
    message: `upload-pattern matches ${matches} uploads; at most ${most} can be checked in one step.`,
    advice: 'Give narrower patterns, exclusions, or not-before.',
  };
}
