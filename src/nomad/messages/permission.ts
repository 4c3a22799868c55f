import type { Failure } from '../../core/failure-reasons.ts';
import { type Refused, describeAnswer } from './wording.ts';

/** The upload belongs to somebody else. */
export function notThisUpload(refused: Refused): Failure {
  return {
    reason: 'permission',
    message: `This account is not allowed to see the upload: ${describeAnswer(refused)}.`,
    advice:
      'Use the account that sent the upload, or share the upload with this account. A revoked or expired personal access token gets the same answer for an embargoed upload.',
  };
}

/** Others may see the upload, but not change it. */
export function notYourUpload(refused: Refused): Failure {
  return {
    reason: 'permission',
    message: `This account is not allowed to change the upload: ${describeAnswer(refused)}.`,
    advice: 'Use the account that made the upload (its main author).',
  };
}

/** The Oasis has a list of accounts, and this one is not on it. */
export function notThisOasis(refused: Refused): Failure {
  return {
    reason: 'permission',
    message: `This account is not allowed to use the Oasis at ${refused.api}: ${describeAnswer(refused)}.`,
    advice: 'Ask the people who run the Oasis to add the account.',
  };
}

/** `scopes`: those that NOMAD names. */
export function missingScope(scopes: readonly string[], { status, route, scopes: needed }: Refused): Failure {
  const what = scopes.length === 0 ? 'a scope that NOMAD does not name' : `the scope ${scopes.join(', ')}`;
  return {
    reason: 'permission',
    message: `The token lacks ${what} (status ${status}, ${route}).`,
    advice: `Create a personal access token with the ${needed.length === 1 ? 'scope' : 'scopes'} ${needed.join(' and ')}, and update the secret.`,
  };
}

/** A 403 for any other reason. */
export function notAllowed(refused: Refused): Failure {
  return {
    reason: 'permission',
    message: `NOMAD refused this request: ${describeAnswer(refused)} (${refused.route}).`,
    advice: 'Check the permissions of the account and the scopes of the token.',
  };
}
