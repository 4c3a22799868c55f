import { cut } from '../../core/wording.ts';
import type { Fit } from '../../step/files-root-fit.ts';

/** Failed entries are files of the checkout, but not at the paths that files-root gives them. */
export function filesElsewhere(fit: Fit): string {
  const { mainfile, file } = fit;
  const found = `Failed entries are not shown on files: the upload has "${cut(mainfile, 200)}", but the checkout has "${cut(file, 200)}".`;
  return fit.kind === 'other-root'
    ? `${found} Set files-root to "${cut(fit.filesRoot, 200)}".`
    : `${found} The folder "${cut(fit.folder, 200)}" was probably packed as well: pack only what is inside it.`;
}
