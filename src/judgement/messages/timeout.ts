import type { Failure } from '../../core/failure-reasons.ts';
import type { Sighting } from '../../nomad/answers/schema.ts';
import { count, cut, lastLine, span } from '../../core/wording.ts';
import { called } from './called.ts';

/** `still`: milliseconds since anything about the upload changed; undefined if that is not known. */
export function stillProcessing(seen: Sighting, still: number | undefined): Failure {
  const { status, statusMessage } = seen.upload;
  const said = statusMessage === '' ? '' : `, "${cut(lastLine(statusMessage), 120)}"`;
  const { total, successful, failed } = seen.counters;
  const progress =
    total === 0 ? 'no entries yet' : `${successful + failed} of ${count(total, 'entry', 'entries')} done, ${failed} failed`;
  const unchanged = still === undefined ? '' : `; nothing has changed for ${span(still)}`;
  return {
    reason: 'timeout',
    message: `The timeout was reached while NOMAD was still processing ${called(seen)} (${status}${said}; ${progress})${unchanged}.`,
    advice:
      'If it is still making progress, raise timeout (and the job’s timeout-minutes). If nothing changes any more, the deployment’s workers may be down: open the upload in NOMAD, or ask the people who run the deployment.',
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

/** Nobody reads it: it ends only the list of failed entries, which then says that it is not whole. */
export const noTimeForEntries: Failure = {
  reason: 'timeout',
  message: 'There is no time left for the list of failed entries.',
  advice: '',
};
