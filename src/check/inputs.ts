import { readAddress, type Deployment } from '../nomad/deployment.ts';
import { type Environment, Form, type InputSecrets } from '../step/inputs/reader.ts';
import { readTolerance } from '../judgement/tolerance.ts';
import { noCredentials } from '../step/messages/input.ts';
import type { Failure } from '../core/failure-reasons.ts';
import type { UploadSelection } from '../nomad/search/search.ts';
import { readReportPath } from '../step/inputs/report-path.ts';
import { readMoment } from '../step/inputs/moment.ts';
import { readPatterns } from '../nomad/search/pattern.ts';
import type { Credentials } from '../nomad/credentials.ts';
import type { GitHubInputs } from '../judgement/report/github/on-github.ts';
import type { ReportInputs } from '../judgement/report/reporter.ts';
import type { Demands } from '../judgement/verdict.ts';

export interface Inputs extends UploadSelection {
  readonly deployment: Deployment;
  readonly credentials: Credentials;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds; 0: not waited for. */
  readonly waitForUpload: number;
  readonly demands: Demands;
}

export type Reading = { readonly reporting: ReportInputs } & (
  { readonly ok: true; readonly inputs: Inputs } | { readonly ok: false; readonly failure: Failure }
);

const askedNames = [
  'upload-id',
  'upload-name',
  'upload-pattern',
  'include-shared',
  'on-duplicate',
  'not-before',
  'timeout',
  'wait-for-upload',
  'max-failed-entries',
  'min-entries',
  'fail-on-warnings',
];

/** Reads all inputs, secrets first. `now` in milliseconds since 1970. `invalid-input` names every problem at once, before any request. */
export function readInputs(environment: Environment, secrets: InputSecrets, now: number): Reading {
  const form = new Form(environment, secrets);
  const credentials = readCredentials(form, secrets);
  for (const name of ['nomad-url', 'upload-id']) form.refuseSecrets(name);
  const allowHttp = form.boolean('allow-http', false);
  const deployment = form.read('nomad-url', 'prod', (text) => readAddress(text, allowHttp));
  const ids = form.lines('upload-id', (id) =>
    /^[A-Za-z0-9_-]+$/.test(id) ? undefined : 'An upload id has only letters, digits, - and _.',
  );
  const names = form.lines('upload-name', () => undefined).map((line) => form.givenName(line));
  const patternLines = form.lines('upload-pattern', (line) =>
    line.length > 1000 ? 'A pattern has at most 1000 characters.' : undefined,
  );
  const { include, exclude } = readPatterns(patternLines);
  const patterns = { include: include.map((line) => form.givenName(line)), exclude };
  if (ids.length + names.length + patternLines.length === 0) {
    form.problem(
      'upload-id',
      'upload-id, upload-name and upload-pattern are all empty: name at least one upload. If it comes from an earlier step, did the step that sends the upload fail?',
    );
  }
  if (patternLines.length > 0 && include.length === 0) {
    form.problem(
      'upload-pattern',
      'upload-pattern has only exclusions (lines that begin with !): say also what to include, such as *.',
    );
  }
  const maxFailedEntries = form.read(
    'max-failed-entries',
    '0',
    (text) => readTolerance(text) ?? 'Allowed are a number of entries such as 3, or a share of at most 100% such as 2.5%.',
  );
  const notBefore = form.optional(
    'not-before',
    (text) =>
      readMoment(text, now) ??
      'Allowed are a time in ISO 8601 such as 2026-03-01T12:00:00Z (without zone: UTC), or a duration back from now such as 2h.',
  );
  const inputs = {
    ids,
    names,
    patterns,
    notBefore,
    onDuplicate: form.choice('on-duplicate', ['latest', 'fail']),
    includeShared: form.boolean('include-shared', false),
    timeout: form.duration('timeout', '30m'),
    waitForUpload: form.duration('wait-for-upload', '0'),
  } as const;
  const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const reporting = {
    deployment,
    filesRoot: form.text('files-root') || '.',
    jobSummary: form.choice('job-summary', ['always', 'on-failure', 'never']),
    reportPath: form.optional('report-file', (text) => readReportPath(text, workspace, environment['RUNNER_TEMP'])),
    givenInputs: askedNames.flatMap((name) => form.given(name)),
    gitHub: readGitHub(form),
  } as const;
  const minEntries =
    form.read('min-entries', '0', (text) => readWhole(text) ?? 'Allowed is a whole number of entries such as 12.') ?? 0;
  const failOnWarnings = form.boolean('fail-on-warnings', false);
  const problem = form.failure();
  if (problem !== undefined)
    return { ok: false, failure: problem, reporting: { ...reporting, deployment: undefined, reportPath: undefined } };
  if (credentials === undefined) return { ok: false, failure: noCredentials, reporting };
  if (deployment === undefined || maxFailedEntries === undefined)
    throw new TypeError('an input without value and without problem');
  const demands = { maxFailedEntries, minEntries, failOnWarnings, notBefore };
  return { ok: true, inputs: { ...inputs, deployment, credentials, demands }, reporting };
}

function readGitHub(form: Form): GitHubInputs | undefined {
  const token = form.text('github-token');
  const checkRunName = form.text('check-run-name');
  const isBoolean = /^(true|false|yes|no|on|off)$/i.test(checkRunName);
  if (isBoolean) {
    form.problem(
      'check-run-name',
      `check-run-name is "${checkRunName}". It is the name of the check run, such as NOMAD; leave it out for none.`,
    );
  }
  const prComment = form.choice('pr-comment', ['never', 'on-failure', 'always']);
  const matrix = form.text('matrix');
  if (checkRunName === '' && prComment === 'never') return undefined;
  if (token === '') {
    form.problem(
      'github-token',
      'github-token is empty, and check-run-name or pr-comment needs one: leave github-token out for the token of the job.',
    );
    return undefined;
  }
  return { checkRunName: isBoolean ? '' : checkRunName, prComment, token, matrix };
}

function readWhole(text: string): number | undefined {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

function readCredentials(form: Form, secrets: InputSecrets): Credentials | undefined {
  const token = form.text('token');
  const username = form.text('username');
  const password = form.raw('password') ?? '';
  // All secrets come before anything that is shown: the values of other inputs are, and may hold one.
  for (const secret of [token, password, password.trim(), form.text('github-token')]) if (secret !== '') secrets.add(secret);
  if (token !== '' && (username !== '' || password !== '')) {
    form.problem('token', 'token and username or password are given: give either token, or username and password.');
  }
  if (/[^\x21-\x7e]/.test(token))
    form.problem('token', 'token has a blank, a line break or another character inside that no token has: give the bare token.');
  if (/(?:^|[^\w-])(?:gh[a-z0-9]_|github_pat_)/i.test(token))
    form.problem(
      'token',
      "token is a token of GitHub, not of NOMAD: give a token that you made on the NOMAD deployment (GitHub's has been sent nowhere).",
    );
  if (token !== '') return { kind: 'token', token };
  return username !== '' && password !== '' ? { kind: 'password', username, password } : undefined;
}
