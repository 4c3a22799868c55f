import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../../scratch-folder.ts';
import { refusalOf } from './given.ts';

const folder = scratchFolder('events');

/** The runner's variables in a run that this event started. */
function runOf(name: string, event: unknown, more: Record<string, string> = {}): Record<string, string> {
  const path = join(folder, `${String(Math.random())}.json`);
  writeFileSync(path, JSON.stringify(event));
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_REPOSITORY: 'octocat/data',
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: path,
    ...more,
  };
}

function pullRequestFrom(repo: unknown): unknown {
  return { pull_request: { number: 1, head: { sha: 'x', repo } } };
}

const push = runOf('push', {});

describe('the message names what is empty, and what is not:', () => {
  it.each([
    [{}, 'token, username and password are all empty'],
    [{ token: ' \n', username: '\t' }, 'token, username and password are all empty'],
    [{ username: 'ada' }, 'username is set, but token and password are empty'],
    [{ password: 'x' }, 'password is set, but token and username are empty'],
    [{ username: '  ', password: 'x' }, 'password is set, but token and username are empty'],
  ])('%j', (given, says) => {
    const { reason, message } = refusalOf({ token: '', ...given }, push);
    expect(reason).toBe('no-credentials');
    expect(message).toBe(`No login for NOMAD was given: ${says}.`);
  });
});

const condition =
  "if: github.actor != 'dependabot[bot]' && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository)";

describe('where GitHub gives no secrets, the advice says so, with an if: that asks for the event and not for the secret:', () => {
  it.each([
    [
      'a pull request from a fork',
      runOf('pull_request', pullRequestFrom({ full_name: 'mallory/data' })),
      /pull requests from forks/,
    ],
    ['one whose fork is gone', runOf('pull_request', pullRequestFrom(null)), /pull requests from forks/],
    ['its review', runOf('pull_request_review', pullRequestFrom({ full_name: 'mallory/data' })), /pull requests from forks/],
    [
      'a pull request by Dependabot',
      runOf('pull_request', pullRequestFrom({ full_name: 'octocat/data' }), { GITHUB_ACTOR: 'dependabot[bot]' }),
      /Dependabot's runs/,
    ],
    ['a push by Dependabot', runOf('push', {}, { GITHUB_ACTOR: 'dependabot[bot]' }), /Dependabot's runs/],
  ])('%s', (_, run, says) => {
    const { advice } = refusalOf({ token: '' }, run);
    expect(advice).toMatch(says);
    expect(advice.split('\n')).toContain(condition);
  });
});

describe('elsewhere it says how a secret comes to be empty:', () => {
  it.each([
    ['a push', push],
    ['a pull request from the repository itself', runOf('pull_request', pullRequestFrom({ full_name: 'octocat/data' }))],
    ['one that runs with the secrets', runOf('pull_request_target', pullRequestFrom({ full_name: 'mallory/data' }))],
    ['an event that can not be read', { ...runOf('pull_request', {}), GITHUB_EVENT_PATH: join(folder, 'gone') }],
  ])('%s', (_, run) => {
    const { advice } = refusalOf({ token: '' }, run);
    expect(advice).toMatch(/spelled right.*environment.*secrets: inherit/s);
    expect(advice).not.toMatch(/fork|Dependabot/);
  });
});

it('where no GitHub is, it says which variables to set', () => {
  const { advice } = refusalOf({ token: '' }, {});
  expect(advice).toMatch(/NOMAD_TOKEN, or NOMAD_USERNAME and NOMAD_PASSWORD/);
  expect(advice).not.toMatch(/fork|Dependabot|secrets\./);
});
