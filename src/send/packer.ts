import { NoVerdictError } from '../core/errors.ts';
import type { Changed } from '../nomad/sender.ts';
import { streamBody } from '../nomad/transport/streamed-body.ts';
import type { Patience } from '../nomad/transport/retry.ts';
import { readEvent } from '../step/inputs/event.ts';
import type { Environment } from '../step/inputs/reader.ts';
import { packFiles } from './files/archive.ts';
import type { Selection } from './files/collection.ts';
import { type CommitNote, commitNote } from './files/link-commit.ts';
import type { Inputs } from './inputs.ts';
import { linked, linkedNewOnly, notLinked } from './messages/sending.ts';
import { Meter } from './meter.ts';
import type { SendDeps } from './send-deps.ts';
import type { Shipment } from './shipment.ts';

/** Packs the files and sends them, each time anew: they are listed again before each further try. */
export class Packer {
  readonly #inputs: Inputs;
  readonly #shipment: Shipment;
  readonly #environment: Environment;
  readonly #deps: SendDeps;
  #tries = 0;

  constructor(inputs: Inputs, shipment: Shipment, environment: Environment, deps: SendDeps) {
    this.#inputs = inputs;
    this.#shipment = shipment;
    this.#environment = environment;
    this.#deps = deps;
  }

  async send(id: string, patience: Patience): Promise<Changed> {
    const { sender, clock, signal, say } = this.#deps;
    const selection = await this.#list();
    const paths = selection.files.map(({ path }) => path);
    const note = commitNote(this.#environment, readEvent(this.#environment), paths, this.#inputs.linkCommit);
    const extra = note.add ? [note] : [];
    this.#shipment.extra = extra.map(({ path, content }) => ({ path, size: Buffer.byteLength(content) }));
    if (this.#tries === 1) this.#tellOfNote(note);
    const meter = new Meter(selection.bytes, clock, say);
    try {
      return await sender.putArchive(
        id,
        () => streamBody('application/octet-stream', packFiles(selection.files, extra, meter.show, signal)),
        patience,
      );
    } finally {
      meter.end();
    }
  }

  #tellOfNote(note: CommitNote): void {
    const { notes, created } = this.#shipment;
    if (note.add) notes.push(created === true ? linked : linkedNewOnly);
    const why = note.add ? undefined : notLinked[note.why];
    if (why !== undefined) this.#deps.say(why);
  }

  async #list(): Promise<Selection> {
    this.#tries += 1;
    const { selection } = this.#shipment;
    if (this.#tries === 1 && selection !== undefined) return selection;
    const selected = await this.#deps.list();
    if (!selected.ok) throw new NoVerdictError(selected.failure);
    this.#shipment.selection = selected.selection;
    return selected.selection;
  }
}
