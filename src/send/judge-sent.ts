import { bySeverity, type Failure } from '../core/failure-reasons.ts';
import { addDetails } from '../judgement/details.ts';
import type { Ending, Result } from '../judgement/ending.ts';
import { follow } from '../judgement/follow.ts';
import type { StepDeps } from '../judgement/judging-step.ts';
import type { Ledger } from '../judgement/ledger.ts';
import type { Progress } from '../judgement/progress.ts';
import { checkArrival } from './arrival.ts';
import { toFollow } from './bring-in.ts';
import type { Delivery } from './deliver.ts';
import type { Inputs } from './inputs.ts';
import { explainMerge, mentionOthers, noteArrival, sentAndProcessed, sentNotJudged } from './messages/sending.ts';
import { incomplete } from './messages/arrival.ts';
import { oldProcessing } from './messages/upload.ts';
import type { SendDeps } from './send-deps.ts';
import type { Shipment } from './shipment.ts';

/** NOMAD 2.0 removes what the licence of POTCAR files forbids to keep, and says so at each sending. */
const expectedWarnings = /^Removing POTCAR file from upload/;

/** Waits until NOMAD has processed what was sent, compares what arrived, and judges both. */
export async function judgeSent(
  { upload, formerEnd }: Delivery & { readonly ok: true },
  inputs: Inputs,
  shipment: Shipment,
  ledger: Ledger,
  progress: Progress,
  deps: StepDeps & SendDeps,
): Promise<Ending> {
  const target = toFollow(upload, deps.clock.now());
  ledger.endSearch([target], []);
  if (!inputs.wait) {
    ledger.judge(target, { conclusion: 'success', message: sentNotJudged(upload, shipment), warnings: [] });
    return ledger.ending();
  }
  const demands = { ...inputs.demands, expectedWarnings };
  await follow([target], { ...deps, ...inputs, demands, notBefore: undefined }, ledger, progress);
  const [result] = ledger.ending().results ?? [];
  if (result === undefined) throw new TypeError('the upload that was sent is not in the ledger');
  const failure = await findFault(result, formerEnd, shipment, deps);
  const { warnings } = result;
  if (failure !== undefined && bySeverity(failure, result.failure) < 0)
    ledger.judge(target, { conclusion: 'failure', failure, warnings });
  else if (result.failure === undefined)
    ledger.judge(target, { conclusion: 'success', message: sentAndProcessed(result.message, shipment), warnings });
  return explain(await addDetails(ledger.ending(), deps.client, deps), inputs, shipment);
}

/** What is wrong although the judgement may be good. */
async function findFault(
  { id, upload }: Result,
  formerEnd: string,
  shipment: Shipment,
  deps: SendDeps,
): Promise<Failure | undefined> {
  if (upload?.state !== 'ended') return undefined;
  if (formerEnd !== '' && upload.completedAt === formerEnd) return oldProcessing(upload, formerEnd);
  if (upload.status !== 'SUCCESS') return undefined;
  const arrival = await checkArrival(id, shipment.sent, deps);
  shipment.arrival = arrival;
  shipment.notes.push(...noteArrival(arrival));
  return arrival.problems.length > 0 || arrival.unproved > 0 ? incomplete(upload, arrival) : undefined;
}

/** Says what of a failure has to do with files that were in the upload before. */
function explain(ending: Ending, { existingFiles }: Inputs, shipment: Shipment): Ending {
  const [result] = ending.results ?? [];
  if (shipment.created === true || existingFiles === 'remove' || result === undefined) return ending;
  const sent = new Set(shipment.sent.map(({ path }) => path));
  const { listed } = result.entries;
  const others = listed.filter(({ mainfile }) => !sent.has(mainfile)).length;
  const sentence = [
    ...(others > 0 ? [mentionOthers(others, listed.length)] : []),
    ...(result.failure?.reason === 'processing-failed' ? explainMerge(result.upload?.errors ?? []) : []),
  ].join(' ');
  if (sentence === '') return ending;
  shipment.notes.push(sentence);
  return addToMessage(ending, sentence);
}

function addToMessage(ending: Ending, sentence: string): Ending {
  const message = `${ending.message} ${sentence}`;
  // A longer one is in the summary.
  if (message.length > 500) return ending;
  const { failure, results = [] } = ending;
  return {
    ...ending,
    message,
    failure: failure && { ...failure, message },
    results: results.map((result) => ({ ...result, message, failure: result.failure && { ...result.failure, message } })),
  };
}
