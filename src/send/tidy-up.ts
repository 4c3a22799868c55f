import { second } from '../core/clock.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { connect } from '../judgement/connect.ts';
import type { StepDeps } from '../judgement/judging-step.ts';
import { Progress } from '../judgement/progress.ts';
import { createClient } from '../nomad/client.ts';
import type { Credentials } from '../nomad/credentials.ts';
import { createRemover } from '../nomad/remover.ts';
import { createSender } from '../nomad/sender.ts';
import { type CleanUp, cleanUp } from './clean-up.ts';
import type { Inputs } from './inputs.ts';
import { leftBehind, leftEmpty, removedAgain } from './messages/sending.ts';
import type { SendDeps } from './send-deps.ts';
import type { Shipment } from './shipment.ts';

// After a cancellation, 4.5 seconds are left for everything.
const hasty = 3 * second;

/** After a failed delivery: deletes the upload that this step made, if it is empty, and tells what is left behind. */
export async function tidyUp(
  failure: Failure,
  inputs: Inputs & { readonly credentials: Credentials },
  { own, emptied }: Shipment,
  sending: SendDeps,
  deps: StepDeps,
): Promise<Failure> {
  if (emptied) return leftEmpty(failure);
  if (own === undefined) return failure;
  const result =
    failure.reason === 'cancelled'
      ? await cleanUpInHaste(own.id, inputs, deps)
      : await cleanUp(own.id, { ...sending, time: 60 * second });
  return result === 'removed' ? removedAgain(failure, own) : leftBehind(failure, own);
}

/** The connection of the step is closed by the cancellation, so this takes another one. */
async function cleanUpInHaste(
  id: string,
  inputs: Inputs & { readonly credentials: Credentials },
  deps: StepDeps,
): Promise<CleanUp> {
  const { clock, log, secrets } = deps;
  const limit = new AbortController();
  const stop = clock.after(hasty, () => {
    limit.abort(new Error('no time is left'));
  });
  const { redact } = secrets;
  const requester = connect(inputs, [], new Progress(log, clock, inputs.deployment), { ...deps, signal: limit.signal });
  try {
    const clients = {
      client: createClient(requester, redact),
      sender: createSender(requester, redact),
      remover: createRemover(requester, redact),
    };
    return await cleanUp(id, { ...clients, clock, time: hasty });
  } catch (error) {
    if (limit.signal.aborted) return 'kept';
    throw error;
  } finally {
    stop();
  }
}
