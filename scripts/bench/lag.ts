import { fork } from 'node:child_process';
import { join } from 'node:path';
import { answerOf } from './answer.ts';
import { median } from './statistics.ts';
import { table } from './table.ts';
import type { Waited } from './waiting.ts';

const times = { '1 s': 1, '5 s': 5, '20 s': 20, '1 min': 60, '5 min': 300, '30 min': 1800 } as const;
const intervals = [5, 10, 15, 30] as const;

// Where the end meets a pause is chance: times up to 10 % shorter are tried too. The longest comes first, for the number of requests.
const shares = Array.from({ length: 20 }, (_, i) => 1 - i / 200);

/** Lag behind the end of the processing and number of requests, against fixed intervals; by name with a password. */
export async function lag(): Promise<string> {
  const rows = [];
  for (const [name, seconds] of Object.entries(times)) {
    const durations = shares.map((share) => seconds * share);
    const ours = await waited(durations);
    rows.push([name, cell(ours), ...intervals.map((interval) => cell(durations.map((one) => fixed(one, interval))))]);
  }
  return table(['processing', 'this action', ...intervals.map((interval) => `every ${interval} s`)], rows);
}

function cell(all: readonly Waited[]): string {
  const lags = all.map((one) => one.lag);
  return `${all[0]?.requests ?? NaN} requests, ${median(lags).toFixed(1)} s (at most ${Math.max(...lags).toFixed(1)} s)`;
}

/** Login, search, and a look at once and then after each interval. */
function fixed(seconds: number, interval: number): Waited {
  const pauses = Math.ceil(seconds / interval);
  return { seconds, requests: 3 + pauses, lag: pauses * interval - seconds };
}

async function waited(durations: readonly number[]): Promise<Waited[]> {
  const child = fork(join(import.meta.dirname, 'waiting.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(durations);
  const answer = await answerOf(child);
  child.disconnect();
  if (!Array.isArray(answer)) throw new Error('the simulated checks did not end');
  return answer.filter(isWaited);
}

function isWaited(value: unknown): value is Waited {
  return typeof value === 'object' && value !== null && 'seconds' in value && 'requests' in value && 'lag' in value;
}
