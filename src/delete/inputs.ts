import { hour } from '../core/clock.ts';
import type { Failure } from '../core/failure-reasons.ts';
import type { Credentials } from '../nomad/credentials.ts';
import type { Deployment } from '../nomad/deployment.ts';
import { readPatterns } from '../nomad/search/pattern.ts';
import { durationHint, readDuration } from '../step/inputs/duration.ts';
import { checkProxies, readDeployment } from '../step/inputs/deployment.ts';
import { missingLogin, readCredentials } from '../step/inputs/login.ts';
import { type Environment, InputReader, type InputSecrets } from '../step/inputs/reader.ts';
import { readIds } from '../step/inputs/upload-id.ts';
import type { Aged } from './old-matches.ts';

/** What to delete. */
export interface Inputs {
  readonly deployment: Deployment;
  readonly credentials: Credentials;
  readonly ids: readonly string[];
  /** undefined: no pattern is given. */
  readonly aged: Aged | undefined;
  readonly maxDeletions: number;
  /** Milliseconds, from the request to delete until an upload is gone. */
  readonly timeout: number;
  readonly dryRun: boolean;
}

/** What the inputs say about the report, in endings without usable inputs too. */
export interface ReportInputs {
  readonly jobSummary: 'always' | 'on-failure' | 'never';
}

export type Reading = { readonly reporting: ReportInputs } & (
  { readonly ok: true; readonly inputs: Inputs } | { readonly ok: false; readonly failure: Failure }
);

const maxPattern = 1000;

/** Reads all inputs, secrets first. `invalid-input` names every problem at once, before any request. */
export function readInputs(environment: Environment, secrets: InputSecrets): Reading {
  const reader = new InputReader(environment, secrets);
  const credentials = readCredentials(reader, secrets);
  const deployment = readDeployment(reader);
  const ids = readIds(reader, deployment);
  const lines = reader.lines('upload-pattern').map(({ raw }) => raw);
  if (ids.length + lines.length === 0 && reader.text('upload-id') === '')
    reader.problem(
      'upload-id',
      'upload-id and upload-pattern are both empty: say which uploads to delete. If the id comes from an earlier step, did that step fail?',
    );
  const aged = readAged(reader, lines);
  const maxDeletions = reader.read('max-deletions', '10', (text) =>
    /^\d{1,4}$/.test(text) ? Number(text) : 'It must be a whole number, such as 10.',
  );
  const rest = { timeout: reader.duration('timeout', '5m'), dryRun: reader.boolean('dry-run', false) };
  const reporting = { jobSummary: reader.choice('job-summary', ['always', 'on-failure', 'never']) };
  checkProxies(reader, environment, [deployment?.api]);
  const failure = reader.failure();
  if (failure !== undefined) return { ok: false, failure, reporting };
  if (credentials === undefined) return { ok: false, failure: missingLogin(reader, environment), reporting };
  if (deployment === undefined || maxDeletions === undefined) throw new TypeError('an input without value and without problem');
  return { ok: true, inputs: { ...rest, deployment, credentials, ids, aged, maxDeletions }, reporting };
}

/** upload-pattern and older-than, which belong together. undefined: there is none, or a problem. */
function readAged(reader: InputReader, lines: readonly string[]): Aged | undefined {
  const olderThan = reader.optional('older-than', readAge);
  if (lines.length === 0) {
    if (reader.text('older-than') !== '')
      reader.problem(
        'older-than',
        'older-than is given without upload-pattern: uploads that upload-id names are deleted whatever their age.',
      );
    return undefined;
  }
  if (reader.text('older-than') === '')
    reader.problem(
      'older-than',
      'older-than is empty, and upload-pattern needs it: say how old an upload must be to be deleted, such as 7d.',
    );
  return { ...readPatternLines(reader, lines), olderThan: olderThan ?? Infinity };
}

function readAge(text: string): number | string {
  const age = readDuration(text);
  if (age === undefined) return durationHint(text);
  return age >= hour ? age : 'It must be at least 1h, so that no upload is deleted that is still in use.';
}

function readPatternLines(reader: InputReader, lines: readonly string[]): Pick<Aged, 'include' | 'exclude'> {
  const { include, exclude } = readPatterns(lines);
  if (include.length === 0)
    reader.problem(
      'upload-pattern',
      'upload-pattern has only exclusions (lines that begin with !): say also which uploads to delete, such as try-out*.',
    );
  for (const line of lines)
    if (line.length > maxPattern) reader.refuse('upload-pattern', line, `A pattern has at most ${maxPattern} characters.`);
  for (const pattern of include)
    if (/^[*?\s]*$/.test(pattern))
      reader.refuse(
        'upload-pattern',
        pattern,
        'It would match every upload: a pattern must contain at least one character of the name.',
      );
  return { include, exclude };
}
