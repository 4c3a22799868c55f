import { bySeverity, type Failure } from '../core/failure-reasons.ts';
import { visible } from '../core/wording.ts';
import { describeDeletions, describeDryRun, describeFailures } from './messages/deleting.ts';

/** How the step ends. */
export interface End {
  /** The worst one. */
  readonly failure: Failure | undefined;
  /** One line of at most 500 characters. */
  readonly message: string;
  /** Every failure, for the report. */
  readonly failures: readonly Failure[];
  readonly warnings: readonly string[];
  readonly deleted: readonly string[];
}

/** What has been done so far: the report is made from this, whenever and however the step ends. */
export class Tally {
  readonly #deleted: string[] = [];
  readonly #failures: Failure[] = [];
  readonly #warnings: string[] = [];
  readonly #onWarning: (warning: string) => void;
  #absent = 0;
  #would: number | undefined;

  /** `onWarning` is called at once with each warning. */
  constructor(onWarning: (warning: string) => void) {
    this.#onWarning = onWarning;
  }

  delete(id: string): void {
    this.#deleted.push(id);
  }

  wouldDelete(): void {
    this.#would = (this.#would ?? 0) + 1;
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
    return { failure: worst, message: visible(message), failures, warnings: [...this.#warnings], deleted: [...this.#deleted] };
  }
}
