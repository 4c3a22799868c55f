import type { Failure } from '../../core/failure-reasons.ts';
import { type Refused, describeAnswer } from './wording.ts';

const newToken = 'Create a new token on this deployment and update the secret.';
const compareAddress = `Check that nomad-url is the deployment that the token comes from, and that the whole token was copied. If both are right, create a new token on this deployment and update the secret.`;

// Why NOMAD did not accept a token, and what may have caused that. NOMAD's own words come in between.
const elsewhere = ' It may come from another deployment, or it was not copied completely.';
const refusals = {
  expired: { why: 'says that the token has expired', causes: '', advice: newToken },
  foreignKey: { why: 'does not know the key that signed the token', causes: elsewhere, advice: compareAddress },
  foreign: { why: 'says that the token is not one of its own', causes: elsewhere, advice: compareAddress },
  invalid: {
    why: 'says that the token is invalid',
    causes:
      ' It may have expired, or it was not copied completely, or it is a personal access token, which only NOMAD 2.0 and later accept.',
    advice: `${newToken} Before NOMAD 2.0, there are only app tokens and access tokens.`,
  },
  notOfOasis: { why: 'lets in only certain accounts, and does not know this login', causes: '', advice: newToken },
  unknown: {
    why: 'does not know the token',
    causes: ' It may have been revoked or have expired, it may come from another deployment, or it was not copied completely.',
    advice: compareAddress,
  },
  other: { why: 'did not accept the login', causes: '', advice: newToken },
} as const;

export type TokenRefusal = keyof typeof refusals;

/** NOMAD did not accept the token. */
export function tokenRefused(refusal: TokenRefusal, refused: Refused): Failure {
  const { why, causes, advice } = refusals[refusal];
  return { reason: 'authentication', message: `NOMAD at ${refused.api} ${why} (${describeAnswer(refused)}).${causes}`, advice };
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
    message: `NOMAD could not log in to this account with its password: ${describeAnswer(refused)}.`,
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
