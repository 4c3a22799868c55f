import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Prepares what the bundler reads below `folder`, where the compiled sources are in `js/`, for an action that starts fast:
 * - Without a "type" the bundle is CommonJS, which Node starts faster than ES modules.
 * - The toolkit does not say that its modules do nothing when they are loaded, so the bundler keeps them all. A copy that says so, found
 *   before the original, leaves out what nobody calls: the OIDC client, and the whole of @actions/exec for the name of the platform.
 */
export function prepareBundleInput(folder: string): void {
  writeFileSync(join(folder, 'js', 'package.json'), '{}\n');
  const name = join('node_modules', '@actions', 'core');
  const copy = join(folder, name);
  cpSync(name, copy, { recursive: true });
  const manifest: unknown = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
  if (typeof manifest !== 'object') throw new Error('@actions/core has no package.json');
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...manifest, sideEffects: false }));
}

/** A package.json that says what the bundle is, whatever the one above it says. */
export function markAsCommonJs(target: string): void {
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
}
