import { type Clock, minute } from '../core/clock.ts';
import { linkUpload, type Deployment } from '../nomad/deployment.ts';
import { isKnownStatus } from '../nomad/answers/upload.ts';
import type { Target } from '../nomad/search/find.ts';
import { isEmpty } from './files.ts';
import type { Ledger } from './ledger.ts';
import { nothingMoves, unknownRunningStatus } from './messages/warnings.ts';
import type { Progress } from './progress.ts';
import type { Demands } from './demands.ts';
import { judge } from './verdict.ts';
import { type Look, watch, type WatchOptions } from './watch.ts';

/** READY uploads that are asked for their files: an account can have very many drafts. */
const maxAsked = 5;

export interface FollowOptions extends WatchOptions {
  readonly deployment: Deployment;
  readonly demands: Demands;
  readonly clock: Clock;
}

/** Watches the uploads that were found, tells of each look, and judges each upload as soon as there is nothing more to wait for. */
export async function follow(
  targets: readonly Target[],
  options: FollowOptions,
  ledger: Ledger,
  progress: Progress,
): Promise<void> {
  if (targets.length === 0) return;
  const unknownStatuses = new Map<string, string>();
  const asked = new Set<string>();
  progress.begin(targets);
  try {
    for await (const look of watch(targets, options)) {
      const now = options.clock.now();
      if (look.snapshot !== undefined) ledger.see(look.target, look.snapshot, now);
      progress.show(look);
      if (mayBeEmpty(look) && !asked.has(look.target.id) && asked.size < maxAsked) {
        asked.add(look.target.id);
        if (await isEmpty(look.target.id, options.client, options.clock)) progress.showEmpty(look);
      }
      for (const warning of warningsWhileRunning(look, options, unknownStatuses)) ledger.warn(warning);
      if (look.outcome !== undefined) ledger.judge(look.target, judge(look.outcome, look.target, options.demands, now));
    }
  } finally {
    progress.end();
  }
}

/** READY, and the wait goes on: most often, the sending step has lost the file. */
function mayBeEmpty({ snapshot, outcome }: Look): boolean {
  return snapshot?.upload.state === 'ready' && outcome === undefined;
}

/**
 * What a look at a running upload should tell at once: sentences that do not change, as the ledger tells each only once. `unknownStatuses`
 * has the first one of each upload, by its id.
 */
function warningsWhileRunning(
  { snapshot, unchangedFor }: Look,
  { deployment, timeout }: FollowOptions,
  unknownStatuses: Map<string, string>,
): string[] {
  if (snapshot?.upload.state !== 'running') return [];
  const { id, status } = snapshot.upload;
  if (!isKnownStatus(status) && !unknownStatuses.has(id)) unknownStatuses.set(id, status);
  const unknown = unknownStatuses.get(id);
  const link = linkUpload(deployment, id);
  const stuckAfter = Math.max(minute, Math.min(5 * minute, timeout / 2));
  return [
    ...(unknown === undefined ? [] : [unknownRunningStatus(unknown, link)]),
    ...(unchangedFor !== undefined && unchangedFor >= stuckAfter ? [nothingMoves(stuckAfter, link)] : []),
  ];
}
