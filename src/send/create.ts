import { minute } from '../core/clock.ts';
import type { Failure } from '../core/failure-reasons.ts';
import { span } from '../core/wording.ts';
import type { Upload } from '../nomad/answers/upload.ts';
import { type Collector, collectAll } from '../nomad/search/list.ts';
import type { FoundUpload } from '../nomad/search/matches.ts';
import type { GivenName } from '../nomad/search/search.ts';
import type { Hindrance } from '../nomad/sender.ts';
import { madeMeanwhile, notListed, notMade, severalUnpublished, uploadLimit } from './messages/upload.ts';
import { isUnanswered } from '../nomad/transport/request.ts';
import { computePause } from './pauses.ts';
import type { SendDeps } from './send-deps.ts';
import type { Shipment } from './shipment.ts';
import { listUnpublished } from './unpublished.ts';

/** The upload that the files go into. */
export type Chosen = { readonly ok: true; readonly upload: FoundUpload } | { readonly ok: false; readonly failure: Failure };

/** How many of the account's uploads to name where the limit is reached. */
const maxNamed = 5;

/** Makes an empty upload of this name. No request is repeated before a look has shown that it was not carried out. */
export async function createUpload(name: GivenName, shipment: Shipment, deps: SendDeps): Promise<Chosen> {
  const { sender, clock, signal, until, say } = deps;
  for (let n = 0; ; n++) {
    const began = sender.readTime();
    const made = await sender.createUpload(name.raw, { retries: 0, until });
    if (typeof made === 'string') return fail(await explain(made, deps));
    if (!isUnanswered(made)) {
      shipment.made(made);
      return await settleRace(made, name, deps);
    }
    const found = await listUnpublished(name.raw, deps);
    const [only] = found;
    if (found.length > 1) return fail(severalUnpublished(name.display, found));
    if (only !== undefined) {
      if (await isNew(only, began, deps)) shipment.made(only);
      else shipment.found(only);
      return { ok: true, upload: only };
    }
    const pause = Math.max(computePause(n, deps), made.retryAfter ?? 0);
    if (clock.now() + pause >= until) return fail(made.failure);
    say(`${made.failure.message} Trying again in ${span(pause)} …`);
    await clock.sleep(pause, signal);
  }
}

/** Another job may have made one of this name at the same moment: both see both, and the older one stays. */
async function settleRace(made: Upload, name: GivenName, deps: SendDeps): Promise<Chosen> {
  const found = await listUnpublished(name.raw, deps);
  const [oldest] = found;
  if (!found.some(({ id }) => id === made.id)) return fail(notListed(made));
  if (oldest === undefined || oldest.id === made.id) return { ok: true, upload: made };
  return fail(madeMeanwhile(name.display, oldest));
}

/** An upload that a lost answer may have been about: empty, and made since by NOMAD's own clock. */
async function isNew({ id, state, createdAt }: FoundUpload, began: number | undefined, deps: SendDeps): Promise<boolean> {
  if (state !== 'ready' || began === undefined || Date.parse(createdAt) < began) return false;
  const top = await deps.sender.listFolder(id, '', 1, { retries: 5, until: deps.until });
  return top !== 'absent' && top.total === 0;
}

async function explain(hindrance: Hindrance, deps: SendDeps): Promise<Failure> {
  if (hindrance !== 'limit') return notMade(hindrance, deps.api);
  const patience = { retries: 5, until: deps.clock.now() + minute };
  const unpublished = await collectAll({ own: true }, () => new Unpublished(), deps, patience);
  return uploadLimit(unpublished.total, unpublished.oldest.toReversed());
}

/** The account's unpublished uploads: a list has the newest first, so the last ones are the oldest. */
class Unpublished implements Collector {
  readonly oldest: FoundUpload[] = [];
  total = 0;

  accepts(): boolean {
    return true;
  }

  add(upload: Upload): void {
    if (upload.published) return;
    this.total += 1;
    this.oldest.push(upload);
    if (this.oldest.length > maxNamed) this.oldest.shift();
  }
}

function fail(failure: Failure): Chosen {
  return { ok: false, failure };
}
