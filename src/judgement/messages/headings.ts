import type { FailureReason } from '../../core/failure-reasons.ts';
import { count } from '../../core/wording.ts';
import type { Counters } from '../../nomad/answers/upload.ts';
import { countFailures } from './wording.ts';

/** What a heading needs to know of an upload; nothing, where the step ended before any was found. */
export interface Headed {
  readonly upload?: { readonly state: string; readonly warnings: readonly string[] } | undefined;
  readonly counters?: Counters | undefined;
}

/** A success in a few words, without the name of the upload: `32 entries processed`. */
export function headSuccess({ counters }: Headed): string {
  if (counters === undefined) return 'sent, but not judged';
  if (counters.total === 0) return 'processed, but it has no entries';
  const { total, successful } = counters;
  const part = successful < total ? `${successful} of ` : '';
  return `${part}${count(total, 'entry', 'entries')} processed`;
}

/** Several uploads that all passed. */
export function headSuccesses(uploads: readonly Headed[]): string {
  const entries = uploads.reduce((sum, { counters }) => sum + (counters?.successful ?? 0), 0);
  return `${uploads.length} uploads processed, with ${count(entries, 'entry', 'entries')}`;
}

/** A failure in a few words, without the name of the upload: it follows a colon. */
export function headFailure(reason: FailureReason, headed: Headed = {}): string {
  const sentence = sentences[reason];
  return typeof sentence === 'string' ? sentence : sentence(headed);
}

const sentences: Readonly<Record<FailureReason, string | ((headed: Headed) => string)>> = {
  cancelled: 'the job was cancelled',
  'internal-error': 'the action has a bug',
  'invalid-input': "the inputs can't be used",
  'no-credentials': 'the login is missing',
  'no-files': 'no files to send',
  'unsafe-files': "some files can't be sent",
  authentication: 'the login failed',
  permission: 'access was denied',
  'already-published': 'the upload is already published',
  'upload-limit': 'the limit of unpublished uploads is reached',
  'too-large': 'the files are too large for this deployment',
  'too-many-matches': 'too many uploads match',
  'publish-refused': 'not published',
  unreachable: 'NOMAD could not be reached',
  'unexpected-answer': "NOMAD's answer was not understood",
  'files-changed': 'the files changed while they were sent',
  incomplete: 'not all files arrived',
  deleted: 'the upload was deleted',
  'not-found': 'no such upload',
  duplicate: 'several uploads have this name',
  stale: 'the last processing is too old',
  'not-processed': ({ upload }) =>
    upload?.state === 'ended' ? 'NOMAD no longer says how its processing ended' : 'never processed',
  timeout: ({ counters }) =>
    counters === undefined ? 'not checked before the timeout' : 'still processing when the timeout was reached',
  'processing-failed': 'the processing failed',
  'entries-failed': ({ counters }) => (counters === undefined ? 'entries failed' : countFailures(counters)),
  'too-few-entries': ({ counters }) =>
    counters === undefined || counters.total === 0
      ? 'no entries found'
      : `only ${count(counters.total, 'entry', 'entries')} found`,
  warnings: ({ upload }) => `processed, but with ${count(upload?.warnings.length ?? 0, 'warning')}`,
};

/** Completes `12 …`, where uploads are counted by the reason why they failed. */
const counted: Readonly<Record<FailureReason, string>> = {
  cancelled: 'cut short by the cancellation',
  'internal-error': 'cut short by a bug in the action',
  'invalid-input': "with inputs that can't be used",
  'no-credentials': 'without a login',
  'no-files': 'without files',
  'unsafe-files': "with files that can't be sent",
  authentication: 'with a failed login',
  permission: 'without access',
  'already-published': 'already published',
  'upload-limit': 'over the limit of unpublished uploads',
  'too-large': 'too large',
  'too-many-matches': 'among too many matches',
  'publish-refused': 'not published',
  unreachable: 'not reached',
  'unexpected-answer': 'not understood',
  'files-changed': 'changed while they were sent',
  incomplete: 'incomplete',
  deleted: 'deleted',
  'not-found': 'not found',
  duplicate: 'with a name that is not unique',
  stale: 'with processing that is too old',
  'not-processed': 'never processed',
  timeout: 'not finished in time',
  'processing-failed': 'failed',
  'entries-failed': 'with failed entries',
  'too-few-entries': 'with too few entries',
  warnings: 'with warnings',
};

/** `17 never processed, 12 with failed entries, 1 failed`: most frequent first. */
export function countReasons(reasons: readonly FailureReason[]): string {
  return [...Map.groupBy(reasons, (reason) => reason)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, { length }]) => `${length} ${counted[reason]}`)
    .join(', ');
}

/** Below a failure, next to NOMAD's own word for an upload whose entries failed. */
export const successDespiteFailures = 'NOMAD does not count failed entries';
