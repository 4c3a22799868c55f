import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fieldsOf, read } from '../docs/markdown.ts';
import { scratchFolder } from '../scratch-folder.ts';

const workflow = read('.github/workflows/release.yml');
const verify = fieldsOf(fieldsOf(fieldsOf(parse(workflow)).get('jobs')).get('verify'));
const steps = [verify.get('steps')].flat().map(fieldsOf);
const script = String(steps.find((step) => String(step.get('name')).includes("owner's name"))?.get('run'));

describe('a release', () => {
  const folder = scratchFolder('release');

  /** The step in a repository of this workflow and one more file; gives its exit code and what it said. */
  function refusal(content: string, init = true): { code: number | null; log: string } {
    writeFileSync(join(folder, 'release.yml'), workflow);
    writeFileSync(join(folder, 'README.md'), content);
    rmSync(join(folder, '.git'), { recursive: true, force: true });
    if (init)
      for (const args of [
        ['init', '-q'],
        ['add', '-A'],
      ])
        spawnSync('git', args, { cwd: folder });
    const { status, stdout } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, encoding: 'utf8' });
    return { code: status, log: stdout };
  }

  it('is made of a tree that names its owner', () => {
    expect(refusal('uses: octocat/nomad-uploads@v1\n')).toEqual({ code: 0, log: '' });
  });

  it('is refused where the placeholder is left, and says where', () => {
    const { code, log } = refusal('\nuses: OWNER/nomad-uploads@v1\n');
    expect(code).toBe(1);
    expect(log).toMatch(/^README\.md:2:.*\n::error::/);
  });

  it('is refused where nothing can be searched', () => {
    expect(refusal('', false).code).toBe(1);
  });
});
