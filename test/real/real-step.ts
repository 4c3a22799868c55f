import { join } from 'node:path';
import { type Target, realTarget } from '../contract/target.ts';
import { type Inputs, root } from '../e2e/step.ts';
import { type StepRun, runStep } from '../runner/runner.ts';

/** The real NOMAD of these tests: without one they must not pass. */
export function theRealNomad(): Target {
  if (!realTarget) throw new Error('NOMAD_CONTRACT_URL names no NOMAD: npm run test:real starts one.');
  return realTarget;
}

/** Runs the packaged action once against it, with the password of the user where the inputs give no login. */
export function checkReal({ api, user }: Target, given: Inputs): Promise<StepRun> {
  const login = 'token' in given || 'username' in given ? {} : user;
  const inputs: Inputs = { 'nomad-url': api, ...login, ...given };
  const secrets = [inputs['token'], inputs['password']].flatMap((secret) => secret ?? []);
  return runStep({ action: join(root, 'action.yml'), inputs: { ...inputs }, secrets });
}
