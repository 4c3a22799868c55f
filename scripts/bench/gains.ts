import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { replacements } from '../build/replacements.ts';
import { hasOpenssl, selfSigned } from '../../test/e2e/certificate.ts';
import { type Run, runInRounds } from './measure.ts';
import { action, type Program, withCheckRun } from './programs.ts';
import { withNomad } from './served.ts';
import type { Served } from './server.ts';
import { ratios, withSpread } from './statistics.ts';
import { table } from './table.ts';

/**
 * Measures what each replacement of scripts/build/replacements.ts gains: how many times as long a whole step takes when only that one is
 * left out. `node scripts/bench/gains.ts [ROUNDS] [FILE…]`; a file is another packaged action to compare, as it was before a change.
 */
const [rounds = '31', ...others] = process.argv.slice(2);

const [all = '', ...lacking] = ['', ...replacements.map(({ name }) => name)].map((without, at) => {
  const folder = join('build', 'gains', String(at));
  execFileSync(process.execPath, ['scripts/build.ts', folder, `--without=${without}`], { stdio: 'inherit' });
  return join(folder, 'check', 'index.js');
});
const names = [...replacements.map(({ name }) => `without "${name}"`), ...others];
const mains = [...lacking, ...others];

function measure(served: Served, env: Readonly<Record<string, string>> = {}): string[] {
  const whole = action(served, 'id', env, all);
  const programs = mains.map((main) => action(served, 'id', env, main));
  const runs = runInRounds([whole, ...programs], Number(rounds));
  const walls = (program: Program): number[] => (runs.get(program) ?? []).map(({ wall }: Run) => wall);
  return programs.map((program) => withSpread(ratios(walls(program), walls(whole))));
}

const contents = { entries: 20, failed: 0, uploads: 10 };
const columns = {
  'over http': await withNomad(contents, (served) => measure(served)),
  'over http, with a check run': await withNomad(contents, (served) => measure(served, withCheckRun(served))),
  'over https': await overHttps(),
};
const rows = names.map((name, at) => [name, ...Object.values(columns).map((column) => column[at] ?? '')]);
process.stdout.write(`${table(['', ...Object.keys(columns)], rows)}\n`);

async function overHttps(): Promise<string[]> {
  if (!hasOpenssl) return [];
  const certificate = selfSigned();
  try {
    const { key, cert, file } = certificate;
    return await withNomad({ ...contents, tls: { key, cert } }, (served) => measure(served, { NODE_EXTRA_CA_CERTS: file }));
  } finally {
    certificate.remove();
  }
}
