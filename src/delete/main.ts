import { type Clock, minute, systemClock } from '../core/clock.ts';
import { NoVerdictError } from '../core/errors.ts';
import { announceLogin, connect } from '../judgement/connect.ts';
import { uncheckedTls } from '../judgement/messages/warnings.ts';
import { Progress } from '../judgement/progress.ts';
import type { Upload } from '../nomad/answers/upload.ts';
import { createClient } from '../nomad/client.ts';
import { createRemover, type Remover } from '../nomad/remover.ts';
import { failClosed } from '../step/fail-closed.ts';
import { createLog, type Log } from '../step/log.ts';
import { Secrets } from '../step/secrets/secrets.ts';
import { chooseUploads } from './choose.ts';
import type { DeleteDeps } from './delete-deps.ts';
import { deleteUpload } from './deletion.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { describeOne, tooManyMatches, wasNotThere } from './messages/deleting.ts';
import { isOld, type OldMatch } from './old-matches.ts';
import { Report, title } from './report.ts';
import { type End, Tally } from './tally.ts';

/** The whole step: reads inputs from the process it runs in, and writes outputs there. */
export async function deleteUploads(): Promise<void> {
  const environment = process.env;
  const log = createLog(title);
  const secrets = new Secrets((value) => {
    log.mask(value);
  });
  const tally = new Tally((warning) => {
    log.line(`⚠ ${warning}`);
  });
  const report = new Report(environment, log);
  await failClosed<End>({
    work: async (signal) => {
      const reading = readInputs(environment, secrets);
      report.begin(reading.reporting);
      if (!reading.ok) return tally.end(reading.failure);
      if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') tally.warn(uncheckedTls);
      return await work(reading.inputs, tally, { secrets, signal, log, clock: systemClock });
    },
    breakOff: (failure) => tally.end(failure),
    report: (end) => report.write(end),
    reportBare: (failure) => {
      report.writeBare(failure);
    },
    afterwards: () => Promise.resolve(),
  });
}

interface WorkDeps {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Logs in, finds what may be deleted, and deletes it one by one. */
export async function work(inputs: Inputs, tally: Tally, deps: WorkDeps): Promise<End> {
  const { log, clock, signal, secrets } = deps;
  const requester = connect(inputs, ['uploads:read', 'uploads:write'], new Progress(log, clock, inputs.deployment), deps);
  const client = createClient(requester, secrets.redact);
  const warning = announceLogin(inputs, inputs.timeout, deps);
  if (warning !== undefined) tally.warn(warning);
  const say = (line: string): void => {
    log.line(line);
  };
  // What a dry run gets has no way to delete.
  const remover = inputs.dryRun ? undefined : createRemover(requester, secrets.redact);
  return await deleteChosen(inputs, tally, { client, clock, signal, say }, remover);
}

/** `remover`: undefined for a dry run. */
export async function deleteChosen(inputs: Inputs, tally: Tally, deps: DeleteDeps, remover: Remover | undefined): Promise<End> {
  try {
    await deps.client.login({ retries: 5, until: deps.clock.now() + minute });
    const chosen = await chooseUploads(inputs, deps);
    if (!chosen.ok) return tally.end(tooManyMatches(chosen.total, inputs.maxDeletions));
    for (const failure of chosen.failures) tally.fail(failure);
    for (const id of chosen.absent) tally.absent(wasNotThere(id, inputs.deployment.api, chosen.total));
    for (const upload of chosen.uploads) {
      deps.say(`${remover === undefined ? 'Would delete' : 'Deleting'} ${describeOne(upload)}`);
      if (remover === undefined) tally.wouldDelete(upload);
      else await deleteOne(upload, inputs, tally, { ...deps, remover }, chosen.total);
    }
    return tally.end();
  } catch (error) {
    if (error instanceof NoVerdictError) return tally.end(error.failure);
    throw error;
  }
}

async function deleteOne(
  chosen: OldMatch & { readonly byPattern: boolean },
  { aged, timeout, deployment }: Inputs,
  tally: Tally,
  deps: DeleteDeps & { readonly remover: Remover },
  total: number,
): Promise<void> {
  const { id, byPattern, exactName } = chosen;
  // An id is meant whatever has become of it; what a pattern has found must still be as it was.
  const isMeant = (upload: Upload): boolean =>
    !byPattern || (aged !== undefined && upload.exactName === exactName && isOld(upload, aged.olderThan, deps.clock.now()));
  const deletion = await deleteUpload(id, isMeant, timeout, deps);
  switch (deletion.kind) {
    case 'deleted':
      tally.delete(chosen);
      break;
    case 'absent':
      tally.absent(wasNotThere(id, deployment.api, total));
      break;
    case 'spared':
      deps.say(`Upload ${id} has changed meanwhile, so it was not deleted.`);
      break;
    case 'failed':
      tally.fail(deletion.failure);
      break;
  }
}
