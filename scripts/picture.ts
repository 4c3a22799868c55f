import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { marked } from 'marked';
import { recordFolder } from './start/packaged-action.ts';

/**
 * Makes a page in GitHub's style of a job summary that `npm start` left, for a screenshot:
 *
 *     node scripts/picture.ts failed-entries
 *     chromium --headless --hide-scrollbars --force-device-scale-factor=1.75 --window-size=1012,740 \
 *       --screenshot=docs/summary.png .start/failed-entries.html
 *
 * The others are docs/summary-several.png of `audit` (1180 high) and docs/summary-green.png of `good` (400). Without a font for emoji,
 * such as fonts-noto-color-emoji, the pictures have empty boxes.
 *
 * A second argument, `light` or `dark`, chooses the colours.
 */
const [story = 'failed-entries', colours = 'light'] = process.argv.slice(2);
const stylesheet = createRequire(import.meta.url).resolve(`github-markdown-css/github-markdown-${basename(colours)}.css`);

const summary = readFileSync(join(recordFolder, `${basename(story)}.md`), 'utf8');
const page = join(recordFolder, `${basename(story)}.html`);
// GitHub allows only a part of HTML here; the summary uses nothing outside of it.
writeFileSync(
  page,
  `<!doctype html>
<meta charset="utf-8">
<title>${basename(story)}</title>
<style>
${readFileSync(stylesheet, 'utf8')}
body { margin: 0; }
.markdown-body { box-sizing: border-box; min-height: 100vh; padding: 32px; }
</style>
<article class="markdown-body">
${marked.parse(summary, { async: false, gfm: true })}
</article>
`,
);
process.stdout.write(`${page}\n`);
