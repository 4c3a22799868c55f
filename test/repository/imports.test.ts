import { globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** The files of src/ that each of them imports, types included. */
function imports(): Map<string, string[]> {
  const files = globSync('src/**/*.ts', { cwd: root });
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const paths = [...text.matchAll(/\bfrom '(\.[^']+)'|\bimport\('(\.[^']+)'\)/g)];
      return [file, paths.map(([, fixed, later]) => normalize(join(file, '..', fixed ?? later ?? '')))];
    }),
  );
}

/** A way along imports that comes back to where it has been, if there is one. */
function cycleFrom(file: string, graph: Map<string, string[]>, way: readonly string[], done: Set<string>): string[] | undefined {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  if (done.has(file)) return undefined;
  for (const next of graph.get(file) ?? []) {
    const cycle = cycleFrom(next, graph, [...way, file], done);
    if (cycle !== undefined) return cycle;
  }
  done.add(file);
  return undefined;
}

it('imports never come back to where they began, not even those of types', () => {
  const graph = imports();
  expect(graph.size).toBeGreaterThan(40);
  const done = new Set<string>();
  expect([...graph.keys()].map((file) => cycleFrom(file, graph, [], done)).find((cycle) => cycle !== undefined)).toBeUndefined();
});
