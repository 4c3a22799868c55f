import { minute } from '../core/clock.ts';
import { announceLogin, connect } from '../judgement/connect.ts';
import type { Ending } from '../judgement/ending.ts';
import { runJudgingStep, type StepDeps } from '../judgement/judging-step.ts';
import type { Ledger } from '../judgement/ledger.ts';
import { Progress } from '../judgement/progress.ts';
import { createClient } from '../nomad/client.ts';
import type { Credentials } from '../nomad/credentials.ts';
import { createRemover } from '../nomad/remover.ts';
import { createSender } from '../nomad/sender.ts';
import type { Environment } from '../step/inputs/reader.ts';
import type { Selected } from './files/collection.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { listFiles } from './list-files.ts';
import { judgeSent } from './judge-sent.ts';
import { describeSelection, unmatched, wouldSend } from './messages/sending.ts';
import { renderShipment } from './report.ts';
import type { SendDeps } from './send-deps.ts';
import { bringIn } from './bring-in.ts';
import { Shipment } from './shipment.ts';
import { saveConclusion, saveUpload } from './state.ts';
import { tidyUp } from './tidy-up.ts';

const scopes = ['uploads:read', 'uploads:write'];

/** The whole step. */
export async function send(): Promise<void> {
  const environment = process.env;
  const shipment = new Shipment((upload, whose) => {
    saveUpload(environment, upload.id, whose);
  });
  await runJudgingStep<Inputs>({
    title: 'NOMAD send',
    read: readInputs,
    work: (inputs, ledger, deps) => sendAndJudge(inputs, shipment, ledger, environment, deps),
    complete: (ending) => {
      saveConclusion(environment, ending);
      return { ...ending, addition: renderShipment(shipment) };
    },
  });
}

/** Lists the files, brings them into an upload, waits until NOMAD has processed them, and judges what came of it. */
export async function sendAndJudge(
  inputs: Inputs,
  shipment: Shipment,
  ledger: Ledger,
  environment: Environment,
  deps: StepDeps,
): Promise<Ending> {
  const { clock, log, secrets } = deps;
  const list = (): Promise<Selected> => listFiles(inputs.files, secrets, deps.signal);
  const selected = await list();
  if (!selected.ok) return ledger.ending(selected.failure);
  shipment.selection = selected.selection;
  for (const line of describeSelection(selected.selection)) log.line(line);
  for (const line of selected.selection.unmatched) ledger.warn(unmatched(line));
  const { credentials } = inputs;
  if (inputs.dryRun || credentials === undefined) return wouldSend(selected.selection, ledger.ending().warnings);

  const progress = new Progress(log, clock, inputs.deployment);
  const sending = prepare({ ...inputs, credentials }, list, progress, deps);
  const longest = inputs.sendTimeout + inputs.timeout;
  const warning = announceLogin({ ...inputs, credentials }, longest, deps);
  if (warning !== undefined) ledger.warn(warning);
  await sending.client.login({ retries: 5, until: clock.now() + minute });

  const brought = await bringIn(inputs, shipment, ledger, environment, sending);
  if (!brought.ok) return ledger.ending(await tidyUp(brought.failure, { ...inputs, credentials }, shipment, sending, deps));
  return await judgeSent(brought, inputs, shipment, ledger, progress, { ...deps, ...sending });
}

function prepare(
  inputs: Inputs & { readonly credentials: Credentials },
  list: SendDeps['list'],
  progress: Progress,
  deps: StepDeps,
): SendDeps {
  const { secrets, clock, signal, log } = deps;
  const requester = connect(inputs, scopes, progress, deps);
  const now = clock.now();
  return {
    client: createClient(requester, secrets.redact),
    sender: createSender(requester, secrets.redact),
    remover: createRemover(requester, secrets.redact),
    ...{ api: inputs.deployment.api, clock, signal, redact: secrets.redact, random: Math.random },
    ...{ appearUntil: now, waited: false, notYet: progress.notYet },
    until: now + inputs.sendTimeout,
    list,
    say: (line) => {
      log.line(line);
    },
  };
}
