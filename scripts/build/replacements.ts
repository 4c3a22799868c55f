import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of a package that the bundler reads in another form than npm installs it. */
interface Replacement {
  readonly name: string;
  /** Below node_modules. */
  readonly file: string;
  /** Text of our own, or what becomes of the package's. */
  readonly by: string | ((source: string) => string);
  readonly reason: string;
  /** How many times as long a step takes without it, as `node scripts/bench/gains.ts` measured; under 1.05 it would not be here. */
  readonly gain: string;
}

/** Everything in the bundle that differs from what package-lock.json names. Nothing in node_modules is changed. */
export const replacements: readonly Replacement[] = [
  {
    name: 'undici left out',
    file: 'undici/index.js',
    by: 'export class ProxyAgent {}\nexport const fetch = undefined;\n',
    reason:
      'A second HTTP client: @actions/http-client imports its ProxyAgent for getAgentDispatcher(), which only octokit calls. Our requests take its tunnel agent.',
    gain: '1.79 over http, 1.55 over https',
  },
  {
    name: 'no side effects in @actions/core',
    file: '@actions/core/package.json',
    by: withoutSideEffects,
    reason: 'It does not tell bundlers that unused modules can go: its OIDC client, @actions/exec, and what they load of Node.',
    gain: '1.17 over http, 1.13 over https',
  },
  {
    name: 'no side effects in @actions/github',
    file: '@actions/github/package.json',
    by: withoutSideEffects,
    reason: 'Only its context is used, and it does not tell bundlers that the rest can go: octokit, 190 kB.',
    gain: '1.13 with a check run',
  },
  {
    name: 'https on demand',
    file: '@actions/http-client/lib/index.js',
    by: (source) => onDemand(source, 'https'),
    reason: 'It loads https, and with it TLS and crypto, before any request. Here the first request that needs them does.',
    gain: '1.15 over http, nothing over https',
  },
  {
    name: 'https on demand in the tunnel',
    file: 'tunnel/lib/tunnel.js',
    by: (source) => ['https', 'tls', 'assert'].reduce(onDemand, source),
    reason: 'The same, for requests through a proxy.',
    gain: '1.13 over http, nothing over https',
  },
  {
    name: 'no deprecated Buffer in the tunnel',
    file: 'tunnel/lib/tunnel.js',
    by: (source) => source.replace('new Buffer(', 'Buffer.from('),
    reason: 'Node prints a warning into the log of every step whose proxy has a user name and password.',
    gain: 'not made for speed',
  },
];

/** Writes the copies into a node_modules beside the compiled sources, where the bundler looks first. `without`: a row to leave out. */
export function writeReplacements(folder: string, without: string | undefined): void {
  for (const { name, file, by } of replacements) {
    if (name === without) continue;
    const copy = join(folder, 'node_modules', file);
    if (typeof by === 'string') {
      mkdirSync(dirname(copy), { recursive: true });
      writeFileSync(copy, by);
      continue;
    }
    if (!existsSync(copy)) copyPackage(/^(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file, folder);
    const source = readFileSync(copy, 'utf8');
    const changed = by(source);
    if (changed === source) throw new Error(`${file} has nothing any more for "${name}" to change`);
    writeFileSync(copy, changed);
  }
}

// The whole of it, because its other files must find the copy too.
function copyPackage(name: string, folder: string): void {
  cpSync(join('node_modules', name), join(folder, 'node_modules', name), { recursive: true });
}

function withoutSideEffects(source: string): string {
  return source.replace(/^\{/, '{ "sideEffects": false,');
}

/** Loads one of Node's modules when it is first used, not when the file is loaded. Throws when the file no longer loads it at its head. */
function onDemand(source: string, name: string): string {
  const eager = new RegExp(`^(import \\* as ${name} from '${name}'|var ${name} = require\\('${name}'\\));$`, 'm');
  if (!eager.test(source)) throw new Error(`${name} is no longer loaded at the head of a file`);
  return source.replace(eager, `const ${name} = new Proxy({}, { get: (_, key) => process.getBuiltinModule('${name}')[key] });`);
}
