import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { markAsCommonJs, prepareBundleInput } from './build/bundle-input.ts';
import { writeLicenses } from './build/licenses.ts';

/** Builds the packaged action into a directory: `node scripts/build.ts [dist]`. */
const [target = 'dist'] = process.argv.slice(2);

function run(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

for (const made of ['build/js', 'build/node_modules']) rmSync(made, { recursive: true, force: true });
rmSync(target, { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
prepareBundleInput('build');
// Without the bundler's cache, which is kept by the project's path and doesn't notice that a package.json has changed.
run('node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', 'build/js/check/index.js', '-o', target, '-m', '-q', '--no-cache');
markAsCommonJs(target);
writeLicenses(target);
