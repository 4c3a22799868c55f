import { createHash } from 'node:crypto';
import type { FileSpec, Version } from './upload-spec.ts';

export const removedPotcar = 'Removing POTCAR file from upload.';

export interface Stripped {
  readonly files: readonly FileSpec[];
  readonly warnings: readonly string[];
}

/**
 * A licence forbids to share POTCAR files, so NOMAD adds a stripped one: 1.3 to all of that name, and keeps them;
 * 2.0 to those that are real ones, and removes them.
 */
export function stripPotcars(version: Version, arrived: readonly FileSpec[]): Stripped {
  const files: FileSpec[] = [];
  const warnings: string[] = [];
  for (const file of arrived) {
    const text = file.content?.toString() ?? '';
    const isPotcar = /(^|\/)POTCAR[^/]*(?<!\.stripped)$/.test(file.path);
    const isReal = file.content === undefined || text.includes('END of PSCTR');
    const strips = isPotcar && (version === '1.3' || isReal);
    if (strips) files.push(stripped(file, text));
    if (strips && version === '2.0') warnings.push(removedPotcar);
    else files.push(file);
  }
  return { files, warnings };
}

function stripped({ path }: FileSpec, text: string): FileSpec {
  const lines = text.replace(/\n$/, '').split('\n');
  const end = lines.findIndex((line) => line.includes('END of PSCTR'));
  const kept = lines.filter((line, at) => end < 0 || at <= end || line.includes('End of Dataset'));
  const sum = createHash('sha224').update(text).digest('hex');
  const content = Buffer.from(`Stripped POTCAR file. Checksum of original file (sha224): ${sum}\n${kept.join('\n')}\n`);
  return { path: `${path}.stripped`, size: content.length, content };
}
