import { second } from '../../src/core/clock.ts';
import { type AnyPart, partOf } from './fault-parts.ts';
import { isStalling } from './fault-table.ts';
import { type Run, runCheck } from '../in-process.ts';
import { type Fault, type NomadServer, type Version, startNomadServer } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { SimulatedClock } from '../simulated-clock.ts';

export interface Hit extends Run {
  /** How many requests met the fault. */
  readonly hits: number;
  /** Virtual milliseconds from the first fault to the end. */
  readonly afterFault: number;
}

/** The input `timeout`; the processing ends long before it. */
export const timeout = 60 * second;
const processingTime = 3 * second;

/** Runs a check whose requests of one part meet a fault, the first time or every time. */
export async function checkWithFault(
  fault: Fault | undefined,
  at: { readonly part: AnyPart; readonly times: number; readonly version: Version },
  inputs: Readonly<Record<string, string>> = {},
): Promise<Hit> {
  const clock = new SimulatedClock();
  await using server = await startNomadServer({ version: at.version, now: () => clock.now() });
  const id = server.add({ name: 'ci run', status: 'PENDING', entries: [{ mainfile: 'good.archive.json' }] });
  let looked = false;
  let hits = 0;
  let firstHit: number | undefined;
  server.intercept((request) => {
    if (clock.elapsed >= processingTime) end(server, id);
    const part = partOf(request, looked);
    if (fault === undefined || part !== at.part || hits >= at.times) {
      looked ||= part === 'first look';
      return undefined;
    }
    hits += 1;
    firstHit ??= clock.now();
    if (isStalling(fault)) clock.stall();
    return fault;
  });
  const run = await runCheck(server, { ...password, 'upload-name': 'ci run', timeout: '60s', ...inputs }, clock);
  return { ...run, hits, afterFault: firstHit === undefined ? 0 : clock.now() - firstHit };
}

function end(server: NomadServer, id: string): void {
  const entries = [{ mainfile: 'good.archive.json' }, { mainfile: 'bad.archive.json', status: 'FAILURE' }];
  server.change(id, { status: 'SUCCESS', entries });
}
