import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, toolsFolder } from './folder.ts';

/** A program written in Go, at one version: each version has a folder of its own, so that a new one is installed anew. */
interface GoTool {
  readonly name: string;
  readonly package: string;
  readonly version: string;
}

export const act: GoTool = { name: 'act', package: 'github.com/nektos/act', version: 'v0.2.89' };
export const actionlint: GoTool = {
  name: 'actionlint',
  package: 'github.com/rhysd/actionlint/cmd/actionlint',
  version: 'v1.7.12',
};

/** Where the program is; the first time it is built, which takes a minute or two. */
export function goTool({ name, package: source, version }: GoTool): string {
  const folder = join(toolsFolder, `${name}-${version}`);
  const program = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
  if (existsSync(program)) return program;
  process.stderr.write(`Installing ${name} ${version} into .tools/ …\n`);
  const { status, error } = spawnSync('go', ['install', `${source}@${version}`], {
    cwd: root,
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error !== undefined) throw new Error(`${name} is built by Go, and there is no Go here: install it from https://go.dev.`);
  if (status !== 0) throw new Error(`go install ${source}@${version} failed; what it said stands above.`);
  return program;
}
