import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, utc } from '../../core/wording.ts';
import { quoteName } from '../../judgement/messages/wording.ts';
import type { FoundUpload } from '../../nomad/search/matches.ts';
import type { Hindrance } from '../../nomad/sender.ts';

type Named = Pick<FoundUpload, 'id' | 'name'>;

/** What is published can't be changed. */
export function alreadyPublished(upload: Named): Failure {
  return {
    reason: 'already-published',
    message: `Upload ${quoteName(upload, 200)} is already published, and NOMAD refuses to change what is published.`,
    advice:
      'Send the files to a new upload: give upload-name instead of upload-id. An unpublished upload of that name is updated, a published one is never touched.',
  };
}

/** The upload exists, but belongs to another account. */
export function notMainAuthor(id: string): Failure {
  return {
    reason: 'permission',
    message: `Upload ${id} belongs to another account: only its main author can send files to it with this action.`,
    advice: 'Use the account that made the upload, or give upload-name to send the files to an upload of this account.',
  };
}

/** `uploads`: oldest first. */
export function severalUnpublished(name: string, uploads: readonly FoundUpload[]): Failure {
  const listed = uploads.slice(0, 5).map(({ id, createdAt }) => `${id} (created ${utc(createdAt)})`);
  return {
    reason: 'duplicate',
    message: `This account has ${count(uploads.length, 'unpublished upload')} with the name "${cut(name, 100)}", so it is not clear which one the files belong to.`,
    advice: [
      `They are ${listed.join(', ')}.`,
      'Delete all but one of them, or use upload-id to choose one. Nothing was sent.',
    ].join('\n'),
  };
}

/** Another job has made an upload of the same name at the same moment, and its upload is older. */
export function madeMeanwhile(name: string, kept: FoundUpload): Failure {
  return {
    reason: 'duplicate',
    message: `Another job made an upload with the name "${cut(name, 100)}" at the same moment, and its upload ${kept.id} is older.`,
    advice: [
      'Let only one job at a time send to one name. At the top level of the workflow, write:',
      'concurrency: nomad-${{ github.ref }}',
      'Or give each job a name of its own.',
    ].join('\n'),
  };
}

/** NOMAD has answered that it made an upload, but does not list it. */
export function notListed({ id }: Named): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD says that it made upload ${id}, but does not list it among the uploads of this account.`,
    advice: 'Run the job again. If this happens again, tell the people who run the deployment.',
  };
}

/** NOMAD did not make the upload, for a reason that only fits other requests. */
export function notMade(hindrance: Hindrance, api: string): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD at ${api} refused the request in a way that does not fit it (${hindrance}).`,
    advice: 'Run the job again. If this happens again, tell the people who run the deployment.',
  };
}

/** `total`: unpublished uploads of the account. `oldest`: some of them, the oldest first. */
export function uploadLimit(total: number, oldest: readonly FoundUpload[]): Failure {
  return {
    reason: 'upload-limit',
    message: `NOMAD takes no new upload from this account: it has ${count(total, 'unpublished upload')}, which is the limit of this deployment.`,
    advice: [
      ...(oldest.length === 0 ? [] : ['The oldest of them:']),
      ...oldest.map((upload) => `- ${quoteName(upload, 100)} (${upload.id}), created ${utc(upload.createdAt)}`),
      'Publish or delete some of them, in NOMAD or with this step:',
      '- uses: OWNER/nomad-uploads/delete@v1',
      '  with:',
      '    token: ${{ secrets.NOMAD_TOKEN }}',
      `    upload-id: ${oldest[0]?.id ?? '…'}`,
    ].join('\n'),
  };
}

/** 413, from NOMAD or from a proxy before it. */
export function tooLarge(id: string, api: string): Failure {
  return {
    reason: 'too-large',
    message: `The files are too large for ${api}: it refused them for upload ${id} (status 413).`,
    advice:
      'Send fewer files, or split them between several uploads. The people who run the deployment can raise the limit (client_max_body_size, if it is behind nginx).',
  };
}

/** NOMAD has answered that it took the files, but would not process any. */
export function filesLost(id: string): Failure {
  return {
    reason: 'incomplete',
    message: `NOMAD answered as if it had taken the files, but upload ${id} is READY: it has lost them.`,
    advice: 'Run the job again. If this happens again, tell the people who run the deployment.',
  };
}

/** In the log. */
export const stillBusy = 'NOMAD is busy with another process of this upload.';

/** send-timeout is over, and NOMAD was busy, or the files were on their way. */
export function notInTime(id: string): Failure {
  return {
    reason: 'timeout',
    message: `NOMAD had not taken the files for upload ${id} when send-timeout ended: it was busy with another process, or the transfer was too slow.`,
    advice:
      'Run the job again. If the transfer takes that long, raise send-timeout. If another job sends to the same upload, let them take turns: concurrency: nomad-${{ github.ref }}',
  };
}

/** The last attempt to send had failed. */
export function whileSending(failure: Failure): Failure {
  return {
    ...failure,
    advice: `${failure.advice}\nIf it always breaks off while the files are sent, a proxy before NOMAD may limit the size of an upload.`,
  };
}

/** The judgement saw only the processing before the files were sent. */
export function oldProcessing({ id }: Named, formerEnd: string): Failure {
  return {
    reason: 'unexpected-answer',
    message: `NOMAD took the files for upload ${id}, but shows only the processing that ended before that, at ${utc(formerEnd)}.`,
    advice: 'Look at the upload in NOMAD, then run the job again.',
  };
}
