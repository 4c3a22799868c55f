import type { FoundUpload } from '../nomad/search/matches.ts';
import type { Arrival, Expected } from './arrival.ts';
import type { Selection } from './files/collection.ts';

/** What is known so far of what this step sends: the report is made from this, whenever and however the step ends. */
export class Shipment {
  /** The files, once they were listed. */
  selection: Selection | undefined;
  /** All files of the upload were removed before sending. */
  emptied = false;
  /** Milliseconds until NOMAD had taken the files; undefined: it has not. */
  took: number | undefined;
  /** Files that the step adds. */
  extra: readonly Expected[] = [];
  arrival: Arrival | undefined;
  /** Sentences for the summary. */
  readonly notes: string[] = [];
  #created: boolean | undefined;
  #made: FoundUpload | undefined;
  readonly #onMade: (upload: FoundUpload) => void;

  /** `onMade` is called at once with an upload that this step has made. */
  constructor(onMade: (upload: FoundUpload) => void = () => undefined) {
    this.#onMade = onMade;
  }

  /** The step sends into an upload that was there. */
  found(): void {
    this.#created = false;
  }

  made(upload: FoundUpload): void {
    this.#created = true;
    this.#made = upload;
    this.#onMade(upload);
  }

  /** Whether this step made the upload; undefined: that is not known yet. */
  get created(): boolean | undefined {
    return this.#created;
  }

  /** Everything that was sent, as it must arrive. */
  get sent(): readonly Expected[] {
    return [...(this.selection?.files ?? []), ...this.extra];
  }

  /** The upload that this step made. */
  get own(): FoundUpload | undefined {
    return this.#made;
  }
}
