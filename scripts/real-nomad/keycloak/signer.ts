import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import type { User } from '../users.ts';
import { emailOf } from './user-search.ts';

const kid = 'the-only-key';
const day = 86_400;

interface Signer {
  readonly certificates: object;
  readonly configuration: object;
  tokensFor(user: User, client: string): object;
  /** Of a token of this signer; undefined for any other. */
  subjectOf(token: string): string | undefined;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Tokens as Keycloak's: NOMAD checks them by the certificates, and by nothing else. */
export function createSigner(issuer: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  function jwt(claims: object): string {
    const content = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`;
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
  }

  return {
    certificates: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] },
    configuration: {
      issuer,
      token_endpoint: `${issuer}/protocol/openid-connect/token`,
      jwks_uri: `${issuer}/protocol/openid-connect/certs`,
    },

    tokensFor(user, client) {
      const now = Math.floor(Date.now() / 1000);
      const common = { iat: now, exp: now + day, jti: randomUUID(), iss: issuer, sub: user.id, azp: client };
      const person = { preferred_username: user.username, email: emailOf(user), email_verified: true };
      const names = { given_name: user.username, family_name: 'Example', name: `${user.username} Example` };
      return {
        access_token: jwt({ ...common, ...person, ...names, typ: 'Bearer', aud: 'account', scope: 'email profile' }),
        expires_in: day,
        refresh_token: jwt({ ...common, typ: 'Refresh' }),
        refresh_expires_in: day,
        token_type: 'Bearer',
        'not-before-policy': 0,
        session_state: randomUUID(),
        scope: 'email profile',
      };
    },

    subjectOf(token) {
      const [head = '', payload = '', signature = ''] = token.split('.');
      const genuine = verify('sha256', Buffer.from(`${head}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
      if (!genuine) return undefined;
      const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return typeof claims === 'object' && claims !== null && 'sub' in claims ? String(claims.sub) : undefined;
    },
  };
}
