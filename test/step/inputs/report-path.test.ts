import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInsideOneOf, type ReportPath, readReportPath } from '../../../src/step/inputs/report-path.ts';
import { inputsOf, refusalOf } from '../../check/inputs/given.ts';
import { scratchFolder } from '../../scratch-folder.ts';

const top = scratchFolder('report-path');
const [workspace, temporary, outside] = [join(top, 'workspace'), join(top, 'temporary'), join(top, 'outside')];

for (const directory of [join(workspace, 'folder'), join(top, 'workspace-2'), temporary, outside])
  mkdirSync(directory, { recursive: true });
writeFileSync(join(workspace, 'old.json'), '');
writeFileSync(join(outside, 'secret'), '');
for (const [target, path] of [
  ['folder', 'workspace/folder-in'],
  ['../outside', 'workspace/folder-out'],
  ['../temporary', 'workspace/folder-temporary'],
  ['old.json', 'workspace/link-in'],
  ['../outside/secret', 'workspace/link-out'],
  ['nowhere', 'workspace/dangling'],
  ['folder-out', 'workspace/folder/chain'],
  ['../../outside', 'workspace/folder/folder-out'],
  ['../outside', 'temporary/folder-out'],
  ['workspace', 'workspace-by-link'],
] as const)
  symlinkSync(target, join(top, path));

const dots = 'A path must not contain "..".';
const elsewhere = 'It must lie in the workspace, or in the directory RUNNER_TEMP, also after links are followed.';

function read(text: string, top_ = workspace, temp: string | undefined = temporary): ReportPath | string {
  return readReportPath(text, top_, temp);
}

const commands = join(temporary, '_runner_file_commands');
const output = join(commands, 'set_output_1');
mkdirSync(commands);
writeFileSync(output, '');
symlinkSync('../temporary/_runner_file_commands', join(top, 'workspace', 'commands'));
symlinkSync('_runner_file_commands', join(temporary, 'commands'));
symlinkSync('_runner_file_commands/set_output_1', join(temporary, 'output-by-link'));
linkSync(output, join(workspace, 'output-by-hard-link'));

describe("a report can not go to the runner's own files:", () => {
  const environment = {
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    GITHUB_OUTPUT: output,
    GITHUB_EVENT_PATH: join(temporary, 'event.json'),
    GITHUB_SOMETHING_NEW: join(temporary, 'new'),
    GITHUB_REF: 'report.json',
  };

  it.each([
    ['the outputs', output],
    ['the outputs, behind a link to their folder', join(temporary, 'commands/set_output_1')],
    ['a link to the outputs', join(temporary, 'output-by-link')],
    ['a second name of the outputs', 'output-by-hard-link'],
    ['the event', join(temporary, 'event.json')],
    ['any file that a later runner has, though it is not there yet', join(temporary, 'new')],
  ])('%s', (_, path) => {
    const { message } = refusalOf({ 'report-file': path }, environment);
    expect(message).toContain("It is a file of the runner's own");
  });

  it('but to other files there, and to one that is named as a branch is', () => {
    for (const path of [join(temporary, 'report.json'), 'report.json'])
      expect(inputsOf({ 'report-file': path }, environment).reportPath).toBeDefined();
  });
});

describe('a report can go to', () => {
  it.each([
    ['a file of the workspace', 'report.json', 'report.json'],
    ['one that is there', 'old.json', 'old.json'],
    ['one in a folder', './folder//report.json', 'folder/report.json'],
    ['one in folders that are not there yet', 'a/b/c/report.json', 'a/b/c/report.json'],
    ['one whose name begins with dots', '..report/...json', '..report/...json'],
    ['one with blanks and signs', 'a b/#?%20(x).json', 'a b/#?%20(x).json'],
    ['one behind a link that stays inside', 'folder-in/report.json', 'folder-in/report.json'],
    ['the place of a link that stays inside', 'link-in', 'link-in'],
    ['the place of a link to nothing inside', 'dangling', 'dangling'],
  ])('%s', (_, text, path) => {
    expect(read(text)).toEqual({ path: join(workspace, path), roots: [workspace] });
  });

  it.each([
    ['the workspace', join(workspace, 'folder/report.json')],
    ['RUNNER_TEMP', join(temporary, 'a/report.json')],
  ])('an absolute path below %s', (_, path) => {
    expect(read(path)).toEqual({ path, roots: [workspace, temporary] });
  });

  it('a workspace that is itself reached by a link', () => {
    const byLink = join(top, 'workspace-by-link');
    expect(read('report.json', byLink)).toEqual({ path: join(byLink, 'report.json'), roots: [workspace] });
    expect(read(join(workspace, 'report.json'), byLink)).toMatchObject({ path: join(workspace, 'report.json') });
    expect(read('folder-out/report.json', byLink)).toBe(elsewhere);
  });
});

