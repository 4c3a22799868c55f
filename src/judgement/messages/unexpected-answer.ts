import type { Failure } from '../../core/failure-reasons.ts';
import { cut } from '../../core/wording.ts';
import type { Sighting } from '../../nomad/answers/schema.ts';
import { called } from './called.ts';

const newer = 'The deployment may be newer than this action: check whether there is a newer version of the action.';

/** not-before is set, but there is no time to compare it with. */
export function noEndTime(seen: Sighting): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD does not say when the processing of ${called(seen)} ended, so it can't be compared with not-before.`,
    advice: 'Process the upload again, or remove not-before.',
  };
}

/** An upload has a status that neither 1.3 nor 2.0 has. */
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
    message: `NOMAD reports more processed entries for ${called(seen)} than the upload has.`,
    advice: newer,
  };
}
