import { type NomadServer, type NomadServerOptions, startNomadServer } from '../nomad-server/server.ts';
import { type ActOptions, type ActRun, runAct } from './act.ts';
import { example } from './examples.ts';
import { thisAction } from './remote-actions.ts';

type Page = Parameters<typeof example>[0];

export const workflow = '.github/workflows/nomad.yml';

export const good = 'data:\n  name: a good one\n';
/** A list that is never closed. */
export const broken = 'data: [1, 2\n';

/** What an example finds: its repository, NOMAD, secrets and variables. */
export type Scene = Omit<Partial<ActOptions>, 'event' | 'workflow'>;

/** A NOMAD for as long as it is used. */
export async function withNomad<T>(use: (nomad: NomadServer) => Promise<T>, options: NomadServerOptions = {}): Promise<T> {
  await using nomad = await startNomadServer(options);
  return await use(nomad);
}

/** Runs an example in a repository that has it. */
export function runExample(page: Page, name: string, event: string, nomad: NomadServer, scene: Scene = {}): Promise<ActRun> {
  return runAct({
    ...scene,
    event,
    workflow,
    files: { [workflow]: example(page, name, nomad.api), ...scene.files },
    actions: [thisAction(nomad.api), ...(scene.actions ?? [])],
  });
}

export function sendingToken(nomad: NomadServer): string {
  return nomad.pat('ada', ['uploads:read', 'uploads:write', 'uploads:delete']);
}
