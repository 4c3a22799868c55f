import { hasOpenssl, selfSigned } from '../../test/e2e/certificate.ts';
import { runInRounds, type Run } from './measure.ts';
import { action, bare, type By, curl, nothing, type Program, python } from './programs.ts';
import { withNomad } from './served.ts';
import type { Contents } from './server.ts';
import { median, ratios, withSpread } from './statistics.ts';
import { table } from './table.ts';

const contents: Contents = { entries: 20, failed: 0, uploads: 10 };
const head = ['', 'ms', 'least ms', 'CPU ms', '× floor', '× floor (CPU)', '× floor (least)'];

/** From start to exit of a check, beside the same requests by other means. */
export async function startUp(rounds: number): Promise<string> {
  const overHttp = await withNomad(contents, (served) =>
    (['id', 'name'] as const).map((by) => {
      const others = { 'curl and jq': curl(served, by), "the tutorial's Python lines": python(served, by) };
      return section(`Over http, by ${by}`, [action(served, by), bare(served, by), nothing], others, rounds);
    }),
  );
  return [...overHttp, await overHttps(rounds)].join('\n\n');
}

async function overHttps(rounds: number): Promise<string> {
  if (!hasOpenssl) return 'Over https: left out, because this machine has no openssl to make a certificate.';
  const certificate = selfSigned();
  try {
    const env = { NODE_EXTRA_CA_CERTS: certificate.file };
    const { key, cert } = certificate;
    const bys: readonly By[] = ['id', 'name'];
    const parts = await withNomad({ ...contents, tls: { key, cert } }, (served) =>
      bys.map((by) => section(`Over https, by ${by}`, [action(served, by, env), bare(served, by, env)], {}, rounds)),
    );
    return parts.join('\n\n');
  } finally {
    certificate.remove();
  }
}

/** `own`: this action and the floor first. */
function section(
  title: string,
  own: readonly [Program, Program, ...Program[]],
  others: Readonly<Record<string, Program | undefined>>,
  rounds: number,
): string {
  const present = Object.values(others).filter((program) => program !== undefined);
  const missing = Object.entries(others).flatMap(([name, program]) =>
    program === undefined ? [[name, 'not on this machine']] : [],
  );
  const runs = runInRounds([...own, ...present], rounds);
  const [ours, floor] = own;
  const of = (program: Program): readonly Run[] => runs.get(program) ?? [];
  const rows = [...runs.keys()].map((program) => row(program, of(program), of(floor)));
  const against = present.map((program) => {
    const share = ratios(of(ours).map(wallOf), of(program).map(wallOf));
    return `This action takes ${withSpread(share)} times as long as ${program.name}.`;
  });
  return [`### ${title}`, '', table(head, [...rows, ...missing]), ...against.flatMap((line) => ['', line])].join('\n');
}

function row({ name }: Program, runs: readonly Run[], floor: readonly Run[]): string[] {
  const [walls, cpus] = [runs.map(wallOf), runs.map(cpuOf)];
  const least = Math.min(...walls) / Math.min(...floor.map(wallOf));
  return [
    name,
    withSpread(walls, 0),
    Math.min(...walls).toFixed(0),
    median(cpus).toFixed(0),
    withSpread(ratios(walls, floor.map(wallOf))),
    withSpread(ratios(cpus, floor.map(cpuOf))),
    least.toFixed(2),
  ];
}

function wallOf({ wall }: Run): number {
  return wall;
}

function cpuOf({ cpu }: Run): number {
  return cpu;
}
