import { type Failure, type FailureReason, NoSuchUpload, NoVerdict, PageOutOfRange, TokenRefused } from '../errors.ts';
import { cut } from '../phrases.ts';
import { oneLine, readDetail } from './detail.ts';
import type { Answer } from './http.ts';
import { Retryable } from './retry.ts';
import type { Redact } from './schema.ts';

/** What was asked, for sentences: no query, no header, nothing that was sent. */
export interface Asked {
  readonly what: 'login' | 'list' | 'upload';
  /** `GET /uploads/{id}/entries` */
  readonly route: string;
  /** Where the requests go: `https://…/api/v1` */
  readonly api: string;
}

interface Refused extends Asked {
  readonly status: number;
  /** NOMAD's own sentence, '' when there is none; undefined when the answer is not in NOMAD's form. */
  readonly detail: string | undefined;
}

const address = 'Check nomad-url: it must be the address of a NOMAD deployment, such as https://nomad-lab.eu/prod/v1.';

/** Says what an answer other than 200 means. Statuses and texts: nomad-lab 1.3.17 and 2.0.0, all routes that are asked here. */
export function refusal(answer: Answer, asked: Asked, redact: Redact, now: number): Error {
  const { status } = answer;
  const raw = readDetail(answer.body);
  const refused = { ...asked, status, detail: raw === undefined ? undefined : redact(oneLine(redact(raw))) };
  if (status === 429 || status >= 500) return unavailable(refused, raw ?? '', retryAfter(answer, now));
  if (status >= 300 && status < 400) return redirect(refused, answer, redact);
  if (raw === undefined) return unexpected(refused);
  if (status === 401 && asked.what === 'login') return wrongPassword(refused);
  if (status === 401 || status === 403) return denied(refused, raw);
  if (status === 404 && asked.what === 'upload' && /upload_id was not found/.test(raw)) return noSuchUpload(refused);
  if (status === 400 && raw.startsWith('Page out of range')) return new PageOutOfRange(unexpected(refused).failure);
  return unexpected(refused);
}

/** What to say when no answer came, or not a whole one. */
export function noAnswer({ api, route }: Asked, why: string): Failure {
  return {
    reason: 'unreachable',
    message: `NOMAD at ${api} could not be reached: ${why} (${route}).`,
    advice: 'Check that the deployment is up and that nomad-url is right; then run the job again.',
  };
}

/** What to say of a certificate that this machine does not trust. */
export function untrusted({ api }: Asked, why: string): Failure {
  return {
    reason: 'unreachable',
    message: `NOMAD at ${api} could not be reached: ${why}.`,
    advice:
      "If the deployment's certificate comes from your institute's own authority, set NODE_EXTRA_CA_CERTS in the step's env to a file with that authority's certificate. There is no switch that skips the check.",
  };
}

/** What to say of a whole 200 that is not NOMAD's. */
export function notNomad({ api, route }: Asked, why: string): Failure {
  return { reason: 'unexpected-answer', message: `The answer of ${api} to ${route} is not NOMAD's: ${why}.`, advice: address };
}

function says({ status, detail }: Refused): string {
  return detail === undefined || detail === '' ? `status ${status}` : `status ${status}, "${detail}"`;
}

function unavailable(refused: Refused, raw: string, after: number | undefined): Error {
  if (refused.what === 'login' && refused.status === 500 && raw.includes('invalid_grant')) {
    return noVerdict(
      'authentication',
      `NOMAD can't log this account in: ${says(refused)}.`,
      'Log in to NOMAD in a browser once and finish what it asks for (an account that is not fully set up, or that needs a second factor, has no password login), or use a token.',
    );
  }
  const hint =
    refused.status === 500 && refused.what !== 'login'
      ? ' A malformed access token can cause a lasting 500 too: if it stays, try a new token.'
      : '';
  return new Retryable(
    'passing',
    {
      reason: 'unreachable',
      message: `NOMAD at ${refused.api} does not work now: ${says(refused)} (${refused.route}).`,
      advice: `Run the job again later; if it stays, tell the people who run the deployment.${hint}`,
    },
    { retryAfter: after },
  );
}

const mostSeconds = 10 ** 9;

/** Seconds or a date, as milliseconds from now. */
function retryAfter({ headers }: Answer, now: number): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value.trim())) return Math.min(Number(value), mostSeconds) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function redirect({ api, route, status }: Refused, { headers }: Answer, redact: Redact): Error {
  const location = typeof headers['location'] === 'string' ? redact(headers['location']) : '';
  const host = hostOf(location) ?? (location.startsWith('/') ? new URL(api).host : 'an unknown address');
  return noVerdict(
    'unexpected-answer',
    `${api} answered ${route} with a redirect (${status}) to ${cut(host, 100)}, which is not followed.`,
    'Set nomad-url to the address that the deployment really has.',
  );
}

