import { type Clock, minute } from '../core/clock.ts';
import { NoVerdictError } from '../core/errors.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { Pace } from '../core/pace.ts';
import type { Ledger } from '../judgement/ledger.ts';
import type { Snapshot } from '../nomad/answers/upload.ts';
import type { Publishable, Publisher } from '../nomad/publisher.ts';
import type { Target } from '../nomad/search/find.ts';
import { deleted } from '../judgement/messages/upload.ts';
import { findChange } from './change.ts';
import type { Inputs } from './inputs.ts';
import type { Publication } from './publication.ts';
import {
  changedSince,
  embargoTooLong,
  maybePublished,
  notPublished,
  nowPublished,
  publishingFailed,
  refusedByNomad,
  shorterEmbargo,
  tooSlow,
  wasPublished,
} from './messages/publishing.ts';

/** An upload that was judged green in this step. */
export interface Judged {
  readonly target: Target;
  /** The look that was judged. */
  readonly judged: Snapshot;
  /** What the judgement says. */
  readonly message: string;
}

interface PublishDeps {
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Publishing takes NOMAD a second, as a rule. */
const maxTime = 5 * minute;

/** Publishes an upload that was judged green, if it is still as it was judged; the ledger has what came of it. Nothing is ever tried again. */
export async function publishJudged(
  { target, judged, message }: Judged,
  { embargo }: Pick<Inputs, 'embargo'>,
  publication: Publication,
  ledger: Ledger,
  deps: PublishDeps,
): Promise<void> {
  const { publisher, clock, say } = deps;
  const { warnings } = ledger.ending().results?.[0] ?? { warnings: [] };
  const fail = (failure: Failure): void => {
    ledger.judge(target, { conclusion: 'failure', failure, warnings });
  };
  const succeed = (text: string, more: readonly string[] = []): void => {
    ledger.judge(target, { conclusion: 'success', message: text, warnings: [...warnings, ...more] });
  };
  const look = await publisher.look(target.id, { retries: 5, until: clock.now() + minute });
  if (look === 'absent') {
    fail(deleted(target.id));
    return;
  }
  const change = findChange(judged, look);
  if (change !== undefined) fail(changedSince(look.upload, change));
  else if (look.embargo > embargo) fail(embargoTooLong(look.upload, look.embargo, embargo));
  else if (look.upload.published)
    succeed(
      wasPublished(look.upload, message),
      look.embargo < embargo ? [shorterEmbargo(look.upload, look.embargo, embargo)] : [],
    );
  else {
    say(`Publishing it with ${embargo === 0 ? 'no embargo' : `an embargo of ${embargo} months`} …`);
    const end = await publishOnce(look, embargo, publication, deps);
    if ('reason' in end) fail(end);
    else {
      // Publishing moves the end of the processing: the judgement's stays.
      ledger.see(target, { ...judged, upload: { ...judged.upload, published: true } }, clock.now());
      succeed(nowPublished(look.upload, embargo, message));
    }
  }
}

/** Sends the one request, and looks until NOMAD has published the upload. */
async function publishOnce(
  { upload: { id, name } }: Publishable,
  embargo: number,
  publication: Publication,
  deps: PublishDeps,
): Promise<Failure | { readonly ok: true }> {
  const upload = { id, name };
  // From here on nobody knows, until an answer or a look tells.
  publication.newly = undefined;
  try {
    const answer = await ask(id, embargo, publication, deps);
    if ('kind' in answer && answer.kind === 'refused') {
      publication.newly = false;
      return refusedByNomad(upload, answer.sentence);
    }
    const look = await waitUntilDone(id, deps);
    if (look === 'absent') return deleted(id);
    if (look === 'late') return tooSlow(upload);
    if (look.upload.published) {
      publication.newly = true;
      return { ok: true };
    }
    // A request whose answer was lost may still be carried out.
    if ('kind' in answer) return notPublished(upload, answer.failure);
    publication.newly = false;
    return publishingFailed(look.upload);
  } catch (error) {
    if (!(error instanceof NoVerdictError)) throw error;
    throw publication.newly === false ? error : new NoVerdictError(maybePublished(upload, error.failure));
  }
}

/** Login, scope and role are refused before anything happens. */
async function ask(
  id: string,
  embargo: number,
  publication: Publication,
  { publisher, clock }: PublishDeps,
): ReturnType<Publisher['publish']> {
  try {
    return await publisher.publish(id, embargo, { retries: 0, until: clock.now() + minute });
  } catch (error) {
    if (error instanceof NoVerdictError && ['permission', 'authentication'].includes(error.failure.reason))
      publication.newly = false;
    throw error;
  }
}

/** Looks until no process runs. */
async function waitUntilDone(id: string, { publisher, clock, signal }: PublishDeps): Promise<Publishable | 'absent' | 'late'> {
  const until = clock.now() + maxTime;
  const pace = new Pace(clock, signal);
  for (;;) {
    const look = await publisher.look(id, { retries: Infinity, until });
    if (look === 'absent' || look.upload.state !== 'running') return look;
    if (clock.now() >= until) return 'late';
    await pace.next(until);
  }
}
