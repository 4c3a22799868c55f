import { type Clock, systemClock } from '../core/clock.ts';
import { NoVerdictError } from '../core/errors.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { failClosed } from '../step/fail-closed.ts';
import type { Environment } from '../step/inputs/reader.ts';
import { createLog, type Log } from '../step/log.ts';
import { Secrets } from '../step/secrets/secrets.ts';
import type { Ending } from './ending.ts';
import { Ledger } from './ledger.ts';
import { uncheckedTls } from './messages/warnings.ts';
import type { ReportInputs } from './report/report-inputs.ts';
import { Reporter } from './report/reporter.ts';

/** The inputs of a step, or what is wrong with them. */
export type Reading<I> = { readonly reporting: ReportInputs } & (
  { readonly ok: true; readonly inputs: I } | { readonly ok: false; readonly failure: Failure }
);

/** What the work of a step needs. */
export interface StepDeps {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** How many failed entries the report can list. */
  readonly maxEntries: number;
}

interface JudgingStep<I> {
  /** What annotations and headings begin with. */
  readonly title: string;
  /** Reads all inputs, secrets first. `now` in milliseconds since 1970. */
  readonly read: (environment: Environment, secrets: Secrets, now: number) => Reading<I>;
  /** The ledger always holds what is known so far. */
  readonly work: (inputs: I, ledger: Ledger, deps: StepDeps) => Promise<Ending>;
  /** Adds what the step did beside judging to each ending. */
  readonly complete?: (ending: Ending) => Ending;
}

/** A whole step that judges uploads: reads inputs from the process it runs in, and writes outputs there. */
export async function runJudgingStep<I>({ title, read, work, complete = (ending) => ending }: JudgingStep<I>): Promise<void> {
  const environment = process.env;
  const clock = systemClock;
  const log = createLog(title);
  const secrets = new Secrets((value) => {
    log.mask(value);
  });
  const ledger = new Ledger((warning) => {
    log.line(`⚠ ${warning}`);
  });
  const reporter = new Reporter({
    ...{ title, environment, log, clock, redact: secrets.redact },
    warn: (warning) => {
      ledger.warn(warning);
    },
  });
  await failClosed<Ending>({
    work: async (signal) => {
      const reading = read(environment, secrets, clock.now());
      await reporter.begin(reading.reporting, signal);
      if (!reading.ok) return complete(ledger.ending(reading.failure));
      if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') ledger.warn(uncheckedTls);
      const deps = { secrets, clock, signal, log, maxEntries: reporter.maxEntries };
      return complete(await untilVerdict(ledger, () => work(reading.inputs, ledger, deps)));
    },
    breakOff: (failure) => complete(ledger.ending(failure)),
    report: (ending) => reporter.report(ending),
    reportBare: (failure) => {
      reporter.reportBare(failure);
    },
    afterwards: (ending, signal) => reporter.reportOnGitHub(ending, signal),
  });
}

/** The ending that the work comes to, or that of the failure which allows no verdict. */
export async function untilVerdict(ledger: Ledger, work: () => Promise<Ending>): Promise<Ending> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoVerdictError) return ledger.ending(error.failure);
    throw error;
  }
}
