import type { Failure } from '../../core/failure-reasons.ts';
import { cut } from '../../core/wording.ts';
import type { Snapshot } from '../../nomad/answers/schema.ts';
import { called } from './called.ts';

const newer = 'The deployment may be newer than this action: look for a newer version of the action.';

/** not-before is set, and can't be compared with anything. */
export function noEndTime(seen: Snapshot): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD does not say when the processing of ${called(seen)} ended, and not-before is set.`,
    advice: 'Process the upload again, or leave not-before out.',
  };
}

/** A status of an upload that is neither 1.3's nor 2.0's. */
export function unknownStatus(seen: Snapshot): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD says that ${called(seen)} has the status "${cut(seen.upload.status, 60)}", which this action does not know.`,
    advice: newer,
  };
}

/** The counters contradict each other. */
export function tooManyProcessed(seen: Snapshot): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD counts more processed entries in ${called(seen)} than it has.`,
    advice: newer,
  };
}
