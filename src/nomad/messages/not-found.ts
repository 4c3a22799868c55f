import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut } from '../../core/wording.ts';

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

function at({ api, total, includeShared, waited }: Searched, account = 'this account'): string {
  return `at ${api}${waited ? ', even after waiting for it' : ''}; ${account} has ${count(total, 'upload')}${includeShared ? '' : ' of its own'}.`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${cut(name, 60)}"`).join(', ');
}
