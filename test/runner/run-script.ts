import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../scratch-folder.ts';
import { runStep, type StepOptions, type StepRun } from './runner.ts';

const folder = scratchFolder('scripts');
let scripts = 0;

/** Runs a few lines of JavaScript as a step; `say` prints a line, `tell` appends to a file command. */
export function runScript(script: string, options: Partial<StepOptions> = {}): Promise<StepRun> {
  scripts += 1;
  const main = join(folder, `${scripts}.mjs`);
  writeFileSync(
    main,
    `import { appendFileSync, unlinkSync } from 'node:fs';
    const say = console.log;
    const tell = (name, text) => appendFileSync(process.env['GITHUB_' + name], text);
    ${script}`,
  );
  return runStep({ main, inputs: {}, ...options });
}
