import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What GitHub starts: `check/index` for src/check/index.ts, and `…/post` where an action cleans up after the job. Each exports `main`. */
const entries = globSync('src/*/{index,post}.ts')
  .map((file) => /(\w+)[\\/](\w+)\.ts$/.exec(file)?.slice(1).join('/') ?? '')
  .sort();

function nameOf(entry: string): string {
  return entry.replace('/', '_');
}

/** Writes what the bundler begins with: one file that has every action, so that what they share is bundled once. Gives its path. */
export function writeEntries(folder: string): string {
  const file = join(folder, 'index.js');
  writeFileSync(file, entries.map((entry) => `export { main as ${nameOf(entry)} } from './${entry}.js';\n`).join(''));
  // Without a "type" the bundle is CommonJS, which Node starts faster than ES modules.
  writeFileSync(join(folder, 'package.json'), '{}\n');
  return file;
}

/** Writes `check/index.js` and the like beside the bundle: what an action.yml names. */
export function writeStarters(target: string): void {
  for (const entry of entries) {
    const file = join(target, `${entry}.js`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `require('../index.js').${nameOf(entry)}();\n`);
  }
  // Says what the files are, whatever the package.json above says.
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
}
