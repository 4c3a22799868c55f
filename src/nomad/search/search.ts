import type { Clock } from '../../core/clock.ts';
import type { Redact } from '../answers/fields.ts';
import type { NomadClient } from '../client.ts';

/** Where uploads are searched, and for how long they may not be there yet. */
export interface Search {
  readonly client: NomadClient;
  /** `https://…/api/v1` */
  readonly api: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Clock time until which an upload may appear, or become newer than `notBefore`. */
  readonly appearUntil: number;
  /** wait-for-upload is not 0. */
  readonly waited: boolean;
  /** What was searched for and is not there yet, or only in an older state. */
  readonly notYet: (names: readonly string[]) => void;
  /** NOMAD's names may hold the value of a secret. */
  readonly redact: Redact;
}

/** A name or pattern: as it was given, and as it may be shown. */
export interface GivenName {
  readonly raw: string;
  readonly display: string;
}

/** Which uploads are to be found. */
export interface UploadSelection {
  readonly ids: readonly string[];
  readonly names: readonly GivenName[];
  /** Names that one of `include` matches and none of `exclude`. */
  readonly patterns: { readonly include: readonly GivenName[]; readonly exclude: readonly string[] };
  readonly includeShared: boolean;
  readonly onDuplicate: 'latest' | 'fail';
  /** Milliseconds since 1970: processing that ended before it does not count. */
  readonly notBefore: number | undefined;
}
