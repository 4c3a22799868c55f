import { readFileSync } from 'node:fs';
import { jsonObject } from './json-object.ts';
import type { Version } from './upload-spec.ts';

/** Text that real servers wrote, too long for code; placeholders in it are filled in. */
export function recorded(version: Version, name: string, fill: Record<string, string> = {}): Record<string, unknown> {
  const file = new URL(`../fixtures/recorded/${version}/${name}.json`, import.meta.url);
  const text = Object.entries(fill).reduce((sum, [from, to]) => sum.replaceAll(from, to), readFileSync(file, 'utf8'));
  const fields = jsonObject(text);
  if (!fields) throw new Error(`${file.pathname} is no JSON object`);
  return fields;
}
