import { type Clock, minute, systemClock } from '../core/clock.ts';
import { NoVerdictError } from '../core/errors.ts';
import type { Ending } from '../judgement/ending.ts';
import { listFailedEntries } from '../judgement/failed-entries.ts';
import { nameUnparsedFiles } from '../judgement/files.ts';
import { follow } from '../judgement/follow.ts';
import { Ledger } from '../judgement/ledger.ts';
import { incompleteEntryList, uncheckedTls } from '../judgement/messages/warnings.ts';
import { Progress } from '../judgement/progress.ts';
import { Reporter } from '../judgement/report/reporter.ts';
import { createClient, type NomadClient } from '../nomad/client.ts';
import { readTokenFacts, warnOfEnd } from '../nomad/credentials.ts';
import { find } from '../nomad/search/find.ts';
import type { Search } from '../nomad/search/search.ts';
import { failClosed } from '../step/fail-closed.ts';
import { createLog, type Log } from '../step/log.ts';
import { Secrets } from '../step/secrets/secrets.ts';
import { type Inputs, readInputs } from './inputs.ts';

/** The whole step: reads inputs from the process it runs in, and writes outputs there. */
export async function main(): Promise<void> {
  const environment = process.env;
  const clock = systemClock;
  const log = createLog();
  const secrets = new Secrets((value) => {
    log.mask(value);
  });
  const ledger = new Ledger((warning) => {
    log.line(`⚠ ${warning}`);
  });
  const reporter = new Reporter({
    ...{ environment, log, clock, redact: secrets.redact },
    warn: (warning) => {
      ledger.warn(warning);
    },
  });
  await failClosed<Ending>({
    work: async (signal) => {
      const read = readInputs(environment, secrets, clock.now());
      await reporter.begin(read.reporting, signal);
      if (!read.ok) return ledger.ending(read.failure);
      if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') ledger.warn(uncheckedTls);
      return await check(read.inputs, ledger, { secrets, clock, signal, log, maxEntries: reporter.maxEntries });
    },
    breakOff: (failure) => ledger.ending(failure),
    report: (ending) => reporter.report(ending),
    reportBare: (failure) => {
      reporter.reportBare(failure);
    },
    afterwards: (ending, signal) => reporter.reportOnGitHub(ending, signal),
  });
}

interface CheckDeps {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** How many failed entries the report can list. */
  readonly maxEntries: number;
}

/** Logs in, finds the uploads, waits for them and judges them. The ledger always holds what is known so far. */
export async function check(inputs: Inputs, ledger: Ledger, deps: CheckDeps): Promise<Ending> {
  try {
    return await reachVerdict(inputs, ledger, deps);
  } catch (error) {
    if (error instanceof NoVerdictError) return ledger.ending(error.failure);
    throw error;
  }
}

async function reachVerdict(inputs: Inputs, ledger: Ledger, deps: CheckDeps): Promise<Ending> {
  const { clock, signal, log, secrets } = deps;
  const { deployment, waitForUpload } = inputs;
  const { redact } = secrets;
  const progress = new Progress(log, clock, deployment);

  const client = connect(inputs, progress, deps);
  log.line(`NOMAD: ${deployment.api}`);
  announceLogin(inputs, ledger, deps);
  await client.login({ retries: 5, until: clock.now() + Math.max(minute, waitForUpload) });

  ledger.beginSearch([
    ...inputs.ids.map((id) => ({ given: id, matchedBy: 'id' as const })),
    ...inputs.names.map(({ display }) => ({ given: display, matchedBy: 'name' as const })),
    ...inputs.patterns.include.map(({ display }) => ({ given: display, matchedBy: 'pattern' as const })),
  ]);
  const search: Search = {
    ...{ client, api: deployment.api, clock, signal, redact, notYet: progress.notYet },
    appearUntil: clock.now() + waitForUpload,
    waited: waitForUpload > 0,
  };
  const { targets, misses } = await find(inputs, search);
  ledger.endSearch(targets, misses);

  await follow(targets, { ...search, ...inputs }, ledger, progress);
  return await addDetails(ledger.ending(), client, deps);
}

function connect(
  { deployment, credentials }: Inputs,
  progress: Progress,
  { secrets, clock, signal, log }: CheckDeps,
): NomadClient {
  return createClient({
    ...{ api: deployment.api, credentials, redact: secrets.redact, clock, signal, random: Math.random },
    onSecret: secrets.add,
    onRetry: progress.retry,
    onAnswer: (route, outcome, ms, bytes) => {
      log.debug(`${route}: ${outcome}, ${Math.round(ms)} ms, ${bytes} bytes`);
    },
  });
}

/** Logs how the step logs in, and warns if the token expires too early. */
function announceLogin(
  { credentials, waitForUpload, timeout }: Inputs,
  ledger: Ledger,
  { secrets, clock, log }: CheckDeps,
): void {
  if (credentials.kind === 'password') {
    log.line(`Login: user name and password of ${secrets.redact(credentials.username)}`);
    return;
  }
  const facts = readTokenFacts(credentials.token);
  log.line(`Login: ${facts.kind}`);
  const now = clock.now();
  const warning = warnOfEnd(facts, now, now + waitForUpload + timeout);
  if (warning !== undefined) ledger.warn(warning);
}

/** Gets the entries that the report lists, and the files that no parser accepted. A failure here does not change the verdict. */
async function addDetails(ending: Ending, client: NomadClient, { clock, log, maxEntries }: CheckDeps): Promise<Ending> {
  const { results: listed, complete } = await listFailedEntries(ending.results ?? [], maxEntries, client, clock);
  const results = await nameUnparsedFiles(listed, client, clock);
  if (complete) return { ...ending, results };
  log.line(`⚠ ${incompleteEntryList}`);
  return { ...ending, results, warnings: [...ending.warnings, incompleteEntryList] };
}
