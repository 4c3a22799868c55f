import type { Failure } from '../../core/failure-reasons.ts';
import { count, cut } from '../../core/wording.ts';
import { nameUpload } from '../../judgement/messages/wording.ts';
import type { FoundUpload } from '../../nomad/search/matches.ts';
import type { Arrival } from '../arrival.ts';

const maxNamed = 3;
const maxListed = 20;

/** What NOMAD has is not what was sent. */
export function incomplete(upload: Pick<FoundUpload, 'id' | 'name'>, { problems, unproved }: Arrival): Failure {
  const named = problems.slice(0, maxNamed).map((problem) => cut(problem, 100));
  const more = problems.length > named.length ? ` and ${count(problems.length - named.length, 'more problem')}` : '';
  const parts = [
    ...(named.length > 0 ? [`${named.join(', ')}${more}`] : []),
    ...(unproved > 0 ? [`${count(unproved, 'file')} could not be compared in time`] : []),
  ];
  return {
    reason: 'incomplete',
    message: `Not everything that was sent is in ${nameUpload(upload)}: ${parts.join('; ')}.`,
    advice: [
      ...(problems.length > maxNamed ? problems.slice(0, maxListed).map((problem) => `- ${cut(problem, 300)}`) : []),
      'Run the job again: files of the same paths are overwritten. If this happens again, tell the people who run the deployment.',
    ].join('\n'),
  };
}
