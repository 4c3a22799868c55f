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
  const status = refusedWith(nomad);
  if (upload.published) return detail(status, 'You do not have access to the specified upload - published with embargo.');
  if (!user) return detail(401, 'You need to log in to access the specified upload.');
  return detail(status, 'You do not have access to the specified upload.');
}

/** What a route demands of who would write to an upload. */
interface Demand {
  readonly scope: string;
  /** Whether a published upload may be written to. */
  readonly published: 'never' | 'by admins' | 'by writers';
  readonly mainAuthorOnly?: boolean;
}

/** The upload, if the caller may write to it. The scope is checked first, then whether there is such an upload (2.0). */
export function writable(nomad: Nomad, asked: Asked, id: string, demand: Demand): Shown | Answer {
  const user = loggedIn(nomad, asked, demand.scope);
  if (isAnswer(user)) return user;
  const upload = nomad.uploads.peek(id);
  if (!upload) return unknownUpload;
  const status = refusedWith(nomad);
  if (!user.admin) {
    if (!isMember(user, upload)) return detail(status, noWriter);
    if (demand.mainAuthorOnly && upload.owner !== user.name) {
      return detail(status, 'Only main author has permissions for this operation.');
    }
  }
  if (!upload.published || demand.published === 'by writers') return upload;
  if (demand.published === 'never') {
    return detail(nomad.version === '1.3' ? 401 : 400, 'Upload is already published, operation not possible.');
  }
  return user.admin ? upload : detail(status, 'Upload is already published, only admins can perform this operation.');
}

const noWriter = 'You do not have write access to the specified upload.';

function refusedWith({ version }: Nomad): number {
  return version === '1.3' ? 401 : 403;
}

export const unknownUpload: Answer = detail(404, 'The specified upload_id was not found.');

export function isAnswer(value: object): value is Answer {
  return 'status' in value && 'body' in value && 'headers' in value;
}
