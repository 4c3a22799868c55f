import type { Search } from '../nomad/search/search.ts';
import type { Selected } from './files/collection.ts';
import type { Remover } from '../nomad/remover.ts';
import type { Sender } from '../nomad/sender.ts';

/** What sending works with. */
export interface SendDeps extends Search {
  readonly sender: Sender;
  readonly remover: Remover;
  /** Clock time at which send-timeout ends. */
  readonly until: number;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** Lists the files to send, as they are now. */
  readonly list: () => Promise<Selected>;
  /** Tells what happens, in the log. */
  readonly say: (line: string) => void;
}
