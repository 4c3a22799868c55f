import * as core from '@actions/core';
import { checkTitle } from '../core/product.ts';
import { logLines } from './escape.ts';

/** A message that GitHub shows beside the log and on files. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  /** Always our own words, never NOMAD's: the runner does not mask titles. */
  readonly title: string;
  readonly message: string;
  /** Where in the checkout. */
  readonly at: { readonly file: string; readonly line: number | undefined; readonly column: number | undefined } | undefined;
}

/** The step's log. Texts can have several lines, and can contain anything from outside. */
export interface Log {
  line(text: string): void;
  /** Shown only if the job runs with debug logging. */
  debug(text: string): void;
  openGroup(title: string): void;
  closeGroup(): void;
  annotate(annotation: Annotation): void;
  /** An annotation for a problem that does not change the verdict. undefined: there is none. */
  warning(problem: string | undefined): void;
  /** Tells the runner to hide a value from here on. */
  mask(value: string): void;
}

/** The log that the runner reads. `title`: that of its warnings. */
export function createLog(title = checkTitle): Log {
  return {
    line: (text) => {
      core.info(logLines(text));
    },
    debug: (text) => {
      core.debug(logLines(text));
    },
    openGroup: (title) => {
      core.startGroup(logLines(title));
    },
    closeGroup: core.endGroup,
    annotate,
    warning: (problem) => {
      if (problem !== undefined) core.warning(problem, { title });
    },
    mask: core.setSecret,
  };
}

function annotate({ level, title, message, at }: Annotation): void {
  const write = level === 'error' ? core.error : core.warning;
  const { file, line, column } = at ?? {};
  write(message, {
    title,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { startLine: line }),
    ...(column !== undefined && { startColumn: column }),
  });
}
