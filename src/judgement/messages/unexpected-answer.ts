import type { Failure } from '../../core/failure-reasons.ts';
import { cut, lastLine } from '../../core/wording.ts';
import type { Upload } from '../../nomad/answers/upload.ts';
import { nameUpload } from './wording.ts';

const newer = 'The deployment may be newer than this action: look for a newer version of the action.';

/** not-before is set, and can't be compared with anything. */
export function noEndTime(upload: Upload): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD does not say when the processing of ${nameUpload(upload)} ended, and not-before is set.`,
    advice: 'Process the upload again, or leave not-before out.',
  };
}

/** A status of an upload that is neither 1.3's nor 2.0's. */
export function unknownStatus(upload: Upload): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD says that ${nameUpload(upload)} has the status "${cut(upload.status, 60)}", which this action does not know.`,
    advice: newer,
  };
}

/** Never seen from a real server, 1.3 or 2.0: an upload with errors of its own is FAILURE there. */
export function successWithErrors(upload: Upload): Failure {
  const first = cut(lastLine(upload.errors[0] ?? ''), 200);
  return {
    reason: 'unexpected-answer',
    message: `NOMAD says that ${nameUpload(upload)} has the status SUCCESS, but also lists an error of the upload itself: "${first}".`,
    advice: `Open the upload in NOMAD to see what happened. ${newer}`,
  };
}

/** The counters contradict each other. */
export function tooManyProcessed(upload: Upload): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD counts more processed entries in ${nameUpload(upload)} than the upload has.`,
    advice: newer,
  };
}
