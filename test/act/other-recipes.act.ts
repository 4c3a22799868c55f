import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasOpenssl, selfSigned } from '../e2e/certificate.ts';
import { outcomesOf, runAct, stepOf } from './act.ts';
import { example } from './examples.ts';
import { runExample, withNomad, workflow } from './example-run.ts';
import { stub, thisAction } from './remote-actions.ts';

const page = 'docs/recipes.md';
const failed = [{ mainfile: 'raw/a.yaml', status: 'FAILURE', errors: ['first', 'why'], logs: [] }];

function hoursAgo(hours: number): Date {
  return new Date(Date.now() - hours * 3_600_000);
}

/** GitHub's client, which says what it was asked; issues of these numbers are open. */
function ghWith(...open: number[]): Record<string, string> {
  return {
    gh: `#!/bin/sh
case "$*" in
  'issue list'*'--jq length') echo ${open.length} ;;
  'issue list'*'--jq .[].number') echo ${open.join(' ')} ;;
  *) echo "gh $*" ;;
esac
`,
  };
}

describe.concurrent('recipes', () => {
  it('a matrix gives each upload a job of its own', () =>
    withNomad(async (nomad) => {
      nomad.add({ name: 'xrd-2026' });
      nomad.add({ name: 'xps-2026', entries: failed });
      nomad.add({ name: 'dft-relaxations' });
      nomad.add({ name: 'dft-relaxations' });
      const secrets = { NOMAD_TOKEN: nomad.pat('ada') };
      const run = await runExample(page, 'Data sets', 'schedule', nomad, { secrets });
      // The local runner calls every leg a failure when one is; GitHub tells them apart. So it is their steps that count.
      const legs = [...run.jobs.values()].map(({ steps }) => steps.get('0'));
      const endings = legs.map((step) => `${step?.outcome ?? ''} ${step?.outputs['failure-reason'] ?? ''}`);
      expect(endings.sort(), run.raw).toEqual(['failure duplicate', 'failure entries-failed', 'success ']);
      expect(run.exitCode).toBe(1);
    }));

  it.each([
    {
      open: [],
      opened: [expect.stringMatching(/^gh issue create --label nomad-audit --title NOMAD audit: entries-failed --body {5}/)],
    },
    { open: [7], opened: [] },
  ])('a nightly audit opens an issue on red (failure()), with the reason, unless one is open: $open', ({ open, opened }) =>
    withNomad(async (nomad) => {
      nomad.add({ name: 'week 47' });
      nomad.add({ name: 'week 48', entries: failed });
      nomad.add({ name: 'scratch-1', status: 'FAILURE' });
      const secrets = { NOMAD_TOKEN: nomad.pat('ada') };
      const run = await runExample(page, 'Nightly audit', 'schedule', nomad, { secrets, programs: ghWith(...open) });
      expect(outcomesOf(run, 'audit'), run.raw).toEqual(['audit failure', '1 success']);
      expect(stepOf(run, 'audit', 'audit').outputs).toMatchObject({ 'upload-count': '2', 'failed-upload-count': '1' });
      const issues = stepOf(run, 'audit', '1')
        .log.split('\n')
        .filter((line) => line.startsWith('gh issue '));
      expect(issues).toEqual(opened);
    }),
  );

  it.each([
    { open: [], closed: '' },
    {
      open: [7, 9],
      closed: 'gh issue close 7 --comment All is well again: …\ngh issue close 9 --comment All is well again: …\n',
    },
  ])('a nightly audit closes on green what is open: $open', ({ open, closed }) =>
    withNomad(async (nomad) => {
      nomad.add({ name: 'week 47' });
      const secrets = { NOMAD_TOKEN: nomad.pat('ada') };
      const run = await runExample(page, 'Nightly audit', 'schedule', nomad, { secrets, programs: ghWith(...open) });
      expect(outcomesOf(run, 'audit'), run.raw).toEqual(['audit success', '2 success']);
      expect(stepOf(run, 'audit', '2').log.replace(/http\S+/g, '…')).toBe(closed);
    }),
  );

  it.each([
    { upload: 'is still processing', spec: { status: 'RUNNING', createdAt: hoursAgo(5) }, steps: ['check failure', '1 success'] },
    { upload: 'never ends', spec: { status: 'RUNNING', createdAt: hoursAgo(49) }, steps: ['check failure', '1 failure'] },
    { upload: 'failed', spec: { status: 'FAILURE', createdAt: hoursAgo(5) }, steps: ['check failure', '1 failure'] },
    { upload: 'is processed', spec: { createdAt: hoursAgo(5) }, steps: ['check success'] },
  ] as const)('an hourly look at an upload that $upload', ({ spec, steps }) =>
    withNomad(async (nomad) => {
      nomad.add({ name: 'dft-relaxations', ...spec });
      const run = await runExample(page, 'Long processing', 'schedule', nomad, { secrets: { NOMAD_TOKEN: nomad.pat('ada') } });
      expect(outcomesOf(run, 'check'), run.raw).toEqual(steps);
      expect(run.exitCode).toBe(steps.some((step) => step === '1 failure') ? 1 : 0);
    }),
  );

  it('an hourly look that never came to NOMAD is red', () =>
    withNomad(async (nomad) => {
      const run = await runExample(page, 'Long processing', 'schedule', nomad);
      expect(outcomesOf(run, 'check'), run.raw).toEqual(['check failure', '1 failure']);
    }));

  it.each([true, false])('a release where the upload is published: %s', (published) =>
    withNomad(async (nomad) => {
      const id = nomad.add({ name: 'data', published });
      const run = await runExample(page, 'Release', 'push', nomad, {
        payload: { ref: 'refs/tags/v1.0.0' },
        secrets: { NOMAD_TOKEN: nomad.pat('ada') },
        vars: { NOMAD_UPLOAD_ID: id },
        programs: ghWith(),
      });
      const steps = published ? ['nomad success', '2 success'] : ['nomad success', '1 failure'];
      expect(outcomesOf(run, 'release'), run.raw).toEqual(steps);
      if (published) expect(stepOf(run, 'release', '2').log).toMatch(/^gh release create .* --notes Data: http/);
    }),
  );

  it.skip('waiting in the background: the local runner does not know background: (nor does any but GitHub’s own)', () =>
    undefined);

  it.skipIf(!hasOpenssl)('an Oasis with its own certificate authority', () => {
    const certificate = selfSigned();
    return withNomad(
      async (nomad) => {
        nomad.add({ name: 'reference-data' });
        const settings = { secrets: { NOMAD_PASSWORD: 'ada-password' }, vars: { NOMAD_USERNAME: 'ada' } };
        const files = { '.github/institute-ca.pem': readFileSync(certificate.file, 'utf8') };
        const run = await runExample(page, 'Our Oasis', 'push', nomad, { ...settings, files });
        expect(outcomesOf(run, 'check'), run.raw).toEqual(['0 success', '1 success']);
        const unknown = await runExample(page, 'Our Oasis', 'push', nomad, settings);
        expect(stepOf(unknown, 'check', '1').outputs['failure-reason'], unknown.raw).toBe('unreachable');
      },
      { tls: certificate },
    ).finally(() => {
      certificate.remove();
    });
  });

  it('the result as a file: after an invalid input there is none, which is no second failure', () =>
    withNomad(async (nomad) => {
      const run = await runExample(page, 'NOMAD report', 'workflow_dispatch', nomad, {
        secrets: { NOMAD_TOKEN: 'in two parts' },
        actions: [stub('actions/upload-artifact@v7', ['name', 'path', 'if-no-files-found'])],
      });
      expect(stepOf(run, 'check', '0').outputs['failure-reason'], run.raw).toBe('invalid-input');
      expect(outcomesOf(run, 'check').slice(0, 2), run.raw).toEqual(['0 failure', '1 success']);
      expect(stepOf(run, 'check', '1').log).toBe('');
    }));

  it('the result as a file: there after a failure, and read by the next steps', () =>
    withNomad(async (nomad) => {
      nomad.add({ name: 'reference-data', entries: failed });
      const run = await runExample(page, 'NOMAD report', 'workflow_dispatch', nomad, {
        secrets: { NOMAD_TOKEN: nomad.pat('ada') },
        actions: [stub('actions/upload-artifact@v7', ['name', 'path', 'if-no-files-found'])],
      });
      expect(outcomesOf(run, 'check').slice(0, 2), run.raw).toEqual(['0 failure', '1 success']);
      expect(stepOf(run, 'check', '1').log).toBe('raw/a.yaml\twhy\n');
      expect(run.raw).toMatch(/stub name=nomad-report path=\S+\/nomad-report\.json if-no-files-found=ignore/);
    }));

  it('one workflow for many: secret and id go in, the address comes out', () =>
    withNomad(async (nomad) => {
      const id = nomad.add({ name: 'data' });
      const caller = `name: Caller
on: push
permissions: {}
jobs:
  call:
    uses: ./${workflow}
    with:
      upload-id: ${id}
    secrets:
      nomad-token: \${{ secrets.NOMAD_TOKEN }}
  after:
    needs: call
    runs-on: ubuntu-latest
    steps:
      - env:
          URL: \${{ needs.call.outputs.upload-url }}
        run: echo "$URL"
`;
      const run = await runAct({
        event: 'push',
        workflow: '.github/workflows/caller.yml',
        files: { [workflow]: example(page, 'Check an upload', nomad.api), '.github/workflows/caller.yml': caller },
        secrets: { NOMAD_TOKEN: nomad.pat('ada') },
        actions: [thisAction(nomad.api)],
      });
      expect(run.exitCode, run.raw).toBe(0);
      expect(stepOf(run, 'after', '0').log).toContain(`/upload/id/${id}`);
    }));
});
