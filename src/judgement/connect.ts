import { type Credentials, readTokenFacts, warnOfEnd } from '../nomad/credentials.ts';
import type { Deployment } from '../nomad/deployment.ts';
import { Requester, type RequesterDeps } from '../nomad/transport/request.ts';
import type { StepDeps } from './judging-step.ts';
import type { Progress } from './progress.ts';

/** Where to log in, and how. */
interface Account {
  readonly deployment: Deployment;
  readonly credentials: Credentials;
}

/** A connection to the deployment, without any request yet. `scopes`: those that a personal access token needs for this step. */
export function connect(
  { deployment, credentials }: Account,
  scopes: readonly string[],
  progress: Progress,
  { secrets, clock, signal, log }: Pick<StepDeps, 'secrets' | 'clock' | 'signal' | 'log'>,
): Requester {
  const deps: RequesterDeps = {
    ...{ api: deployment.api, credentials, scopes, redact: secrets.redact, clock, signal, random: Math.random },
    onSecret: secrets.add,
    onRetry: progress.retry,
    onAnswer: (route, outcome, ms, bytes) => {
      log.debug(`${route}: ${outcome}, ${Math.round(ms)} ms, ${bytes} bytes`);
    },
  };
  return new Requester(deps);
}

/** Logs where and how the step logs in. Gives a warning if the token expires within `longest` milliseconds, the most that the step may take. */
export function announceLogin(
  { deployment, credentials }: Account,
  longest: number,
  { secrets, clock, log }: Pick<StepDeps, 'secrets' | 'clock' | 'log'>,
): string | undefined {
  log.line(`NOMAD: ${deployment.api}`);
  if (credentials.kind === 'password') {
    log.line(`Login: user name and password of ${secrets.redact(credentials.username)}`);
    return undefined;
  }
  const facts = readTokenFacts(credentials.token);
  log.line(`Login: ${facts.kind}`);
  const now = clock.now();
  return warnOfEnd(facts, now, now + longest);
}
