import * as core from '@actions/core';
import { logLines } from './escape.ts';

/** The step's log. Texts can have several lines, and can contain anything from outside. */
export const log = {
  line: (text: string): void => {
    core.info(logLines(text));
  },
  /** Shown only if the job runs with debug logging. */
  debug: (text: string): void => {
    core.debug(logLines(text));
  },
  /** An annotation for a problem that does not change the verdict. undefined: there is none. */
  warning: (problem: string | undefined): void => {
    if (problem !== undefined) core.warning(problem, { title: 'NOMAD upload check' });
  },
  openGroup: (title: string): void => {
    core.startGroup(logLines(title));
  },
  closeGroup: (): void => {
    core.endGroup();
  },
} as const;

export type Log = typeof log;
