import { minute } from '../core/clock.ts';
import { announceLogin, connect } from '../judgement/connect.ts';
import { addDetails } from '../judgement/details.ts';
import type { Ending } from '../judgement/ending.ts';
import { follow } from '../judgement/follow.ts';
import { runJudgingStep, type StepDeps } from '../judgement/judging-step.ts';
import type { Ledger } from '../judgement/ledger.ts';
import { Progress } from '../judgement/progress.ts';
import type { Snapshot } from '../nomad/answers/upload.ts';
import { createClient, type NomadClient } from '../nomad/client.ts';
import { createPublisher } from '../nomad/publisher.ts';
import type { Target } from '../nomad/search/find.ts';
import { type Inputs, readInputs } from './inputs.ts';
import type { Publication } from './publication.ts';
import { publishJudged } from './publish-judged.ts';

/** The whole step. */
export async function publish(): Promise<void> {
  const publication: Publication = { newly: false };
  await runJudgingStep<Inputs>({
    title: 'NOMAD publish',
    read: readInputs,
    work: (inputs, ledger, deps) => judgeAndPublish(inputs, publication, ledger, deps),
    complete: (ending) => ({
      ...ending,
      addition: {
        outputs: { 'newly-published': String(publication.newly ?? '') },
        blocks: [],
        fields: { newlyPublished: publication.newly ?? '' },
      },
    }),
  });
}

/** Waits until the upload is processed, judges it, and publishes it only if it is green and has not changed since. */
export async function judgeAndPublish(inputs: Inputs, publication: Publication, ledger: Ledger, deps: StepDeps): Promise<Ending> {
  const { clock, signal, log, secrets } = deps;
  const { deployment, id } = inputs;
  const progress = new Progress(log, clock, deployment);
  const requester = connect(inputs, ['uploads:read', 'uploads:publish'], progress, deps);
  const warning = announceLogin(inputs, inputs.timeout, deps);
  if (warning !== undefined) ledger.warn(warning);
  const reader = rememberLooks(createClient(requester, secrets.redact));
  await reader.client.login({ retries: 5, until: clock.now() + minute });

  const target: Target = { given: id, matchedBy: 'id', id, older: 0, found: undefined };
  ledger.endSearch([target], []);
  const search = {
    ...{ client: reader.client, api: deployment.api, clock, signal, redact: secrets.redact },
    notYet: progress.notYet,
  };
  const options = { ...search, ...inputs, appearUntil: clock.now(), waited: false, notBefore: undefined };
  await follow([target], options, ledger, progress);
  const judged = ledger.ending();
  const last = reader.last();
  if (judged.failure !== undefined || last === undefined) return await addDetails(judged, reader.client, deps);
  const publisher = createPublisher(requester, secrets.redact);
  const say = (line: string): void => {
    log.line(line);
  };
  await publishJudged({ target, judged: last, message: judged.message }, inputs, publication, ledger, {
    publisher,
    clock,
    signal,
    say,
  });
  return await addDetails(ledger.ending(), reader.client, deps);
}

/** A client that keeps the last look: what was judged must be what is published. */
function rememberLooks(client: NomadClient): { readonly client: NomadClient; readonly last: () => Snapshot | undefined } {
  let last: Snapshot | undefined;
  const getUpload: NomadClient['getUpload'] = async (id, patience) => {
    const look = await client.getUpload(id, patience);
    last = look === 'absent' ? undefined : look;
    return look;
  };
  return { client: { ...client, getUpload }, last: () => last };
}
