import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, span, utc } from '../../core/wording.ts';
import { capitalize, nameUpload, quoteName } from '../../judgement/messages/wording.ts';
import type { Upload } from '../../nomad/answers/upload.ts';
import type { OldMatch } from '../old-matches.ts';

type Named = Pick<Upload, 'id' | 'name'>;

/** It is named by upload-id. Patterns leave published uploads out. */
export function publishedUpload(upload: Named): Failure {
  return {
    reason: 'already-published',
    message: `${capitalize(nameUpload(upload))} (${upload.id}) is published: the action never deletes what is published.`,
    advice: 'Remove it from upload-id.',
  };
}

/** The upload is there, but the account is not its main author. */
export function notOwnUpload(id: string): Failure {
  return {
    reason: 'permission',
    message: `Upload ${id} belongs to another account: only its main author can delete it with this action.`,
    advice: 'Use the account that made the upload, or remove it from upload-id.',
  };
}

/** `total`: how many the patterns and the age allow to delete. */
export function tooManyMatches(total: number, max: number): Failure {
  return {
    reason: 'too-many-matches',
    message: `upload-pattern and older-than would delete ${count(total, 'upload')}, but max-deletions is ${max}. Nothing was deleted.`,
    advice: 'Look at them with dry-run: true, then use a narrower pattern or a higher max-deletions.',
  };
}

/** NOMAD has accepted the deletion, but the upload does not go. */
export function stillThere(upload: Named): Failure {
  return {
    reason: 'timeout',
    message: `NOMAD still has ${nameUpload(upload)} (${upload.id}) at the end of timeout, although it was asked to delete it.`,
    advice: 'NOMAD may delete it later, when its present process has ended. Run the job again, or raise timeout.',
  };
}

/** An answer that does not fit the request. */
export function cantDelete(upload: Named, why: string): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD did not delete ${nameUpload(upload)} (${upload.id}), for a reason that does not fit: ${why}.`,
    advice: 'Run the job again. If this happens again, tell the people who run the deployment.',
  };
}

/** A warning. `api`: `https://…/api/v1` */
export function wasNotThere(id: string, api: string, total: number): string {
  return `Upload ${id} was not there at ${api}, where this account has ${count(total, 'upload')}: it was deleted before, or nomad-url or the id is wrong.`;
}

/** In the log, of what the patterns found. */
export function describeMatches(total: number, olderThan: number): string {
  return total === 0
    ? `No upload matches upload-pattern and is older than ${span(olderThan)}.`
    : `${count(total, 'upload')} ${total === 1 ? 'matches' : 'match'} upload-pattern and ${total === 1 ? 'is' : 'are'} older than ${span(olderThan)}.`;
}

/** A line of the log. */
export function describeOne(upload: OldMatch): string {
  return `${quoteName(upload, 100)} (${upload.id}), created ${utc(upload.createdAt)}`;
}

/** The message of a success. */
export function describeDeletions(deleted: number, absent: number): string {
  const gone = absent === 0 ? '' : ` ${count(absent, 'upload')} of upload-id ${absent === 1 ? 'was' : 'were'} not there.`;
  return deleted === 0 ? `There was nothing to delete.${gone}` : `Deleted ${count(deleted, 'upload')}.${gone}`;
}

/** The message of a dry run. */
export function describeDryRun(uploads: number): string {
  return `Dry run: ${count(uploads, 'upload')} would be deleted. Nothing was deleted.`;
}

/** The message of several failures: that of the worst, and how many there are. */
export function describeFailures({ message }: Failure, failed: number, deleted: number): string {
  const more = failed > 1 ? ` (${failed - 1} more could not be deleted, either)` : '';
  const done = deleted > 0 ? ` ${count(deleted, 'other upload')} ${deleted === 1 ? 'was' : 'were'} deleted.` : '';
  return cut(message, 500 - more.length - done.length) + more + done;
}
