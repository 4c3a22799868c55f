import { second } from '../core/clock.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { span } from '../core/wording.ts';
import { deleted } from '../judgement/messages/upload.ts';
import { isDone } from '../nomad/remover.ts';
import type { FoundUpload } from '../nomad/search/matches.ts';
import type { Changed, Hindrance } from '../nomad/sender.ts';
import { isUnanswered, type Unanswered } from '../nomad/transport/request.ts';
import type { Patience } from '../nomad/transport/retry.ts';
import { alreadyPublished, filesLost, notInTime, notMade, stillBusy, tooLarge, whileSending } from './messages/upload.ts';
import { computePause } from './pauses.ts';
import { waitForQuiet } from './quiet.ts';
import type { SendDeps } from './send-deps.ts';

/** A change that can be made again: it ends the same, however often it is made. Throws NoVerdictError where it can't be made at all. */
export type Change = (patience: Patience) => Promise<Changed>;

export type Delivery =
  | {
      readonly ok: true;
      /** As NOMAD showed it when it had taken the change. */
      readonly upload: FoundUpload;
      /** When the processing before it ended; '' if there was none. */
      readonly formerEnd: string;
    }
  | { readonly ok: false; readonly failure: Failure };

// One look must be possible after the last byte, however late that was sent.
const lastLook = 20 * second;

/**
 * Makes a change until NOMAD has taken it, or the time for sending is up; only while nothing runs on the upload. An answer that was lost is
 * resolved by a look: NOMAD has taken the change if a process runs, or if one has ended since.
 */
export async function deliver(known: FoundUpload, change: Change, deps: SendDeps): Promise<Delivery> {
  let upload = known;
  let lost = false;
  for (let n = 0; ; n++) {
    if (n > 0 || upload.state === 'running') {
      const quiet = await becomeQuiet(upload, lost, deps);
      if ('ok' in quiet) return quiet;
      upload = quiet;
    }
    const changed = await change({ retries: 0, until: deps.until });
    const unanswered = isUnanswered(changed) ? changed : undefined;
    const delivery = isUnanswered(changed) ? await resolve(changed, upload, deps) : conclude(changed, upload, deps);
    if (delivery !== undefined) return delivery;
    lost ||= unanswered?.mayBeDone === true;
    const failure = await pauseBeforeNext(unanswered, n, upload, deps);
    if (failure !== undefined) return fail(failure);
  }
}

/** The upload when nothing runs on it any more, or how that ended the delivery. `lost`: the answer to an earlier try was. */
async function becomeQuiet(known: FoundUpload, lost: boolean, deps: SendDeps): Promise<FoundUpload | Delivery> {
  const quiet = await waitForQuiet(known.id, deps);
  if (quiet === 'absent') return fail(deleted(known.id));
  if (quiet === 'late') return fail(notInTime(known.id));
  // What kept this step waiting was the process of the change whose answer was lost.
  if (lost && quiet.completedAt !== known.completedAt) return { ok: true, upload: quiet, formerEnd: known.completedAt };
  return quiet.published ? fail(alreadyPublished(quiet)) : quiet;
}

/** undefined: it can be tried again. */
function conclude(changed: Exclude<Changed, Unanswered>, upload: FoundUpload, deps: SendDeps): Delivery | undefined {
  if (isDone(changed))
    return changed.state === 'ready' ? fail(filesLost(changed.id)) : { ok: true, upload: changed, formerEnd: upload.completedAt };
  return changed === 'busy' ? undefined : fail(explain(changed, upload, deps));
}

/** Whether a change was made whose answer was lost; undefined: it was not. What runs after a cut body is somebody else's. */
async function resolve(
  { mayBeDone }: Unanswered,
  upload: FoundUpload,
  { client, clock, until }: SendDeps,
): Promise<Delivery | undefined> {
  if (!mayBeDone) return undefined;
  const look = await client.getUpload(upload.id, { retries: Infinity, until: Math.max(until, clock.now() + lastLook) });
  if (look === 'absent') return fail(deleted(upload.id));
  const formerEnd = upload.completedAt;
  const isTaken = look.upload.state === 'running' || look.upload.completedAt !== formerEnd;
  return isTaken ? { ok: true, upload: look.upload, formerEnd } : undefined;
}

/** Waits before it is tried again. Gives the failure if there is no time for that. `unanswered`: undefined where NOMAD was busy. */
async function pauseBeforeNext(
  unanswered: Unanswered | undefined,
  n: number,
  { id }: FoundUpload,
  deps: SendDeps,
): Promise<Failure | undefined> {
  const { clock, signal, until, say } = deps;
  const pause = Math.max(computePause(n, deps), unanswered?.retryAfter ?? 0);
  const outOfTime = unanswered === undefined || (unanswered.late && clock.now() >= until);
  const failure = outOfTime ? notInTime(id) : whileSending(unanswered.failure);
  if (clock.now() + pause >= until) return failure;
  say(`${unanswered?.failure.message ?? stillBusy} Trying again in ${span(pause)} …`);
  await clock.sleep(pause, signal);
  return undefined;
}

function explain(hindrance: Exclude<Hindrance, 'busy'>, upload: FoundUpload, { api }: SendDeps): Failure {
  switch (hindrance) {
    case 'absent':
      return deleted(upload.id);
    case 'published':
      return alreadyPublished(upload);
    case 'too-large':
      return tooLarge(upload.id, api);
    case 'limit':
      return notMade(hindrance, api);
  }
}

function fail(failure: Failure): Delivery {
  return { ok: false, failure };
}
