import type { Credentials } from '../../nomad/credentials.ts';
import { noCredentials, type LoginSource } from '../messages/input.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import type { Environment, InputReader, InputSecrets } from './reader.ts';
import { readEvent } from './event.ts';
import { isRecord } from '../../core/record.ts';

// More than any login has; what is longer is a file.
const maxLength = 16 * 1024;
const maxLines = 100;

const placeholders = ['null', 'undefined', '***'];

/** Reads token, username and password. Call it before anything else is read: other inputs may hold one of the secrets. */
export function readCredentials(reader: InputReader, secrets: InputSecrets): Credentials | undefined {
  const token = reader.text('token');
  const username = reader.text('username');
  const password = reader.raw('password') ?? '';
  // A word that stands for nothing is not a secret, and to hide it would spoil the log.
  const values = [placeholders.includes(token) ? '' : token, password, password.trim(), reader.text('github-token')];
  for (const secret of values) if (secret !== '') secrets.add(secret);
  if (token !== '' && (username !== '' || password !== ''))
    reader.problem('token', 'token and username or password are given: give either token, or username and password.');
  const problem = problemOfToken(token);
  if (problem !== undefined) reader.problem('token', problem);
  if (isFile(password)) reader.problem('password', 'password is longer than any password: was a file put into the secret?');
  if (token !== '') return { kind: 'token', token };
  return username !== '' && password !== '' ? { kind: 'password', username, password } : undefined;
}

/** A sentence without the token. */
function problemOfToken(token: string): string | undefined {
  if (placeholders.includes(token))
    return `token is "${token}", which is what a failed command leaves behind instead of a token: look at how the secret was made.`;
  if (/(?:^|[^\w.-])(?:gh[a-z0-9]_|github_pat_)/i.test(token))
    return "token is a token of GitHub, not of NOMAD: give a token that you made on the NOMAD deployment (GitHub's has been sent nowhere).";
  if (/^["'`“‘]|["'`”’]$/.test(token)) return 'token is in quotation marks: store the token without them.';
  if (/^Bearer\s/i.test(token)) return 'token begins with "Bearer": give only what follows that word.';
  if (isFile(token)) return 'token is longer than any token: was a file put into the secret?';
  if (/[^\x21-\x7e]/.test(token))
    return 'token contains a space, a line break or another character that no token has: give the token alone.';
  return undefined;
}

function isFile(secret: string): boolean {
  return secret.length > maxLength || secret.split(/\r\n|\r|\n/, maxLines + 1).length > maxLines;
}

/** The ending where neither a token nor a whole login was given. */
export function missingLogin(reader: InputReader, environment: Environment): Failure {
  return noCredentials(reader.text('username') !== '', (reader.raw('password') ?? '') !== '', findSource(environment));
}

function findSource(environment: Environment): LoginSource {
  if (environment['GITHUB_ACTIONS'] !== 'true') return 'variables';
  if (environment['GITHUB_ACTOR'] === 'dependabot[bot]') return 'dependabot';
  return isFromFork(environment) ? 'fork' : 'workflow';
}

/** pull_request_target has the secrets, and so has workflow_run. */
function isFromFork(environment: Environment): boolean {
  if (!/^pull_request(_review(_comment)?)?$/.test(environment['GITHUB_EVENT_NAME'] ?? '')) return false;
  const pull = readEvent(environment)['pull_request'];
  const head = isRecord(pull) && isRecord(pull['head']) ? pull['head'] : {};
  // A fork that was deleted since is null.
  const from = isRecord(head['repo']) ? head['repo']['full_name'] : undefined;
  return isRecord(pull) && from !== environment['GITHUB_REPOSITORY'];
}
