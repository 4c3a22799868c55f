import type { InputReader } from './reader.ts';

/** What to write on GitHub itself. */
export interface GitHubInputs {
  /** '' for none. */
  readonly checkRunName: string;
  readonly prComment: 'never' | 'on-failure' | 'always';
  readonly token: string;
  /** The matrix leg as JSON: an internal input. */
  readonly matrix: string;
}

/** Reads check-run-name, pr-comment, github-token and matrix. undefined: nothing is to be written, or there is no token. */
export function readGitHub(reader: InputReader): GitHubInputs | undefined {
  const token = reader.text('github-token');
  const checkRunName = readCheckRunName(reader);
  const prComment = reader.choice('pr-comment', ['never', 'on-failure', 'always']);
  const matrix = reader.text('matrix');
  if (reader.text('check-run-name') === '' && prComment === 'never') return undefined;
  if (token !== '') return { checkRunName, prComment, token, matrix };
  reader.problem(
    'github-token',
    'github-token is empty, and check-run-name or pr-comment needs one: leave github-token out for the token of the job.',
  );
  return undefined;
}

function readCheckRunName(reader: InputReader): string {
  const name = reader.publicText('check-run-name');
  if (!/^(true|false|yes|no|on|off)$/i.test(name)) return name;
  reader.problem(
    'check-run-name',
    `check-run-name is "${name}". It is the name of the check run, such as NOMAD; leave it out for none.`,
  );
  return '';
}
