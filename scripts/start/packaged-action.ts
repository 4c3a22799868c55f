import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export const actionNames = ['check', 'send', 'publish', 'delete'] as const;

export type ActionName = (typeof actionNames)[number];

/** What a workflow gets with `uses:`: the built file and its contract. */
export function packagedAction(name: ActionName): { readonly main: string; readonly action: string } {
  const folder = name === 'check' ? root : join(root, name);
  return { main: join(root, 'dist', name, 'index.js'), action: join(folder, 'action.yml') };
}

/** How a workflow names it. */
export function usesOf(name: ActionName): string {
  return `OWNER/nomad-uploads${name === 'check' ? '' : `/${name}`}@v1`;
}

/** Where the demonstration leaves logs and summaries; ignored by git. */
export const recordFolder = join(root, '.start');

export function isBuilt(): boolean {
  return actionNames.map(packagedAction).every(({ main, action }) => existsSync(main) && existsSync(action));
}
