import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fenced } from '../test/docs/markdown.ts';
import { root } from './tools/folder.ts';
import { actionlint, goTool } from './tools/go-tool.ts';
import { pythonTool } from './tools/python-tools.ts';

/** Lints each action.yml, .github, CITATION.cff and the workflows that README, recipes and the pages of the actions show, as if those were this repository's own. */

/** The linter does not know these keys of July 2026 yet; the rest of that workflow is still looked at. */
const backgroundSteps = [
  'unexpected key "background" for step',
  'step must run script with "run" section or run action with "uses" section',
];

/** Examples name actions by tags, as their makers do; what runs here is pinned. */
const tagsAllowed = `rules: { unpinned-uses: { config: { policies: { '*': ref-pin } } } }\n`;

function copyOwn(folder: string): void {
  cpSync(join(root, '.github'), join(folder, '.github'), { recursive: true });
  for (const file of ['action.yml', 'send/action.yml', 'publish/action.yml', 'delete/action.yml', 'CITATION.cff'])
    cpSync(join(root, file), join(folder, file));
}

function copyExamples(folder: string): void {
  const workflows = join(folder, '.github', 'workflows');
  mkdirSync(workflows, { recursive: true });
  writeFileSync(join(folder, '.github', 'zizmor.yml'), tagsAllowed);
  for (const page of ['README', 'docs/recipes', 'docs/send', 'docs/publish', 'docs/delete'])
    for (const [at, block] of fenced(readFileSync(join(root, `${page}.md`), 'utf8'), 'yaml').entries())
      if (/^on:/m.test(block)) writeFileSync(join(workflows, `${page.replace('/', '-')}-${at}.yml`), block);
}

const chooser = join('.github', 'ISSUE_TEMPLATE', 'config.yml');

function issueForms(folder: string): string[] {
  return globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: folder }).filter((path) => path !== chooser);
}

function run(name: string, program: string, args: readonly string[], cwd: string): boolean {
  const { status, error } = spawnSync(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined) throw error;
  process.stdout.write(`${name}: ${status === 0 ? 'nothing found' : 'see above'}\n`);
  return status === 0;
}

/** Whether the linters find nothing in the workflows of a folder. */
function check(folder: string): boolean {
  const workflows = globSync('.github/workflows/*.yml', { cwd: folder }).sort();
  const background = workflows.filter((path) => readFileSync(join(folder, path), 'utf8').includes('background:'));
  const known = workflows.filter((path) => !background.includes(path));
  const lint = goTool(actionlint);
  const passed = [
    run('actionlint', lint, known, folder),
    run('zizmor', pythonTool('zizmor'), ['--offline', '--no-progress', '--min-severity', 'medium', '.'], folder),
    run('schema of workflows', schema, ['--builtin-schema', 'vendor.github-workflows', ...known], folder),
  ];
  if (background.length > 0) {
    const ignored = backgroundSteps.flatMap((message) => ['-ignore', message]);
    passed.push(run('actionlint of background steps', lint, [...ignored, ...background], folder));
  }
  return passed.every(Boolean);
}

const schema = pythonTool('check-jsonschema');
const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
try {
  const [own, examples] = [join(folder, 'own'), join(folder, 'examples')];
  copyOwn(own);
  copyExamples(examples);
  const passed = [
    check(own),
    check(examples),
    run('schema of actions', schema, ['--builtin-schema', 'vendor.github-actions', 'action.yml'], own),
    run('schema of issue forms', schema, ['--builtin-schema', 'vendor.github-issue-forms', ...issueForms(own)], own),
    run('schema of their chooser', schema, ['--builtin-schema', 'vendor.github-issue-config', chooser], own),
    run('schema of CITATION.cff', schema, ['--builtin-schema', 'vendor.citation-file-format', 'CITATION.cff'], own),
    run('schema of dependabot.yml', schema, ['--builtin-schema', 'vendor.dependabot', '.github/dependabot.yml'], own),
  ];
  process.exitCode = passed.every(Boolean) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
