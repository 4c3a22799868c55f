import { type Clock, minute, second, systemClock } from '../core/clock.ts';
import { NoVerdictError } from '../core/errors.ts';
import { Pace } from '../core/pace.ts';
import { connect } from '../judgement/connect.ts';
import { Progress } from '../judgement/progress.ts';
import { createClient, type NomadClient } from '../nomad/client.ts';
import { linkUpload } from '../nomad/deployment.ts';
import { createRemover, isDone, type Remover } from '../nomad/remover.ts';
import { createLog, type Log } from '../step/log.ts';
import type { Environment } from '../step/inputs/reader.ts';
import { cancelled } from '../step/messages/step.ts';
import { Secrets } from '../step/secrets/secrets.ts';
import { readInputs } from './inputs.ts';
import { deletedAfterwards, notDeleted, notOurs } from './messages/post.ts';
import { readState } from './state.ts';

const title = 'NOMAD send';
const scopes = ['uploads:read', 'uploads:write'];
const maxTime = 3 * minute;
// The runner kills 7.5 s after SIGINT.
const lastMoment = 4 * second;

/** The post step: deletes the upload that the step made, if the inputs ask for it. It is never red: what goes wrong is a warning. */
export async function deleteAfterwards(): Promise<void> {
  const log = createLog(title);
  try {
    await tryToDelete(process.env, log);
  } catch (error) {
    const why = error instanceof NoVerdictError ? error.failure.message : 'The action has a bug.';
    log.warning(notDeleted(readState(process.env).made, why));
  }
}

async function tryToDelete(environment: Environment, log: Log): Promise<void> {
  const { made, found, succeeded } = readState(environment);
  const secrets = new Secrets((value) => {
    log.mask(value);
  });
  const reading = readInputs(environment, secrets);
  if (made === '' && found === '') return;
  // They were read before; an earlier step can only have changed the environment since.
  if (!reading.ok) throw new NoVerdictError(reading.failure);
  const { deleteAfterwards: when, deployment, credentials } = reading.inputs;
  if (credentials === undefined || when === 'never' || (when === 'on-failure' && succeeded)) return;
  if (made === '') {
    log.warning(notOurs(linkUpload(deployment, found)));
    return;
  }
  const { redact } = secrets;
  const deps = { secrets, clock: systemClock, signal: abortLate(), log };
  const requester = connect({ deployment, credentials }, scopes, new Progress(log, systemClock, deployment), deps);
  const gone = await deleteUpload(made, createClient(requester, redact), createRemover(requester, redact), deps);
  const link = linkUpload(deployment, made);
  if (gone === 'deleted') log.line(deletedAfterwards(link));
  else if (gone !== 'absent') log.warning(notDeleted(link, gone.why));
}

/** Whoever cancels the job again does not want to wait. */
function abortLate(): AbortSignal {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      setTimeout(() => {
        ending.abort(new NoVerdictError(cancelled));
      }, lastMoment).unref();
    });
  return ending.signal;
}

/** Deletes an upload and waits until it is gone. 'absent': it was gone before. */
async function deleteUpload(
  id: string,
  client: NomadClient,
  remover: Remover,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<'deleted' | 'absent' | { readonly why: string }> {
  const patience = { retries: Infinity, until: clock.now() + maxTime };
  const pace = new Pace(clock, signal);
  let asked = false;
  let accepted = false;
  for (;;) {
    const look = await client.getUpload(id, patience);
    if (look === 'absent') return asked ? 'deleted' : 'absent';
    if (look.upload.published) return { why: 'It has been published.' };
    if (!accepted) {
      accepted = isDone(await remover.deleteUpload(id, patience));
      asked = true;
    }
    if (clock.now() >= patience.until) return { why: 'NOMAD still has it after 3 minutes.' };
    await pace.next(patience.until);
  }
}
