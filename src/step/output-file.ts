import { appendFileSync, statSync, truncateSync } from 'node:fs';

/**
 * Adds outputs to the file that the runner made for them, in one piece. False: they could not be written, and none of them is there, as a
 * disk that fills up meanwhile must not leave a success behind. Where no runner made a file nobody reads outputs.
 */
export function writeOutputs(file: string | undefined, { conclusion, ...others }: Readonly<Record<string, string>>): boolean {
  if (file === undefined || file === '') return true;
  const pairs = Object.entries(conclusion === undefined ? others : { ...others, conclusion });
  try {
    const { size } = statSync(file);
    try {
      appendFileSync(file, pairs.map(pairOf).join(''));
      return true;
    } catch {
      truncateSync(file, size);
    }
  } catch {
    // It is not there, or is no file: then nothing was written either.
  }
  return false;
}

/** A value of any lines: a line that it does not have ends it, one like those of the toolkit. */
function pairOf([name, value]: readonly [string, string]): string {
  let n = 0;
  while (value.includes(`ghadelimiter_${n}`)) n++;
  return `${name}<<ghadelimiter_${n}\n${value}\nghadelimiter_${n}\n`;
}
