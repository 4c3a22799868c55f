import type { Failure } from '../../core/failure-reasons.ts';
import { span } from '../../core/wording.ts';
import { type Refused, describeAnswer } from './wording.ts';

/** There was no answer, or it was incomplete. */
export function noAnswer({ api, route }: Pick<Refused, 'api' | 'route'>, why: string): Failure {
  return {
    reason: 'unreachable',
    message: `There was no complete answer from NOMAD at ${api}: ${why} (${route}).`,
    advice: 'Check that the deployment is running and that nomad-url is correct, then run the job again.',
  };
}

/** This machine does not trust the server's certificate. */
export function untrusted({ api }: Pick<Refused, 'api'>, why: string): Failure {
  return {
    reason: 'unreachable',
    message: `NOMAD at ${api} could not be reached: ${why}.`,
    advice:
      "If the deployment's certificate comes from your institute's own certificate authority, set NODE_EXTRA_CA_CERTS in the step's env to a file with that authority's certificate. The action has no switch to turn certificate checks off.",
  };
}

/** 429 or 5xx. `mayBeToken`: a malformed token can be the cause. */
export function notWorking(refused: Refused, mayBeToken: boolean): Failure {
  const hint = mayBeToken ? ' A malformed access token can also cause this, so try a new one.' : '';
  return {
    reason: 'unreachable',
    message: `NOMAD at ${refused.api} is unavailable right now: ${describeAnswer(refused)} (${refused.route}).`,
    advice: `Run the job again later. If the problem persists, tell the people who run the deployment.${hint}`,
  };
}

/** The same failure, if the server asked for a pause (in milliseconds) that is longer than the time left. */
export function askedToWait(failure: Failure, pause: number): Failure {
  return {
    ...failure,
    message: `${failure.message} It asked the action to wait ${span(pause)}, which is longer than the time left.`,
  };
}

/** The time for the search ran out before all names had their turn. */
export const searchTooSlow: Failure = {
  reason: 'unreachable',
  message: 'NOMAD is answering too slowly: there was not enough time to search for all names.',
  advice: 'Run the job again when NOMAD is less busy, use fewer names, or use upload-id.',
};