describe('a report can not go to', () => {
  it('a path of more than 4096 characters', () => {
    expect(read('x/'.repeat(2048))).toMatchObject({ path: join(workspace, 'x/'.repeat(2048)).replace(/\/$/, '') });
    expect(read(`${'x/'.repeat(2048)}x`)).toBe('A path has at most 4096 characters.');
  });

  it.each([
    ['..', '..'],
    ['a way out', '../report.json'],
    ['a way out and in again', '../workspace/report.json'],
    ['a way up that stays inside', 'folder/../report.json'],
    ['dots at the end', 'folder/..'],
    ['dots in an absolute path', `${workspace}/folder/../report.json`],
    ['dots between backslashes', 'folder\\..\\report.json'],
    ['dots after a drive', 'C:\\..\\report.json'],
    ['dots between a slash and a backslash', 'folder/..\\report.json'],
    ['a NUL', 'report\0.json'],
  ])('%s', (_, text) => {
    expect(read(text)).toBe(dots);
  });

  it.each([
    ['the workspace itself', '.'],
    ['the workspace itself, absolute', workspace],
    ['RUNNER_TEMP itself', temporary],
    ['the workspace itself, by a link', join(top, 'workspace-by-link')],
    ['an absolute path elsewhere', join(outside, 'report.json')],
    ['the top of all', '/'],
    ['a folder above both', join(top, 'report.json')],
    ['a sibling whose name begins alike', join(top, 'workspace-2/report.json')],
    ['a link as the last part that leads out', 'link-out'],
    ['a link as the last part that leads out to a folder', 'folder-out'],
    ['a file behind a link that leads out', 'folder-out/report.json'],
    ['one in folders not there yet behind a link that leads out', 'folder-out/a/b/report.json'],
    ['one behind a link in a folder', 'folder/folder-out/report.json'],
    ['one behind a link that leads out, by a link inside', 'folder-in/folder-out/report.json'],
    ['the same, absolute', join(workspace, 'folder-out/report.json')],
    ['one behind a link out of RUNNER_TEMP', join(temporary, 'folder-out/report.json')],
    ['a relative path that a link leads to RUNNER_TEMP', 'folder-temporary/report.json'],
  ])('%s', (_, text) => {
    expect(read(text)).toBe(elsewhere);
  });

  it.each([
    ['not set', undefined],
    ['empty', ''],
    ['not there', join(top, 'gone')],
  ])('RUNNER_TEMP where that is %s', (_, temp) => {
    expect(readReportPath(join(temporary, 'report.json'), workspace, temp)).toBe(elsewhere);
    expect(readReportPath(join(process.cwd(), 'report.json'), workspace, temp)).toBe(elsewhere);
    expect(readReportPath(join(workspace, 'report.json'), workspace, temp)).toMatchObject({ roots: [workspace] });
  });

  it('any place where there is no workspace', () => {
    expect(read('report.json', join(top, 'gone'))).toBe(elsewhere);
  });
});

it('a path is inside one of several directories, or of none', () => {
  const path = join(temporary, 'report.json');
  expect(isInsideOneOf([workspace, temporary], path)).toBe(true);
  expect(isInsideOneOf([workspace], path)).toBe(false);
  expect(isInsideOneOf([], path)).toBe(false);
  expect(isInsideOneOf([temporary], temporary)).toBe(false);
});
