import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { catchLog } from '../catch-log.ts';
import { type State, type Version, versions } from '../nomad-server/server.ts';
import { withScene } from '../judgement/watch-scene.ts';

/** What polls of a real server saw of one upload, from its sending to the end of the watch. */
interface Sequence {
  readonly kind: string;
  readonly states: readonly Seen[];
}

interface Seen {
  readonly status: string;
  readonly process: string | null;
  readonly message: string | null;
  readonly successful: number;
  readonly failed: number;
  readonly total: number;
}

function isSequences(value: unknown): value is Sequence[] {
  return Array.isArray(value) && value.every((item: unknown) => typeof item === 'object' && item !== null && 'states' in item);
}

function sequencesOf(version: Version): Sequence[] {
  const json: unknown = JSON.parse(
    readFileSync(new URL(`../fixtures/recorded/${version}/status-sequences.json`, import.meta.url), 'utf8'),
  );
  if (!isSequences(json)) throw new Error('no sequences');
  return json;
}

/** One look each. */
function stateOf({ status, process, message, successful, failed, total }: Seen): State {
  const statuses = Array.from({ length: total }, (_, i) =>
    i < failed ? 'FAILURE' : i < failed + successful ? 'SUCCESS' : 'READY',
  );
  return {
    status,
    ...(process !== null && { process }),
    ...(message !== null && { message }),
    entries: statuses.map((entry, i) => ({ mainfile: `${i}.archive.json`, status: entry })),
  };
}

// All others are good.
const endings: Readonly<Record<string, string>> = {
  reprocess: 'entries-failed',
  broken: 'entries-failed',
  'bad-def': 'entries-failed',
  'bad-value': 'entries-failed',
  mixed: 'entries-failed',
  many: 'entries-failed',
  'same-name 2': 'entries-failed',
  'truncated-zip': 'processing-failed',
  'not-a-zip': 'processing-failed',
  empty: 'not-processed',
  'empty-again': 'not-processed',
  'rename-failed': 'not-processed',
  'bench-broken': 'entries-failed',
  'bench-mixed': 'entries-failed',
  'bench-twin 2': 'entries-failed',
  'bench-truncated': 'processing-failed',
  'bench-empty': 'not-processed',
  'failed, before rename': 'processing-failed',
  'failed, after rename': 'not-processed',
  'a worker process killed among the entries': 'timeout',
};

beforeAll(catchLog);

describe.each(versions)('what NOMAD %s was seen to go through', (version) => {
  it.each(sequencesOf(version).map((sequence) => [sequence.kind, sequence.states] as const))('%s', (kind, seen) =>
    withScene(version, async ({ add, check }) => {
      const states = seen.map(stateOf);
      const { verdict } = await check({ 'upload-id': add({ name: 'x', states }), timeout: '2h' });
      expect(verdict).toBe(endings[kind] ?? 'success');
    }),
  );

  it('is never green before its end, wherever it stops', () =>
    withScene(version, async ({ add, check }) => {
      for (const { states } of sequencesOf(version)) {
        for (const [i, { status }] of states.entries()) {
          if (['SUCCESS', 'FAILURE', 'READY'].includes(status)) continue;
          const { verdict } = await check({
            'upload-id': add({ name: 'x', states: states.slice(0, i + 1).map(stateOf) }),
            timeout: '1m',
          });
          expect(verdict).toBe('timeout');
        }
      }
    }));
});
