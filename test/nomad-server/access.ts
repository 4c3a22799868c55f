import { type Answer, detail } from './answers.ts';
import type { Asked, Nomad } from './requests.ts';
import type { Caller } from './tokens.ts';
import type { Shown } from './uploads.ts';
import type { User } from './users.ts';

/** The error as Python prints an enum: clients must pick the scope out of it (2.0). */
export function missingScope(caller: Caller, scope: string): Answer | undefined {
  if (caller.allows(scope)) return undefined;
  const name = scope.toUpperCase().replace(':', '_');
  return detail(403, `Missing scopes: [<Scope.${name}: '${scope}'>]`);
}

/** The user, where a login is needed. */
export function loggedIn(nomad: Nomad, asked: Asked, scope: string): User | Answer {
  const { user } = asked.caller;
  if (!user) {
    return nomad.version === '1.3'
      ? detail(401, 'Authorization required.')
      : detail(401, 'Authentication required.', { 'www-authenticate': 'Bearer' });
  }
  return missingScope(asked.caller, scope) ?? user;
}

export function isMember(user: User, upload: Shown): boolean {
  return upload.owner === user.name || upload.coauthors.includes(user.name);
}

/** Why this caller may not see this upload. 1.3 says 401 where 2.0 says 403: the text tells what is meant. */
export function refusal(nomad: Nomad, caller: Caller, upload: Shown): Answer | undefined {
  const { user } = caller;
  if (user && (user.admin || isMember(user, upload))) return undefined;
  if (upload.published && upload.embargo === 0) return undefined;
  const status = nomad.version === '1.3' ? 401 : 403;
  if (upload.published) return detail(status, 'You do not have access to the specified upload - published with embargo.');
  if (!user) return detail(401, 'You need to log in to access the specified upload.');
  return detail(status, 'You do not have access to the specified upload.');
}

/** Why this caller may not change this upload. 1.3 says 401 where 2.0 says 403. */
export function writeRefusal(nomad: Nomad, user: User, upload: Shown): Answer | undefined {
  if (user.admin || isMember(user, upload)) return undefined;
  return detail(nomad.version === '1.3' ? 401 : 403, 'You do not have write access to the specified upload.');
}

export const unknownUpload: Answer = detail(404, 'The specified upload_id was not found.');

export function isAnswer(value: object): value is Answer {
  return 'status' in value && 'body' in value && 'headers' in value;
}
