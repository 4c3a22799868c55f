import type { Failure } from '../failure-reasons.ts';
import type { Sighting } from '../nomad/schema.ts';
import { cut } from '../phrases.ts';
import { called } from './called.ts';
import { type Refused, said } from './said.ts';

const address = 'Check nomad-url: it must be the address of a NOMAD deployment, such as https://nomad-lab.eu/prod/v1.';
const newer = 'The deployment may be newer than this action: look for a newer version of the action.';

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

/** not-before is set, and can't be compared with anything. */
export function noEndTime(seen: Sighting): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD does not say when the processing of ${called(seen)} ended, and not-before is set.`,
    advice: 'Process the upload again, or leave not-before out.',
  };
}

/** A status of an upload that is neither 1.3's nor 2.0's. */
export function unknownStatus(seen: Sighting): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD says that ${called(seen)} has the status "${cut(seen.upload.status, 60)}", which this action does not know.`,
    advice: newer,
  };
}

/** The counters contradict each other. */
export function tooManyProcessed(seen: Sighting): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD counts more processed entries in ${called(seen)} than it has.`,
    advice: newer,
  };
}
