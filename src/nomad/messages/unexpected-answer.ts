import type { Failure } from '../../core/failure-reasons.ts';
import { cut } from '../../core/wording.ts';
import { type Refused, said } from './said.ts';

const address = 'Check nomad-url: it must be the address of a NOMAD deployment, such as https://nomad-lab.eu/prod/v1.';

/** A whole 200 that is not NOMAD's. */
export function notNomad({ api, route }: Pick<Refused, 'api' | 'route'>, why: string): Failure {
  return { reason: 'unexpected-answer', message: `The answer of ${api} to ${route} is not NOMAD's: ${why}.`, advice: address };
}

/** A status that no other ending explains. */
export function unexpected(refused: Refused): Failure {
  const form = refused.detail === undefined ? ", which is not NOMAD's form" : '';
  return {
    reason: 'unexpected-answer',
    message: `${refused.api} answered ${refused.route} with ${said(refused)}${form}.`,
    advice: address,
  };
}

/** The deployment has another address, if it says so. */
export function redirected({ api, route, status }: Refused, host = 'an unknown address'): Failure {
  return {
    reason: 'unexpected-answer',
    message: `${api} answered ${route} with a redirect (${status}) to ${cut(host, 100)}, which is not followed.`,
    advice: 'Set nomad-url to the address that the deployment really has.',
  };
}

// Ends of one sentence.
const unread = {
  changing: 'changed each time it was read, so it could not be read to its end',
  slow: 'could not be read to its end in time',
} as const;

/** A part of a list is no ground for a verdict. */
export function unreadableList(why: keyof typeof unread): Failure {
  return {
    reason: 'unexpected-answer',
    message: `The list of uploads ${unread[why]}.`,
    advice: 'Run the job again when NOMAD is less busy, or give upload-id.',
  };
}
