import { type Demands, demandNames, readDemands } from '../judgement/demands.ts';
import type { Reading } from '../judgement/judging-step.ts';
import { listGitHubAddresses, readReporting } from '../judgement/report/report-inputs.ts';
import type { Credentials } from '../nomad/credentials.ts';
import type { Deployment } from '../nomad/deployment.ts';
import { checkProxies, readDeployment } from '../step/inputs/deployment.ts';
import { missingLogin, readCredentials } from '../step/inputs/login.ts';
import { type Environment, InputReader, type InputSecrets } from '../step/inputs/reader.ts';
import { readOneId } from '../step/inputs/upload-id.ts';

/** Which upload to publish, and what is demanded of it. */
export interface Inputs {
  readonly deployment: Deployment;
  readonly credentials: Credentials;
  readonly id: string;
  /** Months, from 0 to 36. */
  readonly embargo: number;
  /** Milliseconds. */
  readonly timeout: number;
  readonly demands: Demands;
}

const maxEmbargo = 36;

/** Reads all inputs, secrets first. `invalid-input` names every problem at once, before any request. */
export function readInputs(environment: Environment, secrets: InputSecrets): Reading<Inputs> {
  const reader = new InputReader(environment, secrets);
  const credentials = readCredentials(reader, secrets);
  const deployment = readDeployment(reader);
  const id = readOneId(reader, deployment);
  const embargo = readEmbargo(reader);
  const timeout = reader.duration('timeout', '30m');
  const reporting = readReporting(reader, environment, {
    deployment,
    givenInputs: reader.given(['upload-id', 'embargo-months', 'timeout', ...demandNames]),
  });
  const demands = readDemands(reader, '1');
  checkProxies(reader, environment, [deployment?.api, ...listGitHubAddresses(reporting, environment)]);
  const failure = reader.failure();
  if (failure !== undefined)
    return { ok: false, failure, reporting: { ...reporting, deployment: undefined, reportPath: undefined } };
  if (credentials === undefined) return { ok: false, failure: missingLogin(reader, environment), reporting };
  if (deployment === undefined || demands === undefined || id === undefined || embargo === undefined)
    throw new TypeError('an input without value and without problem');
  const inputs = { deployment, credentials, id, embargo, timeout, demands: { ...demands, notBefore: undefined } };
  return { ok: true, inputs, reporting };
}

function readEmbargo(reader: InputReader): number | undefined {
  const text = reader.text('embargo-months');
  if (/^\d{1,2}$/.test(text) && Number(text) <= maxEmbargo) return Number(text);
  if (text === '')
    reader.problem(
      'embargo-months',
      `embargo-months is empty: say for how many months the data stays under embargo, from 0 (public at once) to ${maxEmbargo}. There is no default, because an embargo can be lifted later, but never added.`,
    );
  else reader.refuse('embargo-months', text, `It must be a whole number of months from 0 to ${maxEmbargo}.`);
  return undefined;
}
