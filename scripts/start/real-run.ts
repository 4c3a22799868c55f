import { runStep } from '../../test/runner/runner.ts';
import { type ActionName, packagedAction } from './packaged-action.ts';
import { showHeading, showLogLine, showStep, showWorkflow } from './step-view.ts';

const passedThrough = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy', 'NODE_EXTRA_CA_CERTS'];

/** Runs a packaged action once, in the current directory; resolves to its exit code. */
export async function runOnce(
  action: ActionName,
  inputs: Record<string, string>,
  env: NodeJS.ProcessEnv,
  interrupted: Promise<void>,
): Promise<number> {
  const secrets = ['token', 'password'].flatMap((name) => inputs[name] ?? []);
  const kept = passedThrough.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  showHeading('The action, as a runner of GitHub would start it');
  showWorkflow(action, inputs, secrets);
  const start = performance.now();
  const run = await runStep({
    ...packagedAction(action),
    inputs,
    secrets,
    env: Object.fromEntries(kept),
    workspace: process.cwd(),
    cancelAfter: interrupted,
    onLine: showLogLine,
  });
  showStep(run, (performance.now() - start) / 1000, 'whole');
  return run.conclusion === 'success' ? 0 : run.exitCode || 1;
}
