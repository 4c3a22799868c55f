import { bySeverity, type Failure } from '../core/failure-reasons.ts';
import { visible } from '../core/wording.ts';
import { describeDeletions, describeDryRun, describeFailures, describeOne } from './messages/deleting.ts';
import type { OldMatch } from './old-matches.ts';

/** How the step ends. */
export interface End {
  /** The worst one. */
  readonly failure: Failure | undefined;
  /** One line of at most 500 characters. */
  readonly message: string;
  /** Every failure, for the report. */
  readonly failures: readonly Failure[];
  readonly warnings: readonly string[];
  /** Their ids. */
  readonly deleted: readonly string[];
  /** Those that were deleted, or would be, as the summary names them. */
  readonly listed: readonly string[];
}

/** What has been done so far: the report is made from this, whenever and however the step ends. */
export class Tally {
  readonly #deleted: string[] = [];
  readonly #failures: Failure[] = [];
  readonly #warnings: string[] = [];
  readonly #onWarning: (warning: string) => void;
  #absent = 0;
  #would: number | undefined;
  readonly #listed: string[] = [];

  /** `onWarning` is called at once with each warning. */
  constructor(onWarning: (warning: string) => void) {
    this.#onWarning = onWarning;
  }

  delete(upload: OldMatch): void {
    this.#deleted.push(upload.id);
    this.#listed.push(describeOne(upload));
  }

  wouldDelete(upload: OldMatch): void {
    this.#would = (this.#would ?? 0) + 1;
    this.#listed.push(describeOne(upload));
  }

  absent(warning: string): void {
    this.#absent += 1;
    this.warn(warning);
  }

  fail(failure: Failure): void {
    this.#failures.push(failure);
  }

  warn(warning: string): void {
    this.#warnings.push(warning);
    this.#onWarning(warning);
  }

  /** `failure` ended the whole step. */
  end(failure?: Failure): End {
    const failures = [...(failure === undefined ? [] : [failure]), ...this.#failures].sort(bySeverity);
    const [worst] = failures;
    const message =
      worst !== undefined
        ? describeFailures(worst, failures.length, this.#deleted.length)
        : this.#would === undefined
          ? describeDeletions(this.#deleted.length, this.#absent)
          : describeDryRun(this.#would);
    return {
      failure: worst,
      message: visible(message),
      failures,
      warnings: [...this.#warnings],
      deleted: [...this.#deleted],
      listed: [...this.#listed],
    };
  }
}
