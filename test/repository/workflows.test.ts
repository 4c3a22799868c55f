import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldsOf, read, root } from '../docs/markdown.ts';

const paths = globSync('.github/workflows/*.yml', { cwd: root });

it('workflows of this repository are found', () => {
  expect(paths.length).toBeGreaterThan(4);
});

describe.each(paths)('%s', (path) => {
  const workflow = fieldsOf(parse(read(path)));
  const jobs = [...fieldsOf(workflow.get('jobs')).values()].map(fieldsOf);

  it('allows nothing, but what a job asks for itself', () => {
    expect(workflow.get('permissions')).toEqual({});
    for (const job of jobs) expect(fieldsOf(job.get('permissions')).size).toBeGreaterThan(0);
  });

  it('limits the time of every job, and its own runs at once', () => {
    for (const job of jobs) expect(job.get('timeout-minutes')).toBeGreaterThan(0);
    expect(fieldsOf(workflow.get('concurrency')).get('group')).toBeTypeOf('string');
  });

  it('pins the actions of others by commit, with the version beside it', () => {
    const uses = [...read(path).matchAll(/uses: (.*)$/gm)].map(([, used = '']) => used);
    expect(uses.length).toBeGreaterThan(0);
    for (const used of uses) expect(used).toMatch(/^\.\/$|^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('leaves no token behind in a checkout', () => {
    const steps = jobs.flatMap((job) => [job.get('steps')].flat()).map(fieldsOf);
    for (const step of steps)
      if (/^actions\/checkout@/.test(String(step.get('uses'))))
        expect(fieldsOf(step.get('with')).get('persist-credentials')).toBe(false);
  });
});
