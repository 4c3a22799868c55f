import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut, span, utc } from '../../core/wording.ts';
import type { Ending } from '../../judgement/ending.ts';
import { nameUpload, quoteName } from '../../judgement/messages/wording.ts';
import type { FoundUpload } from '../../nomad/search/matches.ts';
import type { Arrival } from '../arrival.ts';
import { describeBytes } from '../bytes.ts';
import type { Selection } from '../files/collection.ts';
import type { Shipment } from '../shipment.ts';

type Named = Pick<FoundUpload, 'id' | 'name'>;

/** `12 files (3.4 MB)` */
function describeFiles(selection: Selection | undefined): string {
  return `${count(selection?.files.length ?? 0, 'file')} (${describeBytes(selection?.bytes ?? 0)})`;
}

/** A name goes into NOMAD, and may be published one day. */
export const secretInName: Failure = {
  reason: 'unsafe-files',
  message: 'The path of a file contains the value of a secret of this step, so it is not shown here. Nothing was sent.',
  advice: 'Rename the file, or leave it out of path.',
};

/** In the log, before anything is sent. */
export function describeSelection(selection: Selection): string[] {
  const { hidden, excluded, examples } = selection.leftOut;
  const left = [...(hidden > 0 ? [`${hidden} hidden`] : []), ...(excluded > 0 ? [`${excluded} excluded by path`] : [])];
  return [
    `Files: ${describeFiles(selection)}`,
    ...(left.length > 0 ? [`Left out: ${left.join(', ')} (${examples.map((one) => cut(one, 100)).join(', ')})`] : []),
  ];
}

/** A line of `path` that leads to nothing. */
export function unmatched(line: string): string {
  return `The line "${cut(line, 100)}" of path matches no file.`;
}

/** In the log, before the files are sent. */
export function sendingTo(upload: Named, created: boolean, link: string): string {
  return `Sending to ${created ? 'the new upload' : 'upload'} ${quoteName(upload, 200)}: ${link}`;
}

/** In the log, after `ms` milliseconds. */
export function hasFiles(ms: number): string {
  return `NOMAD has the files, ${describeTime(ms)}.`;
}

/** `after 12 seconds` */
export function describeTime(ms: number): string {
  return ms < 1000 ? 'after less than a second' : `after ${span(ms)}`;
}

/** The ending of a dry run. */
export function wouldSend(selection: Selection, warnings: readonly string[]): Ending {
  return {
    failure: undefined,
    message: `Dry run: ${describeFiles(selection)} would be sent. Nothing was sent, and NOMAD was not asked.`,
    results: undefined,
    warnings,
  };
}

/** `wait` is false. */
export function sentNotJudged(upload: Named, { selection }: Shipment): string {
  return `NOMAD has taken ${describeFiles(selection)} for ${nameUpload(upload)}. They were not judged, because wait is false.`;
}

/** `judged`: what the judgement says. */
export function sentAndProcessed(judged: string, { selection }: Shipment): string {
  return `${describeFiles(selection)} arrived. ${judged}`;
}

/** Something else runs on the upload before the first change. */
export function busyAtFirst(upload: Named): string {
  return `NOMAD was already processing ${nameUpload(upload)} when this step began, so the step waits for that first. If another job sends to it, let them take turns: concurrency: nomad-\${{ github.ref }}`;
}

/** `files`: undefined where there are too many to count. */
export function removesFirst(upload: Named & Pick<FoundUpload, 'createdAt'>, files: number | undefined): string {
  const what = files === undefined ? 'all files' : files === 1 ? 'the only file' : `all ${files} files`;
  return `Removing ${what} of ${nameUpload(upload)}, made ${utc(upload.createdAt)}, first (existing-files: remove).`;
}

/** All files were removed, and then the new ones could not be sent. */
export function leftEmpty(failure: Failure): Failure {
  return {
    ...failure,
    message: `${failure.message} The former files of the upload had been removed by then (existing-files: remove), so it may be empty now.`,
  };
}

/** The upload that this step made was deleted again. */
export function removedAgain(failure: Failure, { id }: Named): Failure {
  return { ...failure, message: `${failure.message} The empty upload ${id} that this step had made was deleted again.` };
}

/** The upload that this step made is still there. */
export function leftBehind(failure: Failure, upload: Named): Failure {
  return {
    ...failure,
    message: `${failure.message} Upload ${upload.id}, which this step made, is still there.`,
    advice: `${failure.advice}\nThe next run with the same upload-name uses upload ${quoteName(upload, 100)} again. If there is none, delete it in NOMAD.`,
  };
}

/** For the summary. */
export function noteArrival({ replaced, problems, unproved }: Arrival): string[] {
  const proved =
    problems.length === 0 && unproved === 0
      ? ['What arrived was compared by path and size with what was sent: nothing is missing.']
      : [];
  if (replaced.length === 0) return proved;
  const examples = replaced.slice(0, 3).map((path) => `"${cut(path, 100)}"`);
  return [
    ...proved,
    `NOMAD has replaced ${count(replaced.length, 'file')} by its own rules (the licence of POTCAR files, or archives that it writes itself): ${examples.join(', ')}${replaced.length > 3 ? ' …' : ''}.`,
  ];
}

/** Failed entries of files that were in the upload before. */
export function mentionOthers(others: number, listed: number): string {
  const whose = listed === 1 ? 'The failed entry' : `${others} of ${listed} failed entries`;
  const files = others === 1 ? 'belongs to a file that was' : 'belong to files that were';
  return `${whose} ${files} not sent; existing-files: remove would remove ${others === 1 ? 'it' : 'them'}.`;
}

/** 1.3 and 2.0 fail like this where a file comes over a folder; 2.0 hides the reason behind the second line. */
export function explainMerge(errors: readonly string[]): string[] {
  const isMerge = errors.some((error) => /Cannot merge a file with a directory|File exists|does not exist\s*$/m.test(error));
  return isMerge
    ? [
        'A file may have the path of a folder that was in the upload before, or the other way round; existing-files: remove would remove that.',
      ]
    : [];
}

/** link-commit, in the summary. */
export const linked = 'A nomad.json with the address of the commit was added (link-commit): it shows on every entry.';

/** The upload was there before, and may have entries. */
export const linkedNewOnly =
  'A nomad.json with the address of the commit was added (link-commit). NOMAD applies it only to entries that are new: those that were there before keep their old reference.';

/** Why link-commit adds nothing, in the log. */
export const notLinked = {
  never: undefined,
  metadata: 'link-commit adds nothing, because the files have a nomad.json, nomad.yaml or nomad.yml of their own at the top.',
  'not-public': 'link-commit adds nothing, because the event does not say that the repository is public (link-commit: always).',
  'no-commit': 'link-commit adds nothing, because the commit of this run is not known.',
} as const;
