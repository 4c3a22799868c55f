import { describe, expect, it } from 'vitest';
import { commitNote } from '../../../src/send/files/link-commit.ts';

const sha = 'a'.repeat(40);
const head = 'b'.repeat(40);
const environment = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_SHA: sha, GITHUB_RUN_ID: '17' };
const publicly = { repository: { private: false, visibility: 'public' } };

function contentOf(note: ReturnType<typeof commitNote>): unknown {
  return note.add ? JSON.parse(note.content) : note.why;
}

describe('the note about the commit', () => {
  it('names repository, commit and run', () => {
    const note = commitNote(environment, publicly, ['data/nomad.json'], 'public');
    expect(note).toMatchObject({ add: true, path: 'nomad.json' });
    expect(contentOf(note)).toEqual({
      comment: `Sent from the repository o/r at commit ${sha}, by the run https://github.com/o/r/actions/runs/17.`,
      references: [`https://github.com/o/r/commit/${sha}`],
    });
  });

  it("names the head's commit in a pull request", () => {
    const event = { ...publicly, pull_request: { head: { sha: head, repo: { private: false } } } };
    expect(contentOf(commitNote(environment, event, [], 'public'))).toMatchObject({
      references: [`https://github.com/o/r/commit/${head}`],
    });
  });

  it.each([
    ['private', { repository: { private: true } }],
    ['internal', { repository: { private: false, visibility: 'internal' } }],
    ['not said to be public', { repository: {} }],
    ['not named', {}],
    ['public, and the fork is private', { ...publicly, pull_request: { head: { sha: head, repo: { private: true } } } }],
  ])('is not added by default where the repository is %s, but always with always', (_, event) => {
    expect(contentOf(commitNote(environment, event, [], 'public'))).toBe('not-public');
    expect(commitNote(environment, event, [], 'always').add).toBe(true);
  });

  it.each(['nomad.json', 'nomad.yaml', 'nomad.yml'])('gives way to %s at the top', (path) => {
    expect(contentOf(commitNote(environment, publicly, ['a', path], 'always'))).toBe('metadata');
  });

  it('is never added with never', () => {
    expect(contentOf(commitNote(environment, publicly, [], 'never'))).toBe('never');
  });

  it.each([
    { GITHUB_SHA: undefined },
    { GITHUB_SHA: 'main' },
    { GITHUB_REPOSITORY: '' },
    { GITHUB_REPOSITORY: 'o/r/../x' },
    { GITHUB_SERVER_URL: 'javascript:alert(1)' },
    { GITHUB_SERVER_URL: undefined },
  ])('needs a commit that has an address: %j', (others) => {
    expect(contentOf(commitNote({ ...environment, ...others }, publicly, [], 'always'))).toBe('no-commit');
  });

  it('leaves out a run that is not known', () => {
    const note = commitNote({ ...environment, GITHUB_RUN_ID: '"x' }, publicly, [], 'always');
    expect(contentOf(note)).toMatchObject({ comment: `Sent from the repository o/r at commit ${sha}.` });
  });
});
