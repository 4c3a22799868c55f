import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut } from '../../core/wording.ts';
import { invalidInput } from '../../step/messages/input.ts';

/** How many there are, and the first few of them. */
interface Named {
  readonly count: number;
  readonly examples: readonly string[];
}

/** Why files can't be sent. */
const unsafe = {
  lfs: {
    one: 'is a Git LFS pointer, not the content',
    many: 'are Git LFS pointers, not the content',
    advice: 'Check out with lfs: true (actions/checkout), so that the files have their content.',
  },
  annex: {
    one: 'is a git-annex pointer or link, not the content',
    many: 'are git-annex pointers or links, not the content',
    advice: 'Run git annex get and git annex unlock for these files before this step.',
  },
  broken: {
    one: 'is a link to something that does not exist',
    many: 'are links to something that does not exist',
    advice: 'Remove a broken link, or exclude it with a line that begins with "!" in path.',
  },
  loop: {
    one: 'is a link or folder that leads back to itself',
    many: 'are links or folders that lead back to themselves',
    advice: 'Exclude a link that leads in a circle with a line that begins with "!" in path.',
  },
  outside: {
    one: 'is a link that leads out of the workspace',
    many: 'are links that lead out of the workspace',
    advice:
      'Copy the file or folder that a link leads to into the workspace (below RUNNER_TEMP: into files-root), or exclude the link.',
  },
  unreadable: {
    one: "can't be read",
    many: "can't be read",
    advice: 'Give the user of the runner the right to read these files, and check that no other process removes them.',
  },
  special: {
    one: 'is not a regular file',
    many: 'are not regular files',
    advice: 'Exclude pipes, sockets and devices with a line that begins with "!" in path.',
  },
  name: {
    one: 'has a backslash, a control character or bytes that are not UTF-8 in its path',
    many: 'have a backslash, a control character or bytes that are not UTF-8 in their paths',
    advice: 'Rename these files or folders.',
  },
} as const;

export type UnsafeKind = keyof typeof unsafe;

// A verdict has at most 500 characters.
const maxMessage = 480;
const maxPath = 80;

function quote(path: string): string {
  return `"${cut(path, maxPath)}"`;
}

/** `"a", "b" and 3 more`. */
function list({ count: total, examples }: Named): string {
  const shown = examples.slice(0, 3).map(quote);
  const more = total - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** There is at least one problem, and each is a sentence. */
export function invalidFiles(input: 'path' | 'files-root', sentences: readonly string[]): Failure {
  return invalidInput(sentences.map((sentence) => ({ name: input, sentence })));
}

export function tooManyFiles(max: number): Failure {
  return invalidFiles('path', [
    `path means more than ${max} files, and one upload takes no more: pack folders of many small files into an archive in an earlier step, or send them to several uploads.`,
  ]);
}

export function tooManyNames(max: number): Failure {
  return invalidFiles('path', [
    `path leads to more than ${max} files and folders to look at: name the folders with your data instead of a pattern for all folders.`,
  ]);
}

export function outsideRoot(files: Named): Failure {
  const verb = files.count === 1 ? 'lies' : 'lie';
  return invalidFiles('files-root', [
    `${list(files)} ${verb} outside files-root: set files-root to a folder that contains all files of path, or leave them out of path.`,
  ]);
}

/** `lines` are those of path. */
export function noFiles(lines: readonly string[], hidden: Named, excluded: Named): Failure {
  const looked = cut(lines.map(quote).join(', '), 200);
  const advice = [
    ...(hidden.count === 0 ? [] : ['Set include-hidden-files: true to send hidden files and folders; .git is never sent.']),
    ...(excluded.count === 0 ? [] : ['Check the lines that begin with "!": the last line that matches a file decides.']),
    'Check that path is relative to the workspace, and that an earlier step has checked out the repository or made the files.',
  ];
  return {
    reason: 'no-files',
    message: `There is nothing to send: path (${looked}) gives no file.${leftOut(hidden, 'hidden')}${leftOut(excluded, 'excluded')}`,
    advice: advice.join('\n'),
  };
}

function leftOut(paths: Named, what: string): string {
  if (paths.count === 0) return '';
  const [first = ''] = paths.examples;
  return paths.count === 1
    ? ` ${quote(first)} was left out because it is ${what}.`
    : ` ${count(paths.count, 'file or folder', 'files and folders')} were left out because they are ${what}, for example ${quote(first)}.`;
}

export function unsafeFiles(found: ReadonlyMap<UnsafeKind, Named>): Failure {
  const kinds = [...found].map(([kind, paths]) => ({
    sentence: `${list(paths)} ${paths.count === 1 ? unsafe[kind].one : unsafe[kind].many}.`,
    advice: unsafe[kind].advice,
  }));
  const all = `Nothing was sent: ${kinds.map(({ sentence }) => sentence).join(' ')}`;
  const total = [...found.values()].reduce((sum, paths) => sum + paths.count, 0);
  const isShort = all.length <= maxMessage;
  return {
    reason: 'unsafe-files',
    message: isShort
      ? all
      : `Nothing was sent: ${count(total, 'file')} can't be sent safely, for ${count(kinds.length, 'reason')}.`,
    advice: kinds.map(({ sentence, advice }) => (isShort ? advice : `${sentence} ${advice}`)).join('\n'),
  };
}

/** What was read is not what was listed. */
export function filesChanged(path: string): Failure {
  return {
    reason: 'files-changed',
    message: `${quote(path)} changed while the files were being sent.`,
    advice: 'Send files that nothing writes to: wait until the program that makes them has ended, or copy them first.',
  };
}
