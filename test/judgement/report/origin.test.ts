import { describe, expect, it } from 'vitest';
import { describeOrigin } from '../../../src/judgement/report/github/origin.ts';
import { readRun } from '../../../src/step/github/run.ts';
import { addressesOf, htmlOf, shownOf } from './rendered.ts';

const commit = 'c0ffee0'.padEnd(40, '1');
const environment = {
  GITHUB_SERVER_URL: 'https://github.example.org',
  GITHUB_REPOSITORY: 'group/data',
  GITHUB_SHA: commit,
  GITHUB_RUN_ID: '42',
  GITHUB_RUN_ATTEMPT: '1',
};

async function originOf(changes: Readonly<Record<string, string | undefined>>): Promise<{ shown: string; links: string[] }> {
  const run = await readRun({ ...environment, ...changes });
  const html = htmlOf(run === undefined ? '' : describeOrigin(run));
  return { shown: shownOf(html).trim(), links: addressesOf(html) };
}

const web = 'https://github.example.org/group/data';
const commitPage = `${web}/commit/${commit}`;

describe('what a comment or a check run is about', () => {
  it.each([
    ['the first attempt', {}, 'Commit c0ffee0, workflow run', [commitPage, `${web}/actions/runs/42/attempts/1`]],
    [
      'another attempt',
      { GITHUB_RUN_ATTEMPT: '3' },
      'Commit c0ffee0, workflow run, attempt 3',
      [commitPage, `${web}/actions/runs/42/attempts/3`],
    ],
    [
      'no number of an attempt',
      { GITHUB_RUN_ATTEMPT: 'x' },
      'Commit c0ffee0, workflow run',
      [commitPage, `${web}/actions/runs/42/attempts/1`],
    ],
    ['no run', { GITHUB_RUN_ID: undefined }, 'Commit c0ffee0', [commitPage]],
    ['no number of a run', { GITHUB_RUN_ID: '42)[x](' }, 'Commit c0ffee0', [commitPage]],
    ['no server', { GITHUB_SERVER_URL: undefined }, 'Commit c0ffee0', []],
    ['an odd server', { GITHUB_SERVER_URL: 'javascript:alert(1)' }, 'Commit c0ffee0', []],
    ['an odd commit', { GITHUB_SHA: '[x](y)' }, 'Commit [x](y), workflow run', [`${web}/actions/runs/42/attempts/1`]],
  ])('with %s', async (_, changes, shown, links) => {
    expect(await originOf(changes)).toEqual({ shown, links });
  });
});
