import { readManifest } from '../test/runner/action-manifest.ts';
import { demonstrate } from './start/demonstration.ts';
import { readFlags, readSecrets, UsageError } from './start/flags.ts';
import { showHelp } from './start/help.ts';
import { actionNames, isBuilt, packagedAction } from './start/packaged-action.ts';
import { runOnce } from './start/real-run.ts';

/**
 * Ctrl-C cancels the step as GitHub would, which ends it within 10 s. Further ones do nothing: npm passes on the signal
 * that the terminal has sent already.
 */
const interrupted = new Promise<void>((resolve) => {
  process.on('SIGINT', () => {
    resolve();
  });
});

async function start(args: string[]): Promise<number> {
  if (!isBuilt()) throw new UsageError('There is no dist/ yet. Build it with npm run build.');
  const named = actionNames.find((name) => name === args[0]);
  const action = named ?? 'check';
  const { inputs: all } = readManifest(packagedAction(action).action);
  const declared = new Map([...all].filter(([, { description }]) => !description.startsWith('Internal')));
  const { help, inputs } = readFlags(named === undefined ? args : args.slice(1), declared);
  if (help) {
    showHelp(action, declared);
    return 0;
  }
  return args.length === 0
    ? demonstrate(interrupted)
    : runOnce(action, { ...readSecrets(process.env), ...inputs }, process.env, interrupted);
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
