import { minute } from '../core/clock.ts';
import { checkTitle } from '../core/product.ts';
import { announceLogin, connect } from '../judgement/connect.ts';
import { addDetails } from '../judgement/details.ts';
import type { Ending } from '../judgement/ending.ts';
import { follow } from '../judgement/follow.ts';
import { runJudgingStep, type StepDeps } from '../judgement/judging-step.ts';
import type { Ledger } from '../judgement/ledger.ts';
import { Progress } from '../judgement/progress.ts';
import { createClient } from '../nomad/client.ts';
import { find } from '../nomad/search/find.ts';
import type { Search } from '../nomad/search/search.ts';
import { type Inputs, readInputs } from './inputs.ts';

export async function main(): Promise<void> {
  await runJudgingStep({ title: checkTitle, read: readInputs, work: check });
}

/** Logs in, finds the uploads, waits for them and judges them. */
export async function check(inputs: Inputs, ledger: Ledger, deps: StepDeps): Promise<Ending> {
  const { clock, signal, log, secrets } = deps;
  const { deployment, waitForUpload, timeout } = inputs;
  const progress = new Progress(log, clock, deployment);
  const client = createClient(connect(inputs, ['uploads:read'], progress, deps), secrets.redact);
  const warning = announceLogin(inputs, waitForUpload + timeout, deps);
  if (warning !== undefined) ledger.warn(warning);
  await client.login({ retries: 5, until: clock.now() + Math.max(minute, waitForUpload) });

  ledger.beginSearch([
    ...inputs.ids.map((id) => ({ given: id, matchedBy: 'id' as const })),
    ...inputs.names.map(({ display }) => ({ given: display, matchedBy: 'name' as const })),
    ...inputs.patterns.include.map(({ display }) => ({ given: display, matchedBy: 'pattern' as const })),
  ]);
  const search: Search = {
    ...{ client, api: deployment.api, clock, signal, redact: secrets.redact, notYet: progress.notYet },
    appearUntil: clock.now() + waitForUpload,
    waited: waitForUpload > 0,
  };
  const { targets, misses } = await find(inputs, search);
  ledger.endSearch(targets, misses);

  await follow(targets, { ...search, ...inputs }, ledger, progress);
  return await addDetails(ledger.ending(), client, deps);
}
