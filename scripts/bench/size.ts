import { action } from './programs.ts';
import { leastOf } from './measure.ts';
import { withNomad } from './served.ts';
import type { Contents } from './server.ts';
import { table } from './table.ts';

interface Case extends Contents {
  readonly what: string;
  readonly by: 'id' | 'name' | 'pattern';
}

const counts = { entries: [10, 1000, 100_000], uploads: [10, 1000, 10_000] } as const;

const cases: readonly Case[] = [
  ...counts.entries.map((entries): Case => ({
    what: `${count(entries)} entries, by id`,
    by: 'id',
    entries,
    failed: 0,
    uploads: 1,
  })),
  ...(['name', 'pattern'] as const).flatMap((by) =>
    counts.uploads.map((uploads): Case => ({ what: `${count(uploads)} uploads, by ${by}`, by, entries: 10, failed: 0, uploads })),
  ),
];

// What runs long enough is compiled, and the compilers are a part of Node that is in memory from then on.
const withoutCompilers = ['--no-opt', '--no-maglev', '--no-sparkplug'];

function count(n: number): string {
  return n.toLocaleString('en');
}

/** Peak memory and time against the size of the upload and of the account. */
export async function size(runs: number): Promise<string> {
  const rows = [];
  for (const { what, by, ...contents } of cases) {
    const { megabytes, wall, uncompiled } = await withNomad(contents, (served) => {
      const program = action(served, by);
      return { ...leastOf(runs, program), uncompiled: leastOf(runs, program, withoutCompilers).megabytes };
    });
    const pages = by === 'pattern' ? Math.ceil(contents.uploads / 100) : by === 'name' ? 1 : 0;
    rows.push([
      what,
      String(pages + 1),
      megabytes.toFixed(1),
      uncompiled.toFixed(1),
      wall.toFixed(0),
      (wall / (pages + 1)).toFixed(1),
    ]);
  }
  return table(['', 'requests needed', 'peak MB', 'without compilers', 'least ms', 'ms a request'], rows);
}
