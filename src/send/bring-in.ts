import { NoVerdictError } from '../core/errors.ts';
import type { Ledger } from '../judgement/ledger.ts';
import { linkUpload } from '../nomad/deployment.ts';
import type { FoundUpload } from '../nomad/search/matches.ts';
import type { Target } from '../nomad/search/find.ts';
import type { Environment } from '../step/inputs/reader.ts';
import { countFiles } from './count-files.ts';
import { deliver, type Delivery } from './deliver.ts';
import type { Inputs } from './inputs.ts';
import { busyAtFirst, hasFiles, removesFirst, sendingTo } from './messages/sending.ts';
import { Packer } from './packer.ts';
import type { SendDeps } from './send-deps.ts';
import { chooseTarget } from './send-target.ts';
import type { Shipment } from './shipment.ts';

/** Finds or makes the upload, and sends until NOMAD has taken the files. */
export async function bringIn(
  inputs: Inputs,
  shipment: Shipment,
  ledger: Ledger,
  environment: Environment,
  deps: SendDeps,
): Promise<Delivery> {
  try {
    const chosen = await chooseTarget(inputs.wanted, shipment, deps);
    if (!chosen.ok) return chosen;
    const { upload } = chosen;
    const { clock, say } = deps;
    showTarget(upload, ledger, clock.now());
    say(sendingTo(upload, shipment.created === true, linkUpload(inputs.deployment, upload.id)));
    if (upload.state === 'running') ledger.warn(busyAtFirst(upload));
    const emptied = await emptyFirst(upload, inputs, shipment, deps);
    if (!emptied.ok) return emptied;
    const began = clock.now();
    const packer = new Packer(inputs, shipment, environment, deps);
    const delivery = await deliver(emptied.upload, (patience) => packer.send(upload.id, patience), deps);
    if (delivery.ok) {
      shipment.took = clock.now() - began;
      say(hasFiles(shipment.took));
    }
    return delivery;
  } catch (error) {
    if (error instanceof NoVerdictError) return { ok: false, failure: error.failure };
    throw error;
  }
}

/** Removes all files of an upload that was there, if the inputs ask for that. */
async function emptyFirst(upload: FoundUpload, { existingFiles }: Inputs, shipment: Shipment, deps: SendDeps): Promise<Delivery> {
  if (existingFiles === 'keep' || shipment.created === true) return { ok: true, upload, formerEnd: upload.completedAt };
  const line = removesFirst(upload, await countFiles(upload.id, deps));
  deps.say(line);
  shipment.notes.push(line);
  const removal = await deliver(upload, (patience) => deps.sender.removeFiles(upload.id, patience), deps);
  shipment.emptied = removal.ok;
  return removal;
}

/** Lets the report name the upload from here on. */
function showTarget(upload: FoundUpload, ledger: Ledger, at: number): void {
  ledger.endSearch([toFollow(upload, at)], []);
}

/** An upload that the step has sent itself is followed as one that is given by id. `at`: clock time. */
export function toFollow(upload: FoundUpload, at: number): Target {
  return { given: upload.id, matchedBy: 'id', id: upload.id, older: 0, found: { upload, at } };
}
