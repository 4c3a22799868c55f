import { second } from '../../src/core/clock.ts';
import { isStalling } from '../check/fault-table.ts';
import { type Run, runCheck } from '../in-process.ts';
import {
  type Fault,
  type LoggedRequest,
  type NomadServer,
  type UploadSpec,
  type Version,
  startNomadServer,
} from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { SimulatedClock } from '../simulated-clock.ts';

export interface Scene {
  readonly server: NomadServer;
  readonly clock: SimulatedClock;
  /** Adds an upload that changes at virtual seconds from now: `{ 20: { status: 'SUCCESS' } }`; null deletes it. */
  readonly add: (upload: UploadSpec, changes?: Readonly<Record<number, Partial<UploadSpec> | null>>) => string;
  /** Asked before each answer. */
  readonly fault: (rule: (request: LoggedRequest) => Fault | undefined) => void;
  readonly check: (inputs: Readonly<Record<string, string>>) => Promise<Run>;
  /** What was asked, in order. */
  readonly requests: () => string[];
}

/** A NOMAD and a check that share virtual time. */
export async function withScene(
  version: Version,
  play: (scene: Scene) => Promise<void>,
  options: { readonly tokenSeconds?: number } = {},
): Promise<void> {
  const { tokenSeconds = 86_400 } = options;
  const clock = new SimulatedClock();
  await using server = await startNomadServer({ version, now: () => clock.now(), tokenSeconds });
  const due: { at: number; then: () => void }[] = [];
  let rule: (request: LoggedRequest) => Fault | undefined = () => undefined;
  server.intercept((request) => {
    for (const event of due.filter(({ at }) => clock.elapsed >= at)) {
      due.splice(due.indexOf(event), 1);
      event.then();
    }
    const fault = rule(request);
    if (isStalling(fault)) clock.stall();
    return fault;
  });
  await play({
    server,
    clock,
    add: (upload, changes = {}) => {
      const id = server.add(upload);
      for (const [at, change] of Object.entries(changes)) {
        const then = (): void => {
          if (change === null) server.remove(id);
          else server.change(id, change);
        };
        due.push({ at: clock.elapsed + Number(at) * second, then });
      }
      return id;
    },
    fault: (next) => {
      rule = next;
    },
    check: (inputs) => runCheck(server, 'token' in inputs ? inputs : { ...password, ...inputs }, clock),
    requests: () => server.requests.map(nameOf),
  });
}

function nameOf({ method, path, query }: LoggedRequest): string {
  if (method === 'POST') return 'login';
  if (path.includes('/archive/')) return 'log';
  if (!path.endsWith('/entries')) return query.includes('upload_id=') ? 'round' : 'list';
  return query.includes('order_by') ? 'rows' : 'look';
}

/** What a server answers for an upload that is not there yet. */
export const notThere: Fault = {
  kind: 'status',
  status: 404,
  body: JSON.stringify({ detail: 'The specified upload_id was not found.' }),
};

/** Running and ended, as each version shows it. */
export const working = { '1.3': { status: 'RUNNING' }, '2.0': { status: 'PENDING' } } as const;
export const good: Partial<UploadSpec> = { status: 'SUCCESS', entries: [{ mainfile: 'good.archive.json' }] };

/** How many of each request were made. */
export function tally(requests: readonly string[]): Record<string, number> {
  const names = [...new Set(requests)];
  return Object.fromEntries(names.map((name) => [name, requests.filter((one) => one === name).length]));
}
