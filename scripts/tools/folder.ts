import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** What is installed for checks that are no part of `npm test`; git and the linters leave it alone. */
export const toolsFolder = join(root, '.tools');
