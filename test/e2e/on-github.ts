import { join } from 'node:path';
import { expect } from 'vitest';
import type { CheckRun, GitHubServer } from '../github-server/server.ts';
import type { NomadServer } from '../nomad-server/server.ts';
import { type Inputs, type Step, type StepSettings, check } from './step.ts';

/** Files of test/fixtures/events. */
export type Event = 'pull_request.json' | 'workflow_run.json' | 'push.json' | 'broken.txt' | 'missing.json';

/** The head commits of these events. */
export const commits = { pullRequest: 'ab'.repeat(20), workflowRun: 'cd'.repeat(20), push: 'f'.repeat(40) } as const;

/** The number of the pull request of the event. */
export const pullRequest = 7;

/** Inputs that ask for both things that a step writes there. */
export const both = { 'check-run-name': 'NOMAD', 'pr-comment': 'always' };

/** Settings of a step whose GitHub is this one. */
export function on(
  github: GitHubServer,
  { event = 'pull_request.json', env, githubToken = github.token(), ...settings }: StepSettings & { event?: Event } = {},
): StepSettings {
  const events = join(import.meta.dirname, '..', 'fixtures', 'events');
  return { ...settings, githubToken, env: { GITHUB_API_URL: github.api, GITHUB_EVENT_PATH: join(events, event), ...env } };
}

/** An upload that is well, or one whose entries failed. */
export const uploads: Readonly<Record<'good' | 'bad', (nomad: NomadServer) => Inputs>> = {
  good: (nomad) => ({ 'upload-id': nomad.add({ name: 'week 47' }) }),
  bad: (nomad) => ({
    'upload-id': nomad.add({ name: 'week 47', entries: [{ mainfile: 'a.yaml', status: 'FAILURE', errors: ['why'], logs: [] }] }),
  }),
};

/** Runs a step with more inputs than its uploads. */
export function checkWith(more: Inputs, prepare: (nomad: NomadServer) => Inputs, settings: StepSettings): Promise<Step> {
  return check('2.0', (nomad) => ({ ...more, ...prepare(nomad) }), settings);
}

/** `POST /repos/…/check-runs 201`, without the names of the repository. */
export function asked({ requests }: GitHubServer): string[] {
  return requests.map(
    ({ method, path, status }) => `${method} ${path.replace(/^(\/api\/v3)?\/repos\/[^/]+\/[^/]+/, '')} ${status}`,
  );
}

export function onlyOne<T>(list: readonly T[]): T {
  const [one] = list;
  expect(list).toHaveLength(1);
  if (one === undefined) throw new Error('there is none');
  return one;
}

export function onlyCheckRun({ checkRuns }: GitHubServer): CheckRun {
  return onlyOne(checkRuns);
}

/** The messages of warnings, in order. */
export function warningsOf({ annotations }: Step): string[] {
  return annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
}

/** What GitHub got and what the step shows holds none of these. What the runner was told to mask is said in `add-mask` lines only. */
export function expectNoSecret(github: GitHubServer, run: Step, secrets: readonly string[]): void {
  const raw = run.raw.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const shown = [...raw, run.log, run.summary, JSON.stringify([run.annotations, run.outputs])];
  const sent = github.requests.map(({ path, body }) => path + body);
  for (const secret of secrets) expect([...shown, ...sent].filter((text) => text.includes(secret))).toEqual([]);
}
