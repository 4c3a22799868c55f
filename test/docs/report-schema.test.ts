import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { jsonObject } from '../nomad-server/json-object.ts';
import { startNomadServer } from '../nomad-server/server.ts';
import { readManifest } from '../runner/action-manifest.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { read, root } from './markdown.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
const matches = ajv.compile(jsonObject(read('docs/report.schema.json')) ?? {});

/** What is wrong with it, by the schema that users have. */
function complaints(report: unknown): string[] {
  return matches(report) ? [] : (matches.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('a report is as its schema says', () => {
  const workspace = scratchFolder('workspace');

  /** Runs a whole action, and gives its report. */
  async function reportOf(action: 'send' | 'publish', given: Record<string, string>): Promise<Record<string, unknown>> {
    const path = join(workspace, 'report.json');
    rmSync(path, { force: true });
    const { inputs } = readManifest(join(root, action, 'action.yml'));
    const all = {
      ...Object.fromEntries([...inputs].map(([name, input]) => [name, input.default ?? ''])),
      matrix: 'null',
      ...given,
    };
    const variables = Object.entries({ ...all, 'report-file': path }).map(
      ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
    );
    const script = `import(${JSON.stringify(pathToFileURL(join(root, 'src', action, 'index.ts')))}).then(({ main }) => main())`;
    const step = spawn(process.execPath, ['-e', script], {
      cwd: workspace,
      env: { PATH: process.env['PATH'], GITHUB_WORKSPACE: workspace, NO_PROXY: '*', ...Object.fromEntries(variables) },
      stdio: 'ignore',
    });
    await new Promise((resolve) => step.once('close', resolve));
    return jsonObject(readFileSync(path, 'utf8')) ?? {};
  }

  it('after files were sent, and after there were none', async () => {
    await using nomad = await startNomadServer();
    const login = { 'nomad-url': nomad.api, token: nomad.appToken('ada'), 'upload-name': 'spectra' };
    const none = await reportOf('send', { ...login, path: 'data' });
    expect(complaints(none)).toEqual([]);
    expect(none).toMatchObject({ failureReason: 'no-files', sent: { files: '', bytes: '', created: '', taken: false } });

    mkdirSync(join(workspace, 'data'));
    writeFileSync(join(workspace, 'data', 'a.archive.yaml'), 'data: {}\n');
    const sent = await reportOf('send', { ...login, path: 'data', wait: 'false' });
    expect(complaints(sent)).toEqual([]);
    expect(sent).toMatchObject({ conclusion: 'success', sent: { files: 1, bytes: 9, created: true, taken: true } });
  });

  it('after an upload was published, and after it was not there', async () => {
    await using nomad = await startNomadServer();
    const id = nomad.add({ name: 'spectra', owner: 'ada' });
    const login = { 'nomad-url': nomad.api, token: nomad.appToken('ada'), 'embargo-months': '0' };
    const published = await reportOf('publish', { ...login, 'upload-id': id });
    expect(complaints(published)).toEqual([]);
    expect(published).toMatchObject({ conclusion: 'success', newlyPublished: true });

    const absent = await reportOf('publish', { ...login, 'upload-id': 'nobody-has-this-upload' });
    expect(complaints(absent)).toEqual([]);
    expect(absent).toMatchObject({ failureReason: 'not-found', newlyPublished: false });
  });
});
