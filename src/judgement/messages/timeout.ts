import { second } from '../../core/clock.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, lastLine, span } from '../../core/wording.ts';
import type { Snapshot } from '../../nomad/answers/upload.ts';
import { nameUpload } from './wording.ts';

/** `unchangedFor`: milliseconds since anything about the upload changed; undefined where that is not known. */
export function stillProcessing({ upload, counters }: Snapshot, unchangedFor: number | undefined): Failure {
  const { status, statusMessage } = upload;
  const said = statusMessage === '' ? '' : `, "${cut(lastLine(statusMessage), 120)}"`;
  const { total, successful, failed } = counters;
  const progress =
    total === 0 ? 'no entries yet' : `${successful + failed} of ${count(total, 'entry', 'entries')} done, ${failed} failed`;
  const unchanged = unchangedFor === undefined || unchangedFor < second ? '' : `; nothing has changed for ${span(unchangedFor)}`;
  return {
    reason: 'timeout',
    message: `The timeout was reached while NOMAD was still processing ${nameUpload(upload)} (${status}${said}; ${progress})${unchanged}.`,
    advice:
      'If it is still making progress, raise timeout (and the timeout-minutes of the job). If nothing changes any more, the workers of the deployment may be down: open the upload in NOMAD, or ask the people who run the deployment.',
  };
}

/** There were so many uploads that time ran out before this one's turn came. */
export function notLooked(id: string): Failure {
  return {
    reason: 'timeout',
    message: `There was no time left to check upload ${id}.`,
    advice: 'Check fewer uploads in one step, or raise timeout.',
  };
}
