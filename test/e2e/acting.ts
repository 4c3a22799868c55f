import { join } from 'node:path';
import { type NomadServer, type NomadServerOptions, startNomadServer, type Version } from '../nomad-server/server.ts';
import { hasten } from '../nomad-server/hasten.ts';
import { readManifest } from '../runner/action-manifest.ts';
import { type StepRun, runStep } from '../runner/runner.ts';
import { workspaceOf } from '../send/scene.ts';
import { type Inputs, root } from './step.ts';

export type Acting = 'send' | 'publish' | 'delete';

/** A NOMAD of its own, and a workspace with these files. */
interface Stage {
  readonly version: Version;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly nomad?: NomadServerOptions;
}

/** What a packaged action did. */
export interface Act extends StepRun {
  readonly nomad: NomadServer;
}

export function manifestOf(action: Acting): string {
  return join(root, action, 'action.yml');
}

/** Calls `play` with a way to run packaged actions, one after the other, on one NOMAD and in one workspace. */
export async function onStage(
  { version, files = {}, nomad: options }: Stage,
  play: (
    run: (
      action: Acting,
      inputs: Inputs,
      settings?: { cancelAfter?: Promise<void>; onLine?: (line: string) => void },
    ) => Promise<Act>,
    nomad: NomadServer,
    post: (step: StepRun, inputs: Inputs) => Promise<Act>,
  ) => Promise<void>,
): Promise<void> {
  await using nomad = await startNomadServer({ version, tokenSeconds: 90 * 86_400, ...options });
  using workspace = workspaceOf(files);
  nomad.intercept((request) => {
    if (request.method === 'PUT') hasten(nomad, request);
    return undefined;
  });
  const given = (inputs: Inputs): Record<string, string> => ({ 'nomad-url': nomad.api, token: nomad.token('ada'), ...inputs });
  const secretsOf = (inputs: Inputs): string[] => ['token', 'password'].flatMap((name) => inputs[name] || []);
  await play(
    async (action, inputs, settings = {}) => {
      const all = given(inputs);
      const options = { action: manifestOf(action), inputs: all, secrets: secretsOf(all), workspace: workspace.folder };
      return { ...(await runStep({ ...options, ...settings })), nomad };
    },
    nomad,
    async ({ state }, inputs) => {
      const all = given(inputs);
      const env = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
      const main = join(root, 'dist', 'send', 'post.js');
      const options = {
        action: manifestOf('send'),
        main,
        inputs: all,
        secrets: secretsOf(all),
        workspace: workspace.folder,
        env,
      };
      return { ...(await runStep(options)), nomad };
    },
  );
}

/** The outputs that an action declares. */
export function declaredOutputs(action: Acting): string[] {
  return [...readManifest(manifestOf(action)).outputs].sort();
}
