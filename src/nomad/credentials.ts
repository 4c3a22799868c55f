import { hour } from '../core/clock.ts';
import { ago, span } from '../core/wording.ts';
import { isRecord } from '../core/record.ts';

export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'password'; readonly username: string; readonly password: string };

interface TokenFacts {
  readonly kind: 'personal access token' | 'app token' | 'access token' | 'token';
  /** Milliseconds since 1970; undefined if the token does not say. */
  readonly endsAt: number | undefined;
}

/**
 * What a token says about itself, without a request or any verification: PATs begin with `nomad_pat_` (2.0); app tokens are JWTs with `user`,
 * access tokens of Keycloak JWTs with `sub`, both with `exp` in seconds (1.3 and 2.0).
 */
export function readTokenFacts(token: string): TokenFacts {
  if (token.startsWith('nomad_pat_')) return { kind: 'personal access token', endsAt: undefined };
  const payload = readPayload(token) ?? {};
  const { exp } = payload;
  const endsAt = typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : undefined;
  if ('sub' in payload) return { kind: 'access token', endsAt };
  return { kind: 'user' in payload ? 'app token' : 'token', endsAt };
}

// Access tokens never live long enough for an early warning.
const soon = { 'app token': 14 * 24 * hour, 'access token': 0, token: 0, 'personal access token': 0 } as const;

/** A sentence if the token has expired, expires before `deadline`, or is an app token with less than two weeks left. Times in milliseconds since 1970. */
export function warnOfEnd({ kind, endsAt }: TokenFacts, now: number, deadline: number): string | undefined {
  if (endsAt === undefined || endsAt > Math.max(deadline, now + soon[kind])) return undefined;
  const remedy =
    kind === 'app token'
      ? 'Create a new one. Since NOMAD 2.0, app tokens are deprecated, and a personal access token can be valid for longer.'
      : 'Use a user name and password, with which the action renews its login, or (since NOMAD 2.0) a personal access token.';
  if (endsAt <= now) return `The ${kind} expired ${ago(now - endsAt)}. ${remedy}`;
  const early = endsAt <= deadline ? ', before the timeout of this step' : '';
  return `The ${kind} expires in ${span(endsAt - now)}${early}. ${remedy}`;
}

function readPayload(token: string): Readonly<Record<string, unknown>> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const payload: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString());
    return isRecord(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}
