import type { Answer } from './answers.ts';
import type { Body } from './body.ts';
import type { Mishap } from './sending-faults.ts';
import type { Caller, Tokens } from './tokens.ts';
import type { Version } from './upload-spec.ts';
import type { Uploads } from './uploads.ts';

/** One NOMAD: what every route works on. */
export interface Nomad {
  readonly version: Version;
  readonly uploads: Uploads;
  readonly tokens: Tokens;
  readonly now: () => number;
  /** How many unpublished uploads an account may have. */
  readonly uploadLimit: number;
}

/** The head of one request, with its caller. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: Caller;
  /** What goes wrong with the files that are sent. */
  readonly mishap: Mishap | undefined;
}

/** Some questions are answered from the head alone, so a client must listen while it still sends; others from the body. */
export type Reply = Answer | ((body: Body) => Answer);
