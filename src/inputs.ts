import { readAddress, type Deployment } from './inputs/address.ts';
import { durationHint, readDuration } from './inputs/duration.ts';
import { readTolerance, type Tolerance } from './inputs/tolerance.ts';
import { NoVerdict } from './errors.ts';
import type { Credentials } from './nomad/credentials.ts';
import { cut } from './phrases.ts';

export interface Inputs {
  readonly deployment: Deployment;
  readonly credentials: Credentials;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly includeShared: boolean;
  readonly onDuplicate: 'latest' | 'fail';
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds. */
  readonly waitForUpload: number;
  readonly demands: Demands;
  readonly filesRoot: string;
  readonly jobSummary: 'always' | 'on-failure' | 'never';
}

export interface Demands {
  readonly maxFailedEntries: Tolerance;
  /** The input as given, for sentences. */
  readonly maxFailedEntriesText: string;
  readonly minEntries: number;
  readonly failOnWarnings: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the secrets among the inputs are made known, before anything else is read. */
interface Secrets {
  add(secret: string): void;
  redact(text: string): string;
}

/** Reads all inputs, secrets first. Throws NoVerdict: `invalid-input` names every problem at once, before any request. */
export function readInputs(environment: Environment, secrets: Secrets): Inputs {
  const form = new Form(environment, secrets);
  const credentials = readCredentials(form, secrets);
  const allowHttp = form.boolean('allow-http', false);
  const deployment = form.read('nomad-url', 'prod', (text) => readAddress(text, allowHttp));
  const ids = form.lines('upload-id', (id) =>
    /^[A-Za-z0-9_-]+$/.test(id) ? undefined : 'An upload id has only letters, digits, - and _.',
  );
  const names = form.lines('upload-name', () => undefined);
  if (ids.length + names.length === 0 && !form.refused('upload-id')) {
    form.problem(
      'upload-id and upload-name are both empty: name at least one upload. If they come from an earlier step, did the step that sends the upload fail?',
    );
  }
  const maxFailedEntriesText = form.text('max-failed-entries') || '0';
  const maxFailedEntries = form.read(
    'max-failed-entries',
    '0',
    (text) => readTolerance(text) ?? 'Allowed are a number of entries such as 3, or a share of at most 100% such as 2.5%.',
  );
  const inputs = {
    ids,
    names,
    onDuplicate: form.choice('on-duplicate', ['latest', 'fail']),
    includeShared: form.boolean('include-shared', false),
    timeout: form.duration('timeout', '30m'),
    waitForUpload: form.duration('wait-for-upload', '0'),
    filesRoot: form.text('files-root') || '.',
    jobSummary: form.choice('job-summary', ['always', 'on-failure', 'never']),
  } as const;
  const minEntries =
    form.read('min-entries', '0', (text) => readWhole(text) ?? 'Allowed is a whole number of entries such as 12.') ?? 0;
  const failOnWarnings = form.boolean('fail-on-warnings', false);
  form.throwProblems();
  if (credentials === undefined) throw noCredentials();
  if (deployment === undefined || maxFailedEntries === undefined)
    throw new TypeError('an input without value and without problem');
  return { ...inputs, deployment, credentials, demands: { maxFailedEntries, maxFailedEntriesText, minEntries, failOnWarnings } };
}

function readWhole(text: string): number | undefined {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

function readCredentials(form: Form, secrets: Secrets): Credentials | undefined {
  const token = form.text('token');
  const username = form.text('username');
  const password = form.raw('password') ?? '';
  for (const secret of [token, password, password.trim()]) if (secret !== '') secrets.add(secret);
  if (token !== '' && (username !== '' || password !== '')) {
    form.problem('token and username or password are given: give either token, or username and password.');
  }
  if (/[^\x21-\x7e]/.test(token))
    form.problem('token has a blank, a line break or another character inside that no token has: give the bare token.');
  if (/^(gh[a-z]_|github_pat_)/.test(token))
    form.problem(
      "token is a token of GitHub, not of NOMAD: give a token that you made on the NOMAD deployment (GitHub's has been sent nowhere).",
    );
  if (token !== '') return { kind: 'token', token };
  return username !== '' && password !== '' ? { kind: 'password', username, password } : undefined;
}

function noCredentials(): NoVerdict {
  return new NoVerdict({
    reason: 'no-credentials',
    message: 'No login for NOMAD: token is empty, and so is username or password.',
    advice: [
      'GitHub gives no secrets to pull requests from forks, nor to Dependabot: there this is expected, and the step can be left out with',
      "if: github.actor != 'dependabot[bot]' && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository)",
      'Otherwise check that the secret exists and that the name in ${{ secrets.… }} is spelled right.',
    ].join('\n'),
  });
}

/** The INPUT_ variables, with the problems found while reading them. */
class Form {
  readonly #environment: Environment;
  readonly #problems: string[] = [];
  readonly #refused = new Set<string>();

  readonly #secrets: Secrets;

  constructor(environment: Environment, secrets: Secrets) {
    this.#environment = environment;
    this.#secrets = secrets;
  }

  raw(name: string): string | undefined {
    return this.#environment[`INPUT_${name.toUpperCase()}`];
  }

  text(name: string): string {
    return (this.raw(name) ?? '').trim();
  }

  /** Calls `parse` with the input or its default; a string that comes back is the problem with it. */
  read<T extends object | number | boolean>(name: string, byDefault: string, parse: (text: string) => T | string): T | undefined {
    const given = this.text(name);
    // An Oasis's secret must not go to nomad-lab.eu because a variable was missing.
    if (name === 'nomad-url' && given === '' && this.raw(name) !== undefined) {
      this.problem('nomad-url is given but empty: does the variable that it comes from exist? Leave it out for nomad-lab.eu.');
      return undefined;
    }
    const value = parse(given || byDefault);
    if (typeof value !== 'string') return value;
    this.#refuse(name, name === 'nomad-url' && /[@?#]/.test(given) ? '' : given, value);
    return undefined;
  }

  /** Milliseconds. */
  duration(name: string, byDefault: string): number {
    return this.read(name, byDefault, (text) => readDuration(text) ?? durationHint(text)) ?? 0;
  }

  boolean(name: string, byDefault: boolean): boolean {
    const read = this.read(name, String(byDefault), (text) => {
      if (['true', 'True', 'TRUE'].includes(text)) return true;
      return ['false', 'False', 'FALSE'].includes(text) ? false : 'Allowed are true and false.';
    });
    return read ?? byDefault;
  }

  choice<const T extends string>(name: string, [byDefault, ...others]: readonly [T, ...T[]]): T {
    const given = this.text(name);
    const chosen = [byDefault, ...others].find((one) => one === given);
    if (chosen === undefined && given !== '') this.#refuse(name, given, `Allowed are ${[byDefault, ...others].join(', ')}.`);
    return chosen ?? byDefault;
  }

  /** One value a line: blanks at the ends go, empty lines and doubles are ignored. */
  lines(name: string, problemOf: (line: string) => string | undefined): string[] {
    const lines = (this.raw(name) ?? '').split(/\r\n|\r|\n/).map((line) => line.trim());
    const values = [...new Set(lines.filter((line) => line !== ''))];
    for (const value of values) {
      const problem = problemOf(value);
      if (problem !== undefined) this.#refuse(name, value, problem);
    }
    return values;
  }

  problem(sentence: string): void {
    this.#problems.push(sentence);
  }

  refused(name: string): boolean {
    return this.#refused.has(name);
  }

  throwProblems(): void {
    const problems = this.#problems;
    if (problems.length === 0) return;
    const list = problems.length === 1 ? [] : problems.map((problem) => `- ${problem}`);
    throw new NoVerdict({
      reason: 'invalid-input',
      message: `${problems.length === 1 ? 'An input' : `${problems.length} inputs`} can't be used: ${problems.join(' | ')}`,
      advice: [...list, 'Correct the with: section of this step. Nothing was asked of NOMAD.'].join('\n'),
    });
  }

  #refuse(name: string, given: string, allowed: string): void {
    this.#refused.add(name);
    this.#problems.push(
      given === '' ? `${name}: ${allowed}` : `${name} is "${cut(this.#secrets.redact(given), 80)}". ${allowed}`,
    );
  }
}
