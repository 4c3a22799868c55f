import type { Failure } from '../../core/failure-reasons.ts';
import { count } from '../../core/wording.ts';

// A verdict has at most 500 characters.
const mostShown = 480;

/** What is wrong with an input: one sentence of src/inputs/. */
export interface Problem {
  readonly name: string;
  readonly sentence: string;
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
      all.length <= mostShown
        ? all
        : `${count(names.length, 'input')} can't be used (${names.join(', ')}): the annotation says why.`,
    advice: [
      ...(problems.length === 1 && all.length <= mostShown ? [] : sentences.map((sentence) => `- ${sentence}`)),
      'Correct the with: section of this step. No request was sent to NOMAD.',
    ].join('\n'),
  };
}

/** Neither a token, nor user name and password. */
export const noCredentials: Failure = {
  reason: 'no-credentials',
  message: 'No login for NOMAD: token is empty, and so is username or password.',
  advice: [
    'GitHub gives no secrets to pull requests from forks, nor to Dependabot: there this is expected, and the step can be left out with',
    "if: github.actor != 'dependabot[bot]' && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository)",
    'Otherwise check that the secret exists and that the name in ${{ secrets.… }} is spelled right.',
  ].join('\n'),
};
