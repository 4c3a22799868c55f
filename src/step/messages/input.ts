import type { Failure } from '../../core/failure-reasons.ts';
import { count } from '../../core/wording.ts';

// A verdict has at most 500 characters.
const maxShown = 480;

/** What is wrong with an input, or with a variable of the environment: one sentence of src/step/inputs/. */
export interface Problem {
  readonly name: string;
  readonly sentence: string;
}

function isVariable(name: string): boolean {
  return name.includes('_');
}

/** One failure for all problems, of which there is at least one. */
export function invalidInput(problems: readonly Problem[]): Failure {
  const sentences = problems.map(({ sentence }) => sentence);
  const names = [...new Set(problems.map(({ name }) => name))];
  const all =
    names.length === 1
      ? `An input can't be used: ${sentences.join(' | ')}`
      : `${names.length} inputs can't be used: ${sentences.join(' | ')}`;
  return {
    reason: 'invalid-input',
    message:
      all.length <= maxShown
        ? all
        : `${count(names.length, 'input')} can't be used (${names.join(', ')}): the annotation says why.`,
    advice: [
      ...(problems.length === 1 && all.length <= maxShown ? [] : sentences.map((sentence) => `- ${sentence}`)),
      `Correct ${names.some(isVariable) ? "the inputs of this step, or the job's environment variables" : 'the inputs of this step'}. No request was sent to NOMAD.`,
    ].join('\n'),
  };
}

const check = 'Check that the secret exists and that the name in ${{ secrets.… }} is spelled right.';
const leaveOut = [
  'To skip the step there, add',
  "if: github.actor != 'dependabot[bot]' && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository)",
];

/** Why a login can be empty, by where the step runs. */
const whyEmpty = {
  fork: ['This is expected: GitHub gives no secrets to pull requests from forks.', ...leaveOut],
  dependabot: ["This is expected: GitHub gives Dependabot's runs only the secrets that are set for Dependabot.", ...leaveOut],
  workflow: [
    `${check} GitHub reports no error for a secret that does not exist; its value is simply empty. It is also empty if it belongs to an environment that the job does not name, or if this is a reusable workflow and the caller did not pass the secret on (secrets: inherit).`,
  ],
  variables: ['Set the variable NOMAD_TOKEN, or NOMAD_USERNAME and NOMAD_PASSWORD, for npm start.'],
} as const;

export type LoginSource = keyof typeof whyEmpty;

/** Neither a token nor a whole login: the token is empty, and so is the user name or the password, or both. */
export function noCredentials(hasUsername: boolean, hasPassword: boolean, source: LoginSource): Failure {
  const empty = hasUsername
    ? 'username is set, but token and password are empty'
    : hasPassword
      ? 'password is set, but token and username are empty'
      : 'token, username and password are all empty';
  return {
    reason: 'no-credentials',
    message: `No login for NOMAD was given: ${empty}.`,
    advice: whyEmpty[source].join('\n'),
  };
}
