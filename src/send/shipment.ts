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
  readonly #onUpload: (upload: FoundUpload, whose: 'made' | 'found') => void;

  /** `onUpload` is called at once with the upload that the files go into: this step has made it, or found it. */
  constructor(onUpload: (upload: FoundUpload, whose: 'made' | 'found') => void = () => undefined) {
    this.#onUpload = onUpload;
  }

  /** The step sends into an upload that was there. */
  found(upload: FoundUpload): void {
    this.#created = false;
    this.#onUpload(upload, 'found');
  }

  made(upload: FoundUpload): void {
    this.#created = true;
    this.#made = upload;
    this.#onUpload(upload, 'made');
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
