import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeEntries, writeStarters } from './build/entries.ts';
import { writeLicenses } from './build/licenses.ts';
import { writeReplacements } from './build/replacements.ts';

/** Builds the packaged actions into a directory: `node scripts/build.ts [dist] [--without NAME]`, a replacement to leave out. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { without: { type: 'string' } } });
const [target = 'dist'] = positionals;

function run(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

for (const made of ['build/js', 'build/node_modules', target]) rmSync(made, { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
const entry = writeEntries('build/js');
writeReplacements('build', values.without);
// Without the bundler's cache, which is kept by the project's path and doesn't notice that a package.json has changed.
const options = ['--minify', '--quiet', '--no-cache', '--stats-out', 'build/stats.json'];
run('node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', entry, '--out', target, ...options);
writeStarters(target);
writeLicenses(target, 'build/stats.json');
