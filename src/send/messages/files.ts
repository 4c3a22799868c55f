import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut } from '../../core/wording.ts';
import type { LeftOut } from '../files/select.ts';

/** A file that can't be sent as it is. */
export interface UnsafeFile {
  readonly path: string;
  readonly why: keyof typeof remedies;
}

const remedies = {
  'a Git LFS pointer': 'Check the repository out with its files: actions/checkout with lfs: true.',
  'a git-annex pointer': 'Get the content before this step, with git annex get.',
  'the link is broken or leads in a circle': 'Remove the link, or exclude it.',
  'the link leads in a circle': 'Remove the link, or exclude it.',
  'the link leads out of the workspace': 'Copy the file into the workspace, or exclude the link.',
  'the link leads into .git': 'Remove the link, or exclude it: what is in .git is never sent.',
  'it cannot be read': 'Give the runner the right to read it, or exclude it.',
  'the folder cannot be read': 'Give the runner the right to read it, or exclude it.',
  'it is not a regular file': 'Exclude it: only regular files can be sent.',
  'its path has a backslash': 'Rename it, or exclude it.',
  'its path has a control character': 'Rename it, or exclude it.',
  'its name is not UTF-8': 'Rename it.',
} as const;

const maxNamed = 3;
const maxListed = 20;

/** Nothing is left to send. */
export function noFiles(lines: readonly string[], { hidden, excluded, examples }: LeftOut): Failure {
  const left = [
    ...(hidden > 0 ? [count(hidden, 'hidden file or folder', 'hidden files and folders')] : []),
    ...(excluded > 0 ? [`${count(excluded, 'file or folder', 'files and folders')} that path excludes`] : []),
  ];
  const named = examples.slice(0, maxNamed).map((one) => cut(one, 60));
  const rest = left.length === 0 ? 'Nothing matches.' : `Left out: ${left.join(', ')} (${named.join(', ')}).`;
  return {
    reason: 'no-files',
    message: `There is no file to send for path ${lines
      .map((line) => `"${cut(line, 60)}"`)
      .slice(0, maxNamed)
      .join(', ')}${lines.length > maxNamed ? ' …' : ''}. ${rest}`,
    advice: [
      'Check path: it is relative to the workspace, and upper and lower case matter. Was the repository checked out, and did the step that makes the files run?',
      ...(hidden > 0 ? ['To send hidden files, set include-hidden-files: true.'] : []),
    ].join('\n'),
  };
}

/** At least one file can't be sent as it is. */
export function unsafeFiles(files: readonly UnsafeFile[]): Failure {
  const named = files.slice(0, maxNamed).map(({ path, why }) => `"${cut(path, 80)}" (${why})`);
  const more = files.length > named.length ? ` and ${files.length - named.length} more` : '';
  return {
    reason: 'unsafe-files',
    message: `${count(files.length, 'file')} can't be sent: ${named.join(', ')}${more}. Nothing was sent.`,
    advice: [
      ...(files.length > maxNamed ? files.slice(0, maxListed).map(({ path, why }) => `- "${cut(path, 200)}": ${why}`) : []),
      ...new Set(files.map(({ why }) => remedies[why])),
    ].join('\n'),
  };
}

/** Between the listing and the end of reading. */
export function filesChanged(path: string): Failure {
  return {
    reason: 'files-changed',
    message: `"${cut(path, 200)}" changed while it was being sent, so what was sent is not one state of the files.`,
    advice:
      'Make sure that nothing writes to the files during this step, such as a program of an earlier step that still runs. Then run the job again.',
  };
}

export function tooManyFiles(max: number): Failure {
  return {
    reason: 'invalid-input',
    message: `path matches more than ${max} files or folders, which is too many for one upload.`,
    advice: 'Send fewer files, or pack parts of them into archives first.',
  };
}

/** `outside`: as messages name them. */
export function outsideRoot(root: string, outside: readonly string[]): Failure {
  const named = outside.slice(0, maxNamed).map((path) => `"${cut(path, 80)}"`);
  const more = outside.length > named.length ? ` and ${outside.length - named.length} more` : '';
  return {
    reason: 'invalid-input',
    message: `${count(outside.length, 'file')} of path ${outside.length === 1 ? 'lies' : 'lie'} outside files-root "${cut(root, 80)}": ${named.join(', ')}${more}.`,
    advice: 'Choose a files-root that contains all files, or leave these files out. Nothing was sent.',
  };
}

/** Whole sentences about path and files-root. */
export function unusablePaths(problems: readonly string[]): Failure {
  const all = problems.join(' | ');
  return {
    reason: 'invalid-input',
    message:
      all.length <= 450
        ? `The files can't be listed: ${all}`
        : `The files can't be listed: ${cut(problems[0] ?? '', 300)} (and more)`,
    advice: [
      ...(problems.length > 1 ? problems.map((problem) => `- ${problem}`) : []),
      'Correct the inputs of this step. Nothing was sent.',
    ].join('\n'),
  };
}
