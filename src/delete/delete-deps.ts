import type { Clock } from '../core/clock.ts';
import type { NomadClient } from '../nomad/client.ts';

/** What deleting works with. It has no way to delete: that is passed beside it. */
export interface DeleteDeps {
  readonly client: NomadClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Tells what happens, in the log. */
  readonly say: (line: string) => void;
}
