import type { Failure } from '../../core/failure-reasons.ts';
import { type Refused, describeAnswer } from './wording.ts';

const newToken = 'Create a new token on this deployment and update the secret.';
const compareAddress = `Check that nomad-url is the deployment that the token comes from, and that the whole token was copied. ${newToken}`;

// Why NOMAD did not accept a token; NOMAD's own words follow.
const refusals = {
  expired: { why: 'says that the token has expired', advice: newToken },
  foreignKey: {
    why: 'does not know the key that signed the token: it comes from another deployment, or was not copied completely',
    advice: compareAddress,
  },
  foreign: {
    why: 'says that the token is not one of its own: it comes from another deployment, or was not copied completely',
    advice: compareAddress,
  },
  invalid: {
    why: 'says that the token is invalid: it was not copied completely, has expired, or is a personal access token, which only NOMAD 2.0 and later accept',
    advice: `${newToken} Before NOMAD 2.0, there are only app tokens and access tokens.`,
  },
  notOfOasis: { why: 'lets in only certain accounts, and does not know this login', advice: newToken },
  unknown: {
    why: 'does not know the token: it was revoked, has expired, comes from another deployment, or was not copied completely',
    advice: compareAddress,
  },
  other: { why: 'did not accept the login', advice: newToken },
} as const;

export type TokenRefusal = keyof typeof refusals;

/** NOMAD did not accept the token. */
export function tokenRefused(refusal: TokenRefusal, refused: Refused): Failure {
  const { why, advice } = refusals[refusal];
  return { reason: 'authentication', message: `NOMAD at ${refused.api} ${why}: ${describeAnswer(refused)}.`, advice };
}

/** User name or password is wrong. */
export function wrongPassword(refused: Refused): Failure {
  return {
    reason: 'authentication',
    message: `NOMAD at ${refused.api} refused the login: ${describeAnswer(refused)}.`,
    advice: 'Check the values of username and password, and that the account belongs to this deployment.',
  };
}

/** The password may be right, but the account can't be used with it alone. */
export function noPasswordLogin(refused: Refused): Failure {
  return {
    reason: 'authentication',
    message: `NOMAD can't log this account in: ${describeAnswer(refused)}.`,
    advice:
      "Log in to NOMAD once in a browser and complete the steps that it asks for, or use a token. An account that is not fully set up, or that needs a second factor, can't log in with just a password.",
  };
}

/** The login is good, but the deployment has never seen its account. */
export function unknownAccount(refused: Refused): Failure {
  return {
    reason: 'authentication',
    message: `NOMAD does not know the account of this login: ${describeAnswer(refused)}.`,
    advice: 'Log in to the deployment once in a browser, then run the job again.',
  };
}
