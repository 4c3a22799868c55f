import { demandNames, type Demands, readDemands } from '../judgement/demands.ts';
import type { Reading } from '../judgement/judging-step.ts';
import { listGitHubAddresses, readReporting } from '../judgement/report/report-inputs.ts';
import type { Credentials } from '../nomad/credentials.ts';
import type { Deployment } from '../nomad/deployment.ts';
import { readPatterns } from '../nomad/search/pattern.ts';
import type { GivenName, UploadSelection } from '../nomad/search/search.ts';
import { checkProxies, readDeployment } from '../step/inputs/deployment.ts';
import { missingLogin, readCredentials } from '../step/inputs/login.ts';
import { momentHint, readMoment } from '../step/inputs/moment.ts';
import { readIds } from '../step/inputs/upload-id.ts';
import { type Environment, InputReader, type InputSecrets } from '../step/inputs/reader.ts';

export interface Inputs extends UploadSelection {
  readonly deployment: Deployment;
  readonly credentials: Credentials;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds; 0: not waited for. */
  readonly waitForUpload: number;
  readonly demands: Demands;
}

/** Reads all inputs, secrets first. `now` in milliseconds since 1970. `invalid-input` names every problem at once, before any request. */
export function readInputs(environment: Environment, secrets: InputSecrets, now: number): Reading<Inputs> {
  const reader = new InputReader(environment, secrets);
  const credentials = readCredentials(reader, secrets);
  const deployment = readDeployment(reader);
  const ids = readIds(reader, deployment);
  const names = reader.lines('upload-name');
  const patterns = reader.lines('upload-pattern');
  if (ids.length + names.length + patterns.length === 0 && reader.text('upload-id') === '')
    reader.problem(
      'upload-id',
      'upload-id, upload-name and upload-pattern are all empty: name at least one upload. If it comes from an earlier step, did the step that sends the upload fail?',
    );
  const inputs = {
    ids,
    names,
    patterns: readPatternLines(reader, patterns),
    notBefore: reader.optional('not-before', (text) => readMoment(text, now) ?? momentHint),
    onDuplicate: reader.choice('on-duplicate', ['latest', 'fail']),
    includeShared: reader.boolean('include-shared', false),
    timeout: reader.duration('timeout', '30m'),
    waitForUpload: reader.duration('wait-for-upload', '0'),
  } as const;
  const reporting = readReporting(reader, environment, {
    deployment,
    givenInputs: [
      ...ids.map((id) => `upload-id: ${id}`),
      ...names.map(({ display }) => `upload-name: ${display}`),
      ...patterns.map(({ display }) => `upload-pattern: ${display}`),
      ...reader.given(['include-shared', 'on-duplicate', 'not-before', 'timeout', 'wait-for-upload', ...demandNames]),
    ],
  });
  const demands = readDemands(reader);
  checkProxies(reader, environment, [deployment?.api, ...listGitHubAddresses(reporting, environment)]);
  const problem = reader.failure();
  if (problem !== undefined)
    return { ok: false, failure: problem, reporting: { ...reporting, deployment: undefined, reportPath: undefined } };
  if (credentials === undefined) return { ok: false, failure: missingLogin(reader, environment), reporting };
  if (deployment === undefined || demands === undefined) throw new TypeError('an input without value and without problem');
  const { notBefore } = inputs;
  return { ok: true, inputs: { ...inputs, deployment, credentials, demands: { ...demands, notBefore } }, reporting };
}

function readPatternLines(reader: InputReader, lines: readonly GivenName[]): UploadSelection['patterns'] {
  for (const { raw } of lines)
    if (raw.length > 1000) reader.refuse('upload-pattern', raw, 'A pattern has at most 1000 characters.');
  const { include, exclude } = readPatterns(lines.map(({ raw }) => raw));
  if (lines.length > 0 && include.length === 0)
    reader.problem(
      'upload-pattern',
      'upload-pattern has only exclusions (lines that begin with !): say also what to include, such as *.',
    );
  return { include: lines.filter(({ raw }) => include.includes(raw)), exclude };
}
