import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What a workflow gets with `uses:`: the built file and its contract. */
export const packagedAction = {
  main: join(root, 'dist', 'check', 'index.js'),
  action: join(root, 'action.yml'),
} as const;

/** Where the demonstration leaves logs and summaries; ignored by git. */
export const recordFolder = join(root, '.start');

export function isBuilt(): boolean {
  return existsSync(packagedAction.main) && existsSync(packagedAction.action);
}
