import type { FailureReason } from '../../src/core/failure-reasons.ts';

type Reasons = readonly FailureReason[];

/** Every step can end so. */
const anyStep: Reasons = [
  ...(['cancelled', 'internal-error', 'invalid-input', 'no-credentials', 'authentication', 'permission'] as const),
  ...(['unreachable', 'unexpected-answer', 'timeout'] as const),
];

/** So can a step that judges an upload. */
const judging: Reasons = [
  ...anyStep,
  ...(['deleted', 'not-found', 'not-processed', 'processing-failed', 'entries-failed', 'too-few-entries', 'warnings'] as const),
];

/** How each action can fail, by contract. */
export const endings: Readonly<Record<'check' | 'send' | 'publish' | 'delete', Reasons>> = {
  check: [...judging, 'duplicate', 'stale'],
  send: [
    ...judging,
    'duplicate',
    ...(['no-files', 'unsafe-files', 'already-published', 'upload-limit', 'too-large', 'files-changed', 'incomplete'] as const),
  ],
  publish: [...judging, 'publish-refused'],
  delete: [...anyStep, 'already-published', 'too-many-matches'],
};
