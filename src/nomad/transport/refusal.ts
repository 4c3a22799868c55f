import { noPasswordLogin, tokenRefused, type TokenRefusal, unknownAccount, wrongPassword } from '../messages/authentication.ts';
import { missingScope, notAllowed, notThisOasis, notThisUpload, notYourUpload } from '../messages/permission.ts';
import type { Refused } from '../messages/wording.ts';
import { redirected, unexpected } from '../messages/unexpected-answer.ts';
import { notWorking } from '../messages/unreachable.ts';
import { NoVerdictError, TokenRefusedError } from '../../core/errors.ts';
import { oneLine, readDetail } from './detail.ts';
import type { Answer } from './http.ts';
import { RetryableError } from './retry.ts';
import type { Redact } from '../answers/fields.ts';

/** What was requested, for use in sentences: no query, no header, nothing that was sent. */
export interface Question extends Pick<Refused, 'api' | 'route' | 'scopes'> {
  readonly subject: 'login' | 'list' | 'upload';
}

/** What an answer other than 200 means. Statuses and texts: nomad-lab 1.3.17 and 2.0.0, all routes that are asked here. */
export function toError(answer: Answer, question: Question, redact: Redact, now: number): Error {
  const { status } = answer;
  const raw = readDetail(answer.body);
  const { subject, api, route, scopes } = question;
  // Redact again: joining blanks can join the halves of a secret.
  const refused = { api, route, scopes, status, detail: raw === undefined ? undefined : redact(oneLine(redact(raw))) };
  if (status === 429 || status >= 500) return unavailable(subject, refused, raw ?? '', retryAfter(answer, now));
  if (status >= 300 && status < 400) return redirect(refused, answer, redact);
  const otherwise = new NoVerdictError(unexpected(refused), subject === 'upload' ? 'upload' : 'step');
  if (raw === undefined) return otherwise;
  if (status === 401 && subject === 'login') return new NoVerdictError(wrongPassword(refused));
  if (status === 401 || status === 403) return denied(refused, raw);
  return otherwise;
}

function unavailable(subject: Question['subject'], refused: Refused, raw: string, after: number | undefined): Error {
  const ofServer = refused.status === 500;
  if (subject === 'login' && ofServer && raw.includes('invalid_grant')) return new NoVerdictError(noPasswordLogin(refused));
  return new RetryableError('passing', notWorking(refused, ofServer && subject !== 'login'), { retryAfter: after });
}

const maxSeconds = 10 ** 9;

/** Seconds or a date, as milliseconds from now. */
function retryAfter({ headers }: Answer, now: number): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value.trim())) return Math.min(Number(value), maxSeconds) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function redirect(refused: Refused, { headers }: Answer, redact: Redact): Error {
  const location = typeof headers['location'] === 'string' ? redact(headers['location']) : '';
  const host = findHost(location) ?? (location.startsWith('/') ? new URL(refused.api).host : undefined);
  return new NoVerdictError(redirected(refused, host));
}

// The host as it is: URL would turn it into lower case, in which a secret would not be recognized.
function findHost(location: string): string | undefined {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#]*@)?([^/?#@[\]]+)/i.exec(location)?.[1];
}

function denied(refused: Refused, raw: string): Error {
  if (raw.includes('have access to the specified upload')) return new NoVerdictError(notThisUpload(refused), 'upload');
  if (/write access to the specified upload|Only main author|only admins can perform/.test(raw))
    return new NoVerdictError(notYourUpload(refused), 'upload');
  if (raw.includes('not authorized to access this Oasis')) return new NoVerdictError(notThisOasis(refused));
  if (raw.includes('unknown user')) return new NoVerdictError(unknownAccount(refused));
  if (/^Missing scopes:/.test(raw)) return new NoVerdictError(missingScope(scopesIn(refused.detail ?? ''), refused));
  if (refused.status === 403) return new NoVerdictError(notAllowed(refused));
  const [, why] = tokenRefusals.find(([pattern]) => pattern.test(raw)) ?? ([/./, 'other'] as const);
  return new TokenRefusedError(tokenRefused(why, refused));
}

// The texts of 401: 1.3.17 and 2.0.0, all routes.
const tokenRefusals: readonly (readonly [RegExp, TokenRefusal])[] = [
  [/^Expired token/, 'expired'],
  [/public key does not exist/, 'foreignKey'],
  [/^Invalid token/, 'foreign'],
  [/given token is invalid/, 'invalid'],
  [/^Auth\w+ is required for this Oasis/, 'notOfOasis'],
  [/^Auth\w+ required|need to log in/, 'unknown'],
];

// 2.0 returns the representation of an enum: Missing scopes: [<Scope.UPLOADS_READ: 'uploads:read'>]
function scopesIn(detail: string): string[] {
  return [...detail.matchAll(/'([a-z_]+:[a-z_]+)'/g)].map(([, scope = '']) => scope);
}
