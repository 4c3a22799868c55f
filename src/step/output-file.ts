import { appendFileSync, statSync, truncateSync } from 'node:fs';

/**
 * Appends the outputs to the runner's file in one piece. False: they could not be written, and none of them are in the file, because a disk
 * that fills up meanwhile must not leave a success behind. If there is no such file, nobody reads outputs.
 */
export function writeOutputs(file: string | undefined, { conclusion, ...others }: Readonly<Record<string, string>>): boolean {
  if (file === undefined || file === '') return true;
  const pairs = Object.entries(conclusion === undefined ? others : { ...others, conclusion });
  try {
    const { size } = statSync(file);
    try {
      appendFileSync(file, pairs.map(formatOutput).join(''));
      return true;
    } catch {
      truncateSync(file, size);
    }
  } catch {
    // It does not exist, or is not a file: then nothing was written, either.
  }
  return false;
}

/** A value with any number of lines: it ends with a delimiter that it does not contain, in the style of the toolkit. */
function formatOutput([name, value]: readonly [string, string]): string {
  let n = 0;
  while (value.includes(`ghadelimiter_${n}`)) n++;
  return `${name}<<ghadelimiter_${n}\n${value}\nghadelimiter_${n}\n`;
}