// As it stands there: URL would write the host in small letters, in which a secret is not known any more.
function hostOf(location: string): string | undefined {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#]*@)?([^/?#@[\]]+)/i.exec(location)?.[1];
}

function wrongPassword(refused: Refused): Error {
  return noVerdict(
    'authentication',
    `NOMAD at ${refused.api} refused the login: ${says(refused)}.`,
    'Check the secrets behind username and password, and that the account belongs to this deployment.',
  );
}

function denied(refused: Refused, raw: string): Error {
  if (raw.includes('have access to the specified upload')) {
    return noVerdict(
      'permission',
      `This account may not see the upload: ${says(refused)}.`,
      'Use the account that sent the upload, or share the upload with this one. An embargoed upload looks like this to a revoked or expired personal access token too.',
      'upload',
    );
  }
  if (raw.includes('not authorized to access this Oasis')) {
    return noVerdict(
      'permission',
      `This account may not use the Oasis ${refused.api}: ${says(refused)}.`,
      'Ask the people who run the Oasis to allow the account.',
    );
  }
  if (raw.includes('unknown user')) {
    return noVerdict(
      'authentication',
      `NOMAD does not know the account of this login: ${says(refused)}.`,
      'Log in to the deployment in a browser once, then try again.',
    );
  }
  if (/^Missing scopes:/.test(raw)) return missingScope(refused);
  if (refused.status === 403)
    return noVerdict(
      'permission',
      `NOMAD does not allow this: ${says(refused)} (${refused.route}).`,
      'Check the rights of the account and the scopes of the token.',
    );
  const [, why, advice] =
    tokenTroubles.find(([pattern]) => pattern.test(raw)) ?? ([/./, 'did not accept the login', newToken] as const);
  return new TokenRefused({ reason: 'authentication', message: `NOMAD at ${refused.api} ${why}: ${says(refused)}.`, advice });
}

const newToken = 'Make a new token on this deployment and put it into the secret.';

// The texts of 401: 1.3.17 and 2.0.0, all routes.
const tokenTroubles: readonly (readonly [RegExp, string, string])[] = [
  [/^Expired token/, 'says that the token has expired', newToken],
  [
    /public key does not exist/,
    'does not know the key that signed the token, so it is of another deployment',
    `Check that nomad-url is the deployment that gave the token. ${newToken}`,
  ],
  [
    /^Invalid token/,
    'says that the token is not one of its own, so it is of another deployment',
    `Check that nomad-url is the deployment that gave the token. ${newToken}`,
  ],
  [
    /given token is invalid/,
    'says that the token is invalid: it is damaged, has expired, or (before NOMAD 2.0) is a personal access token',
    `${newToken} Before NOMAD 2.0 there are only app tokens and access tokens.`,
  ],
  [/^Auth\w+ is required for this Oasis/, 'lets only some accounts in, and did not recognise this login', newToken],
  [
    /^Auth\w+ required|need to log in/,
    'does not know the token: it was revoked, has expired, or is of another deployment',
    `Check that nomad-url is the deployment that gave the token. ${newToken}`,
  ],
];

// 2.0 gives an enum's representation: Missing scopes: [<Scope.UPLOADS_READ: 'uploads:read'>]
function missingScope(refused: Refused): Error {
  const scopes = [...(refused.detail ?? '').matchAll(/'([a-z_]+:[a-z_]+)'/g)].map((match) => match[1]);
  const named = scopes.length > 0 ? scopes.join(', ') : 'of which NOMAD gave no name';
  return noVerdict(
    'permission',
    `The token lacks the scope ${named} (status ${refused.status}, ${refused.route}).`,
    'Make a personal access token with the scope uploads:read and put it into the secret.',
  );
}

function noSuchUpload(refused: Refused): Error {
  return new NoSuchUpload({ reason: 'not-found', message: `NOMAD has no such upload: ${says(refused)}.`, advice: '' }, 'upload');
}

function unexpected(refused: Refused): NoVerdict {
  const form = refused.detail === undefined ? ", which is not NOMAD's form" : '';
  return noVerdict(
    'unexpected-answer',
    `${refused.api} answered ${refused.route} with ${says(refused)}${form}.`,
    address,
    refused.what === 'upload' ? 'upload' : 'step',
  );
}

function noVerdict(reason: FailureReason, message: string, advice: string, concerns: 'step' | 'upload' = 'step'): NoVerdict {
  return new NoVerdict({ reason, message, advice }, concerns);
}
