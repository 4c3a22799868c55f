import { isRecord } from './schema.ts';

export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'password'; readonly username: string; readonly password: string };

export type TokenKind = 'personal access token' | 'app token' | 'access token' | 'token';

/**
 * What a token says of itself, without asking or verifying: PATs begin with `nomad_pat_` (2.0); app tokens are JWTs with `user`,
 * access tokens of Keycloak JWTs with `sub` (1.3 and 2.0).
 */
export function tokenKind(token: string): TokenKind {
  if (token.startsWith('nomad_pat_')) return 'personal access token';
  const payload = payloadOf(token);
  if (payload === undefined) return 'token';
  if ('sub' in payload) return 'access token';
  return 'user' in payload ? 'app token' : 'token';
}

function payloadOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const payload: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString());
    return isRecord(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}
