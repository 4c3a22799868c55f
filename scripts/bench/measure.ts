import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './programs.ts';

/** One run of a whole process, milliseconds. */
export interface Run {
  readonly wall: number;
  readonly cpu: number;
}

const peakMark = 'peak memory in KiB: ';

// Written by the measured process itself when it ends.
const tellPeak = `data:text/javascript,process.on('exit',()=>process._rawDebug('${peakMark}'+process.resourceUsage().maxRSS))`;

/** Runs a program with what a runner gives it, and gives what `bash` says of its times. Throws when it is not green. */
export function runOnce({ name, command, args, env }: Program, nodeArgs: readonly string[] = []): Run & { stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    for (const file of Object.values(files)) writeFileSync(file, '');
    const times = join(folder, 'times');
    const script = `TIMEFORMAT='%3R %3U %3S'; exec 3>&2; { time "$@" 2>&3; } 2>'${times}'; code=$?; cat '${times}'; exit $code`;
    const environment = { PATH: process.env['PATH'], HOME: folder, GITHUB_WORKSPACE: folder, ...files, ...env };
    const ended = spawnSync('bash', ['-c', script, 'bash', command, ...nodeArgs, ...args], {
      encoding: 'utf8',
      env: environment,
    });
    if (ended.status !== 0) throw new Error(`${name} ended with ${String(ended.status)}: ${ended.stderr}${ended.stdout}`);
    const [wall = NaN, user = NaN, system = NaN] = (ended.stdout.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    return { wall: wall * 1000, cpu: (user + system) * 1000, stderr: ended.stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Peak memory of a Node program in MB, and its time in milliseconds: the least of some runs. */
export function leastOf(
  runs: number,
  program: Program,
  nodeArgs: readonly string[] = [],
): { readonly megabytes: number; readonly wall: number } {
  const all = Array.from({ length: runs }, () => runOnce(program, [...nodeArgs, '--import', tellPeak]));
  const peaks = all.map(({ stderr }) => Number(stderr.split(peakMark).at(-1)) * 1024);
  return { megabytes: Math.min(...peaks) / 1e6, wall: Math.min(...all.map(({ wall }) => wall)) };
}

/** Runs all programs in rounds, shuffled in each, so that whatever else the machine does meets all of them alike. */
export function runInRounds(programs: readonly Program[], rounds: number): Map<Program, Run[]> {
  const runs = new Map(programs.map((program): [Program, Run[]] => [program, []]));
  // The first round fills the caches of the file system.
  for (let round = -1; round < rounds; round++)
    for (const program of shuffled(programs)) {
      const run = runOnce(program);
      if (round >= 0) runs.get(program)?.push(run);
    }
  return runs;
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
