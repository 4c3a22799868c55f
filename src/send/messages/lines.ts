/** Sentences about the lines of the input path, and about files-root. */

export const emptyLine = 'path has a line with nothing but "!": write what to exclude behind it.';

export function absoluteLine(line: string): string {
  return `path has the line "${line}", which is an absolute path: write it relative to the workspace. Only what lies below RUNNER_TEMP may be absolute.`;
}

export function rootNeeded(line: string): string {
  return `path has the line "${line}", which lies below RUNNER_TEMP: set files-root as well, to the folder there that becomes the top of the upload.`;
}

export function lineAbove(line: string): string {
  return `path has the line "${line}", which contains "..": write it without, relative to the workspace.`;
}

export function badRoot(root: string): string {
  return `files-root is "${root}", which is not a folder in the workspace or below RUNNER_TEMP.`;
}
