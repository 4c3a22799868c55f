import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Prepares what the bundler reads below `folder`, where the compiled sources are in `js/`, for an action that starts fast:
 * - Without a "type" the bundle is CommonJS, which Node starts faster than ES modules.
 * - The toolkit does not say that its modules do nothing when they are loaded, so the bundler keeps them all. A copy that says so, found
 *   before the original, leaves out what nobody calls: the OIDC client, the whole of @actions/exec for the name of the platform, and
 *   Node's crypto.
 * - Its HTTP client loads what TLS and proxies need before any request. Its copy does so when a request needs them.
 */
export function prepareBundleInput(folder: string): void {
  writeFileSync(join(folder, 'js', 'package.json'), '{}\n');
  const copies = join(folder, 'node_modules');
  for (const name of ['@actions', 'tunnel']) cpSync(join('node_modules', name), join(copies, name), { recursive: true });
  withoutSideEffects(join(copies, '@actions', 'core', 'package.json'));
  onDemand(join(copies, '@actions', 'http-client', 'lib', 'index.js'), 'https');
  const tunnel = join(copies, 'tunnel', 'lib', 'tunnel.js');
  for (const name of ['https', 'tls', 'assert']) onDemand(tunnel, name);
  // Node warns of it in the log of every step whose proxy has a user name and password.
  writeFileSync(tunnel, readFileSync(tunnel, 'utf8').replace('new Buffer(', 'Buffer.from('));
}

function withoutSideEffects(file: string): void {
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof manifest !== 'object') throw new Error(`${file} has no object`);
  writeFileSync(file, JSON.stringify({ ...manifest, sideEffects: false }));
}

/** Lets a source load one of Node's modules when it first uses it. Throws when the source does not load it at its head. */
function onDemand(file: string, name: string): void {
  const source = readFileSync(file, 'utf8');
  const eager = new RegExp(`^(import \\* as ${name} from '${name}'|var ${name} = require\\('${name}'\\));$`, 'm');
  if (!eager.test(source)) throw new Error(`${file} does not load ${name} at its head any more`);
  const lazy = `const ${name} = new Proxy({}, { get: (_, key) => process.getBuiltinModule('${name}')[key] });`;
  writeFileSync(file, source.replace(eager, lazy));
}

/** A package.json that says what the bundle is, whatever the one above it says. */
export function markAsCommonJs(target: string): void {
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
}
