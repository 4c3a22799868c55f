import type { Failure } from '../../core/failure-reasons.ts';
import { cut } from '../../core/wording.ts';
import { type Refused, describeAnswer } from './wording.ts';

/** A deployment has a page that tries out its API. */
function compare(api: string): string {
  return `Check nomad-url: it must be the address of a NOMAD deployment, such as https://nomad-lab.eu/prod/v1. If it is, try the same request on the API page of the deployment, ${api}/extensions/docs.`;
}

/** A complete 200 that NOMAD would not send. */
export function notNomad({ api, route }: Pick<Refused, 'api' | 'route'>, why: string): Failure {
  return {
    reason: 'unexpected-answer',
    message: `The answer from ${api} to ${route} is not a valid NOMAD answer: ${why}.`,
    advice: compare(api),
  };
}

/** A status that no other failure explains. */
export function unexpected(refused: Refused): Failure {
  const form = refused.detail === undefined ? ", and the answer is not in NOMAD's format" : '';
  return {
    reason: 'unexpected-answer',
    message: `${refused.api} answered ${refused.route} with ${describeAnswer(refused)}${form}.`,
    advice: compare(refused.api),
  };
}

/** The deployment has moved to another address. */
export function redirected({ api, route, status }: Refused, host = 'an unknown address'): Failure {
  return {
    reason: 'unexpected-answer',
    message: `${api} answered ${route} with a redirect (${status}) to ${cut(host, 100)}, which the action does not follow.`,
    advice: 'Set nomad-url to the actual address of the deployment.',
  };
}

// Each completes the sentence below.
const unread = {
  changing: 'changed each time it was read, so it could not be read completely',
  slow: 'could not be read completely in time',
} as const;

/** Part of a list is not enough for a verdict. */
export function unreadableList(why: keyof typeof unread): Failure {
  return {
    reason: 'unexpected-answer',
    message: `The list of uploads ${unread[why]}.`,
    advice: 'Run the job again when NOMAD is less busy, or use upload-id.',
  };
}
