import type { Failure } from '../../core/failure-reasons.ts';
import { type Refused, said } from './said.ts';

const newToken = 'Make a new token on this deployment and put it into the secret.';
const compareAddress = `Check that nomad-url is the deployment that gave the token, and that the token was copied whole. ${newToken}`;

// Beside what NOMAD says: why it did not take a token.
const refusals = {
  expired: { why: 'says that the token has expired', advice: newToken },
  foreignKey: {
    why: 'does not know the key that signed the token: it was made on another deployment, or was not copied whole',
    advice: compareAddress,
  },
  foreign: {
    why: 'says that the token is not one of its own: it was made on another deployment, or was not copied whole',
    advice: compareAddress,
  },
  invalid: {
    why: 'says that the token is invalid: it was not copied whole, has expired, or (before NOMAD 2.0) is a personal access token',
    advice: `${newToken} Before NOMAD 2.0 there are only app tokens and access tokens.`,
  },
  notOfOasis: { why: 'lets only some accounts in, and did not recognise this login', advice: newToken },
  unknown: {
    why: 'does not know the token: it was revoked, has expired, was made on another deployment, or was not copied whole',
    advice: compareAddress,
  },
  other: { why: 'did not accept the login', advice: newToken },
} as const;

export type TokenRefusal = keyof typeof refusals;

/** NOMAD did not take the token. */
export function tokenRefused(refusal: TokenRefusal, refused: Refused): Failure {
  const { why, advice } = refusals[refusal];
  return { reason: 'authentication', message: `NOMAD at ${refused.api} ${why}: ${said(refused)}.`, advice };
}

/** User name or password is wrong. */
export function wrongPassword(refused: Refused): Failure {
  return {
    reason: 'authentication',
    message: `NOMAD at ${refused.api} refused the login: ${said(refused)}.`,
    advice: 'Check the secrets behind username and password, and that the account belongs to this deployment.',
  };
}

/** The password may be right, but the account can't be used with it alone. */
export function noPasswordLogin(refused: Refused): Failure {
  return {
    reason: 'authentication',
    message: `NOMAD can't log this account in: ${said(refused)}.`,
    advice:
      'Log in to NOMAD in a browser once and finish what it asks for (an account that is not fully set up, or that needs a second factor, has no password login), or use a token.',
  };
}

/** The login is good, but the deployment has never seen its account. */
export function unknownAccount(refused: Refused): Failure {
  return {
    reason: 'authentication',
    message: `NOMAD does not know the account of this login: ${said(refused)}.`,
    advice: 'Log in to the deployment in a browser once, then try again.',
  };
}
