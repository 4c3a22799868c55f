import { appendFileSync } from 'node:fs';

/** Adds to the file that the runner made for the job summary. Gives a sentence when that can't be done; without a file nobody reads it. */
export function writeSummary(file: string | undefined, summary: string): string | undefined {
  if (file === undefined || file === '') return undefined;
  try {
    appendFileSync(file, summary);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return `The job summary could not be written${code}.`;
  }
}
