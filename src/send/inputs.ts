import { type Demands, demandNames, readDemands } from '../judgement/demands.ts';
import type { Reading } from '../judgement/judging-step.ts';
import { listGitHubAddresses, readReporting } from '../judgement/report/report-inputs.ts';
import type { Credentials } from '../nomad/credentials.ts';
import type { Deployment } from '../nomad/deployment.ts';
import { checkProxies, readDeployment } from '../step/inputs/deployment.ts';
import { missingLogin, readCredentials } from '../step/inputs/login.ts';
import { type Environment, InputReader, type InputSecrets } from '../step/inputs/reader.ts';
import { readOneId } from '../step/inputs/upload-id.ts';
import type { FileInputs } from './files/select.ts';
import type { Wanted } from './send-target.ts';

/** What to send, where to, and what is demanded of it. */
export interface Inputs {
  readonly deployment: Deployment;
  /** undefined with `dryRun`, which needs none. */
  readonly credentials: Credentials | undefined;
  readonly wanted: Wanted;
  readonly files: FileInputs;
  readonly existingFiles: 'keep' | 'remove';
  readonly linkCommit: 'public' | 'always' | 'never';
  readonly wait: boolean;
  /** Milliseconds. */
  readonly sendTimeout: number;
  /** Milliseconds, from when NOMAD has the files. */
  readonly timeout: number;
  readonly deleteAfterwards: 'never' | 'on-failure' | 'always';
  readonly dryRun: boolean;
  readonly demands: Demands;
}

const shown = [
  ...['path', 'files-root', 'include-hidden-files', 'upload-id', 'upload-name', 'existing-files', 'link-commit', 'wait'],
  ...['send-timeout', 'timeout', 'delete-afterwards', 'dry-run', ...demandNames],
];

// NOMAD takes names of 5000 characters; nobody reads them.
const maxName = 5000;

/** Reads all inputs, secrets first. `invalid-input` names every problem at once, before any request. */
export function readInputs(environment: Environment, secrets: InputSecrets): Reading<Inputs> {
  const reader = new InputReader(environment, secrets);
  const credentials = readCredentials(reader, secrets);
  const deployment = readDeployment(reader);
  const dryRun = reader.boolean('dry-run', false);
  const wanted = readWanted(reader, deployment, dryRun);
  const inputs = {
    files: readFiles(reader, environment),
    existingFiles: reader.choice('existing-files', ['keep', 'remove']),
    linkCommit: reader.choice('link-commit', ['public', 'always', 'never']),
    wait: reader.boolean('wait', true),
    sendTimeout: reader.duration('send-timeout', '1h'),
    timeout: reader.duration('timeout', '30m'),
    deleteAfterwards: reader.choice('delete-afterwards', ['never', 'on-failure', 'always']),
    dryRun,
  } as const;
  if (!inputs.wait && inputs.deleteAfterwards !== 'never')
    reader.problem(
      'delete-afterwards',
      `delete-afterwards is "${inputs.deleteAfterwards}", and wait is false: the upload would be deleted before anybody has looked at it. Remove one of them.`,
    );
  const reporting = readReporting(reader, environment, { deployment, givenInputs: reader.given(shown) });
  const demands = readDemands(reader, '1');
  checkProxies(reader, environment, [deployment?.api, ...listGitHubAddresses(reporting, environment)]);
  const failure = reader.failure();
  if (failure !== undefined)
    return { ok: false, failure, reporting: { ...reporting, deployment: undefined, reportPath: undefined } };
  if (credentials === undefined && !dryRun) return { ok: false, failure: missingLogin(reader, environment), reporting };
  if (deployment === undefined || demands === undefined || wanted === undefined)
    throw new TypeError('an input without value and without problem');
  return {
    ok: true,
    inputs: { ...inputs, deployment, credentials, wanted, demands: { ...demands, notBefore: undefined } },
    reporting,
  };
}

/** Exactly one of upload-name and upload-id. undefined: there is a problem. */
function readWanted(reader: InputReader, deployment: Deployment | undefined, dryRun: boolean): Wanted | undefined {
  const [name, ...others] = reader.lines('upload-name');
  const id = reader.text('upload-id');
  if (others.length > 0) reader.problem('upload-name', 'upload-name has more than one line: files go into one upload.');
  if (name !== undefined && name.raw.length > maxName)
    reader.refuse('upload-name', name.raw, `A name has at most ${maxName} characters.`);
  if (name !== undefined && id !== '')
    reader.problem(
      'upload-id',
      'upload-id and upload-name are both given: give one of them, as they may lead to different uploads.',
    );
  if (name === undefined && id === '' && !dryRun)
    reader.problem(
      'upload-name',
      'upload-name and upload-id are both empty: give the name that the upload has, or is to get, or the id of one that is there already.',
    );
  if (id === '') return { kind: 'name', name: name ?? { raw: '', display: '' } };
  const given = readOneId(reader, deployment);
  return given === undefined ? undefined : { kind: 'id', id: given };
}

function readFiles(reader: InputReader, environment: Environment): FileInputs {
  reader.publicText('path');
  const lines = (reader.raw('path') ?? '').split(/\r\n|\r|\n/).map((line) => line.trim());
  const given = lines.filter((line) => line !== '');
  if (given.length === 0)
    reader.problem(
      'path',
      'path is empty: give the files and folders to send, one on each line. Use . for the whole repository.',
    );
  else if (given.every((line) => line.startsWith('!')))
    reader.problem('path', 'path has only exclusions (lines that begin with !): say also what to send, such as data.');
  const root = reader.publicText('files-root');
  return {
    workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    temporary: environment['RUNNER_TEMP'] || undefined,
    lines: given,
    root: root === '' || root === '.' ? undefined : root,
    includeHidden: reader.boolean('include-hidden-files', false),
  };
}
