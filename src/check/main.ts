import * as core from '@actions/core';
import { check } from './check.ts';
import { systemClock } from '../core/clock.ts';
import { cancelled } from '../step/messages/step.ts';
import { NoVerdict } from '../core/errors.ts';
import { failClosed } from '../step/fail-closed.ts';
import { readInputs, type Reading } from './inputs.ts';
import { type Ending, Ledger } from '../judgement/ledger.ts';
import { filesBelow } from '../step/checkout.ts';
import { log } from '../step/log.ts';
import type { OnGitHub } from '../judgement/report/github/on-github.ts';
import { contextOf, report, reportBare, type Reporting } from '../judgement/report/report.ts';
import { mostReported } from '../judgement/report/json-report.ts';
import { Secrets } from '../step/secrets.ts';
import { mostRows } from '../judgement/report/summary-rows.ts';

const cancellation = new NoVerdict(cancelled);

const uncheckedTls =
  'NODE_TLS_REJECT_UNAUTHORIZED is 0, so nothing checks that the server is NOMAD, and the token or password could be stolen. Remove it, and set NODE_EXTRA_CA_CERTS to a file with the certificate of your certificate authority.';

/** The whole step: reads the inputs and writes the outputs of the process it runs in. */
export async function main(): Promise<void> {
  const ledger = new Ledger((warning) => {
    log.line(`⚠ ${warning}`);
  });
  const secrets = new Secrets(core.setSecret);
  let reporting: Reporting = nothingAsked;
  let onGitHub: OnGitHub | undefined = undefined;
  const guard = failClosed(cancellation, async (failure) => {
    try {
      const ending = report(ledger.ending(failure), reporting);
      await onGitHub?.end(ending, contextOf(reporting), reporting.fileOf, guard.signal);
    } catch {
      reportBare(failure);
    }
  });
  const read = readInputs(process.env, secrets, systemClock.now());
  reporting = reportingOf(read, ledger, secrets);
  const { gitHub } = read.reporting;
  if (gitHub !== undefined) {
    // Loaded here because most steps do not need it.
    const { OnGitHub } = await import('../judgement/report/github/on-github.ts');
    onGitHub = new OnGitHub(gitHub, systemClock, process.env, secrets.redact);
    await onGitHub.start(guard.signal);
    reporting = { ...reporting, checkRunUrl: onGitHub.checkRunUrl };
  }
  const judged = await endingOf(read, ledger, secrets, guard.signal);
  if (guard.broken) return;
  const ending = report(judged, reporting);
  guard.decide(ending);
  await onGitHub?.end(ending, contextOf(reporting), reporting.fileOf, guard.signal);
  guard.leave();
}

const nothingAsked: Reporting = {
  deployment: undefined,
  jobSummary: 'always',
  fileOf: () => undefined,
  reportPath: undefined,
  asked: [],
  checkRunUrl: '',
};

function reportingOf({ reporting }: Reading, ledger: Ledger, secrets: Secrets): Reporting {
  const { filesRoot, deployment, jobSummary, reportPath, asked } = reporting;
  const files = filesBelow(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), filesRoot);
  if (!files.ok) ledger.warn(secrets.redact(files.problem));
  return { ...nothingAsked, deployment, jobSummary, reportPath, asked, fileOf: files.ok ? files.fileOf : () => undefined };
}

async function endingOf(read: Reading, ledger: Ledger, secrets: Secrets, signal: AbortSignal): Promise<Ending> {
  if (!read.ok) return ledger.ending(read.failure);
  if (process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') ledger.warn(uncheckedTls);
  try {
    const mostEntries = read.reporting.reportPath === undefined ? mostRows : mostReported;
    await check(read.inputs, ledger, { secrets, clock: systemClock, signal, mostEntries });
    return ledger.ending();
  } catch (error) {
    if (error instanceof NoVerdict) return ledger.ending(error.failure);
    throw error;
  }
}
