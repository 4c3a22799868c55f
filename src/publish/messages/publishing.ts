import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, lastLine } from '../../core/wording.ts';
import { capitalize, nameUpload } from '../../judgement/messages/wording.ts';
import type { Upload } from '../../nomad/answers/upload.ts';

type Named = Pick<Upload, 'id' | 'name'>;

/** `message`: what the judgement says. */
export function nowPublished(upload: Named, embargo: number, message: string): string {
  return `Published ${nameUpload(upload)} ${describeEmbargo(embargo)}. ${message}`;
}

/** It had been published before this step. */
export function wasPublished(upload: Named, message: string): string {
  return `${capitalize(nameUpload(upload))} was already published, so nothing was changed. ${message}`;
}

/** A warning: it is published, and an embargo can't be added any more. */
export function shorterEmbargo(upload: Named, own: number, asked: number): string {
  return `${capitalize(nameUpload(upload))} is published ${describeEmbargo(own)}, but embargo-months asks for ${asked}. An embargo can't be added to what is published.`;
}

/** Publishing with a shorter embargo than its own would open the data too early. */
export function embargoTooLong(upload: Named, own: number, asked: number): Failure {
  return {
    reason: 'publish-refused',
    message: `${capitalize(nameUpload(upload))} has an embargo of ${count(own, 'month')} of its own, but embargo-months asks for ${asked}: the data would become public too early.`,
    advice: `Set embargo-months to ${own}, or shorten the embargo of the upload in NOMAD first. Nothing was published.`,
  };
}

/** Between the judgement and the publishing. `what`: that has changed. */
export function changedSince(upload: Named, what: string): Failure {
  return {
    reason: 'unexpected-answer',
    message: `The ${what} of ${nameUpload(upload)} changed after it was judged, so it was not published.`,
    advice: 'Make sure that no other job or person changes the upload, then run the job again.',
  };
}

/** NOMAD's answer to the request. */
export function refusedByNomad(upload: Named, sentence: string): Failure {
  return {
    reason: 'publish-refused',
    message: `NOMAD did not publish ${nameUpload(upload)}: "${cut(lastLine(sentence), 200)}"`,
    advice: 'Look at the upload in NOMAD. If somebody else has just published it, run the job again.',
  };
}

/** NOMAD tried to publish it, and did not. */
export function publishingFailed(upload: Upload): Failure {
  const [error] = upload.errors;
  const why = error === undefined ? '' : ` "${cut(lastLine(error), 200)}"`;
  return {
    reason: 'publish-refused',
    message: `NOMAD took the request to publish ${nameUpload(upload)}, but has not published it.${why}`,
    advice: 'Look at the upload in NOMAD, then run the job again.',
  };
}

/** The answer was lost, and NOMAD does not show that anything was done. */
export function notPublished(upload: Named, failure: Failure): Failure {
  return {
    ...failure,
    message: `${failure.message} NOMAD does not show ${nameUpload(upload)} as published.`,
    advice: `${failure.advice} The action never repeats a request to publish: look at the upload in NOMAD before you run the job again.`,
  };
}

/** Nothing is known about what became of the request. */
export function maybePublished(upload: Named, failure: Failure): Failure {
  return {
    ...failure,
    message: `${failure.message} ${capitalize(nameUpload(upload))} may have been published.`,
    advice: `${failure.advice} Look at the upload in NOMAD, or run the job again: what is published stays as it is.`,
  };
}

/** NOMAD is still at it. */
export function tooSlow(upload: Named): Failure {
  return {
    reason: 'timeout',
    message: `NOMAD has not finished publishing ${nameUpload(upload)} within 5 minutes. It may have been published.`,
    advice: 'Look at the upload in NOMAD, or run the job again later: what is published stays as it is.',
  };
}

function describeEmbargo(months: number): string {
  return months === 0 ? 'without an embargo' : `with an embargo of ${count(months, 'month')}`;
}
