import type { Failure } from '../../core/failure-reasons.ts';
import { span } from '../../core/wording.ts';
import { type Refused, said } from './said.ts';

/** No answer came, or not a whole one. */
export function noAnswer({ api, route }: Pick<Refused, 'api' | 'route'>, why: string): Failure {
  return {
    reason: 'unreachable',
    message: `NOMAD at ${api} could not be reached: ${why} (${route}).`,
    advice: 'Check that the deployment is up and that nomad-url is right; then run the job again.',
  };
}

/** This machine does not trust the certificate. */
export function untrusted({ api }: Pick<Refused, 'api'>, why: string): Failure {
  return {
    reason: 'unreachable',
    message: `NOMAD at ${api} could not be reached: ${why}.`,
    advice:
      "If the deployment's certificate comes from your institute's own authority, set NODE_EXTRA_CA_CERTS in the step's env to a file with that authority's certificate. There is no switch that skips the check.",
  };
}

/** 429 or 5xx. `mayBeToken`: a malformed token can be the cause. */
export function notWorking(refused: Refused, mayBeToken: boolean): Failure {
  const hint = mayBeToken ? ' A malformed access token can cause a lasting 500 too: if it stays, try a new token.' : '';
  return {
    reason: 'unreachable',
    message: `NOMAD at ${refused.api} does not work now: ${said(refused)} (${refused.route}).`,
    advice: `Run the job again later; if it stays, tell the people who run the deployment.${hint}`,
  };
}

/** The same failure, where the server asked for a pause (milliseconds) that there is no time for. */
export function askedToWait(failure: Failure, pause: number): Failure {
  return {
    ...failure,
    message: `${failure.message.replace(/\.$/, '')}, and asked to wait ${span(pause)}, which is longer than there is time for.`,
  };
}

/** The time of the search was up before all names had their turn. */
export const searchTooSlow: Failure = {
  reason: 'unreachable',
  message: 'NOMAD answers too slowly: the search for all names took longer than it may.',
  advice: 'Run the job again when NOMAD is less busy, give fewer names, or give upload-id.',
};
