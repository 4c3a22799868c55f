import { type Clock, minute, second, systemClock } from '../core/clock.ts';
import { NoVerdictError } from '../core/errors.ts';
import { Pace } from '../core/pace.ts';
import { connect } from '../judgement/connect.ts';
import { Progress } from '../judgement/progress.ts';
import { createClient, type NomadClient } from '../nomad/client.ts';
import { linkUpload } from '../nomad/deployment.ts';
import { createRemover, isDone, type Remover } from '../nomad/remover.ts';
import { createLog, type Log } from '../step/log.ts';
import { cancelled } from '../step/messages/step.ts';
import { Secrets } from '../step/secrets/secrets.ts';
import { readInputs } from './inputs.ts';
import { deletedAfterwards, notDeleted } from './messages/post.ts';
import { readState } from './state.ts';

const title = 'NOMAD send';
const maxTime = 3 * minute;
// The runner kills 7.5 s after SIGINT.
const lastMoment = 4 * second;

/** The post step: deletes the upload that the step made, if the inputs ask for it. It is never red: what goes wrong is a warning. */
export async function deleteAfterwards(): Promise<void> {
  const environment = process.env;
  const { madeUpload, succeeded } = readState(environment);
  const log = createLog(title);
  const secrets = new Secrets((value) => {
    log.mask(value);
  });
  const reading = readInputs(environment, secrets);
  if (madeUpload === '' || !reading.ok) return;
  const { deleteAfterwards: when, deployment, credentials } = reading.inputs;
  if (credentials === undefined || when === 'never' || (when === 'on-failure' && succeeded)) return;
  const link = linkUpload(deployment, madeUpload);
  const ending = new AbortController();
  // Whoever cancels the job again does not want to wait.
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      setTimeout(() => {
        ending.abort(new NoVerdictError(cancelled));
      }, lastMoment).unref();
    });
  const deps = { secrets, clock: systemClock, signal: ending.signal, log };
  const requester = connect(
    { deployment, credentials },
    ['uploads:read', 'uploads:write'],
    new Progress(log, systemClock, deployment),
    deps,
  );
  const client = createClient(requester, secrets.redact);
  try {
    const problem = await deleteUpload(madeUpload, client, createRemover(requester, secrets.redact), deps);
    if (problem === undefined) log.line(deletedAfterwards(link));
    else log.warning(notDeleted(link, problem));
  } catch (error) {
    log.warning(notDeleted(link, error instanceof NoVerdictError ? error.failure.message : 'The action has a bug.'));
  }
}

/** Deletes an upload and waits until it is gone. Gives a sentence if it is not. */
async function deleteUpload(
  id: string,
  client: NomadClient,
  remover: Remover,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal; readonly log: Log },
): Promise<string | undefined> {
  const patience = { retries: Infinity, until: clock.now() + maxTime };
  const pace = new Pace(clock, signal);
  let accepted = false;
  for (;;) {
    const look = await client.getUpload(id, patience);
    if (look === 'absent') return undefined;
    if (look.upload.published) return 'It has been published.';
    if (!accepted) {
      const answer = await remover.deleteUpload(id, patience);
      if (answer === 'absent') return undefined;
      if (answer === 'published') return 'It has been published.';
      accepted = isDone(answer);
    }
    if (clock.now() >= patience.until) return 'NOMAD still has it after 3 minutes.';
    await pace.next(patience.until);
  }
}
