import { type Clock, minute } from '../core/clock.ts';
import { listFailedEntries } from '../judgement/failed-entries.ts';
import { find, type Target } from '../nomad/search/find.ts';
import { uploadLink } from '../nomad/deployment.ts';
import type { Inputs } from './inputs.ts';
import type { Ledger } from '../judgement/ledger.ts';
import { createClient, type NomadClient } from '../nomad/client.ts';
import { tokenFacts, tokenWarning } from '../nomad/credentials.ts';
import type { Redact } from '../nomad/answers/fields.ts';
import { isKnownStatus, type Sighting } from '../nomad/answers/schema.ts';
import { explainMissingId } from '../nomad/search/not-found.ts';
import { span } from '../core/wording.ts';
import { Progress } from '../judgement/progress.ts';
import { log } from '../step/log.ts';
import type { Secrets } from '../step/secrets.ts';
import type { Search } from '../nomad/search/search.ts';
import { judge } from '../judgement/verdict.ts';
import { watch } from '../judgement/watch.ts';

interface World {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How many failed entries the report can list. */
  readonly mostEntries: number;
}

/** Logs in, finds the uploads, waits for them and judges them; what it learns goes into the ledger. Throws NoVerdict if the whole step must end. */
export async function check(inputs: Inputs, ledger: Ledger, { secrets, clock, signal, mostEntries }: World): Promise<void> {
  const { deployment, credentials } = inputs;
  const { redact } = secrets;
  const progress = new Progress(log, clock, deployment);
  const client = createClient({
    api: deployment.api,
    credentials,
    redact,
    clock,
    signal,
    random: Math.random,
    onSecret: secrets.add,
    onRetry: progress.retry,
    onAnswer: (route, outcome, ms, bytes) => {
      log.debug(`${route}: ${outcome}, ${Math.round(ms)} ms, ${bytes} bytes`);
    },
  });
  log.line(`NOMAD: ${deployment.api}`);
  announceLogin(inputs, ledger, redact, clock.now());
  await client.login({ retries: 5, until: clock.now() + Math.max(minute, inputs.waitForUpload) });

  ledger.open([
    ...inputs.ids.map((line) => ({ line, by: 'id' as const })),
    ...inputs.names.map(({ display }) => ({ line: display, by: 'name' as const })),
    ...inputs.patterns.include.map(({ display }) => ({ line: display, by: 'pattern' as const })),
  ]);
  const search: Search = {
    client,
    api: deployment.api,
    clock,
    signal,
    redact,
    notYet: progress.notYet,
    appearUntil: clock.now() + inputs.waitForUpload,
    waited: inputs.waitForUpload > 0,
  };
  const { targets, misses } = await find(inputs, search);
  ledger.resolve(targets, misses);

  await follow(targets, inputs, ledger, search, progress);
  await addFailedEntries(ledger, mostEntries, client, clock);
}

/** Logs how the step logs in, and warns if the token expires too early. */
function announceLogin({ credentials, waitForUpload, timeout }: Inputs, ledger: Ledger, redact: Redact, now: number): void {
  if (credentials.kind === 'password') {
    log.line(`Login: user name and password of ${redact(credentials.username)}`);
    return;
  }
  const facts = tokenFacts(credentials.token);
  log.line(`Login: ${facts.kind}`);
  const warning = tokenWarning(facts, now, now + waitForUpload + timeout);
  if (warning !== undefined) ledger.warn(warning);
}

/** Watches the uploads that were found, and judges each as soon as there is nothing left to wait for. */
async function follow(
  targets: readonly Target[],
  inputs: Inputs,
  ledger: Ledger,
  search: Search,
  progress: Progress,
): Promise<void> {
  if (targets.length === 0) return;
  progress.begin(targets);
  try {
    await watch(targets, {
      ...search,
      timeout: inputs.timeout,
      notBefore: inputs.notBefore,
      explainAbsence: ({ id }) => explainMissingId(id, search),
      onLook: (target, sighting, still) => {
        ledger.see(target, sighting, search.clock.now());
        progress.look(target, sighting);
        for (const warning of warningsOf(sighting, still, inputs)) ledger.warn(warning);
      },
      onOutcome: (target, outcome) => {
        ledger.judge(target, judge(outcome, target, inputs.demands, search.clock.now()));
      },
    });
  } finally {
    progress.end();
  }
}

/** Warnings about an upload that is still running. The sentences must not change from look to look, because the ledger repeats none. */
function warningsOf({ upload }: Sighting, still: number | undefined, { deployment, timeout }: Inputs): string[] {
  if (!upload.running) return [];
  const link = uploadLink(deployment, upload.id);
  const stuckAfter = Math.max(minute, Math.min(5 * minute, timeout / 2));
  const unknown = `NOMAD shows a status that this action does not know for ${link}; the action keeps waiting.`;
  const stuck = `Nothing has changed for ${span(stuckAfter)} while NOMAD has been processing ${link}: its workers may be busy or down.`;
  return [...(isKnownStatus(upload.status) ? [] : [unknown]), ...(still !== undefined && still >= stuckAfter ? [stuck] : [])];
}

/** Gets the entries that the report lists. A failure here does not change the verdict. */
async function addFailedEntries(ledger: Ledger, most: number, client: NomadClient, clock: Clock): Promise<void> {
  const { failures, complete } = await listFailedEntries(ledger.withFailedEntries(), most, client, clock);
  for (const [upload, entries] of failures) ledger.list(upload, entries);
  if (!complete)
    ledger.warn(
      'NOMAD did not return the full list of failed entries: open the upload in NOMAD to see them all. The verdict does not depend on it.',
    );
}
