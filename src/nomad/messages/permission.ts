import type { Failure } from '../../core/failure-reasons.ts';
import { type Refused, said } from './said.ts';

/** The upload belongs to somebody else. */
export function notThisUpload(refused: Refused): Failure {
  return {
    reason: 'permission',
    message: `This account may not see the upload: ${said(refused)}.`,
    advice:
      'Use the account that sent the upload, or share the upload with this one. An embargoed upload looks like this to a revoked or expired personal access token too.',
  };
}

/** The Oasis has a list of accounts, without this one. */
export function notThisOasis(refused: Refused): Failure {
  return {
    reason: 'permission',
    message: `This account may not use the Oasis ${refused.api}: ${said(refused)}.`,
    advice: 'Ask the people who run the Oasis to allow the account.',
  };
}

/** `scopes`: those that NOMAD names. */
export function missingScope(scopes: readonly string[], { status, route, scope }: Refused): Failure {
  const named = scopes.length === 0 ? ', which NOMAD does not name' : ` ${scopes.join(', ')}`;
  return {
    reason: 'permission',
    message: `The token lacks the scope${named} (status ${status}, ${route}).`,
    advice: `Make a personal access token with the scope ${scope} and put it into the secret.`,
  };
}

/** A 403 for any other reason. */
export function notAllowed(refused: Refused): Failure {
  return {
    reason: 'permission',
    message: `NOMAD does not allow this: ${said(refused)} (${refused.route}).`,
    advice: 'Check the rights of the account and the scopes of the token.',
  };
}
