import { NoVerdictError } from '../core/errors.ts';
import type { Changed } from '../nomad/sender.ts';
import { streamBody } from '../nomad/transport/streamed-body.ts';
import type { Patience } from '../nomad/transport/retry.ts';
import { type Run } from '../step/github/run.ts';
import { packFiles } from './files/archive.ts';
import { type CommitNote, noteCommit } from './files/link-commit.ts';
import { type Selection, selectFiles } from './files/select.ts';
import type { Inputs } from './inputs.ts';
import { linked, linkedNewOnly } from './messages/sending.ts';
import { Meter } from './meter.ts';
import type { SendDeps } from './send-deps.ts';
import type { Shipment } from './shipment.ts';

/** Packs the files and sends them, each time anew: they are listed again before each further try. */
export class Packer {
  readonly #inputs: Inputs;
  readonly #shipment: Shipment;
  readonly #run: Run | undefined;
  readonly #deps: SendDeps;
  #tries = 0;

  constructor(inputs: Inputs, shipment: Shipment, run: Run | undefined, deps: SendDeps) {
    this.#inputs = inputs;
    this.#shipment = shipment;
    this.#run = run;
    this.#deps = deps;
  }

  async send(id: string, patience: Patience): Promise<Changed> {
    const { sender, clock, say } = this.#deps;
    const selection = await this.#list();
    const note = noteCommit(selection.files, this.#inputs.linkCommit, this.#run);
    const extra = note.ok ? [{ path: 'nomad.json', content: note.content }] : [];
    this.#shipment.extra = extra.map(({ path, content }) => ({ path, size: Buffer.byteLength(content) }));
    if (this.#tries === 1) this.#tellOfNote(note);
    const meter = new Meter(selection.bytes, clock, say);
    try {
      return await sender.putArchive(
        id,
        () => streamBody('application/octet-stream', packFiles(selection.files, extra, meter.add)),
        patience,
      );
    } finally {
      meter.end();
    }
  }

  #tellOfNote(note: CommitNote): void {
    const { notes, created } = this.#shipment;
    if (note.ok) notes.push(created === true ? linked : linkedNewOnly);
    else if (note.why !== undefined) this.#deps.say(note.why);
  }

  async #list(): Promise<Selection> {
    this.#tries += 1;
    const { selection } = this.#shipment;
    if (this.#tries === 1 && selection !== undefined) return selection;
    const selected = await selectFiles(this.#inputs.files, this.#deps.signal);
    if (!selected.ok) throw new NoVerdictError(selected.failure);
    this.#shipment.selection = selected.selection;
    return selected.selection;
  }
}
