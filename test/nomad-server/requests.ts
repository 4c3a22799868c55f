import type { Caller, Tokens } from './tokens.ts';
import type { Version } from './upload-spec.ts';
import type { Uploads } from './uploads.ts';

/** One NOMAD: what every route works on. */
export interface Nomad {
  readonly version: Version;
  readonly uploads: Uploads;
  readonly tokens: Tokens;
  readonly now: () => number;
  /** Unpublished uploads of one account; undefined: as many as it likes. */
  readonly uploadLimit: number | undefined;
}

/** One request, read to its end, with its caller. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly caller: Caller;
}
