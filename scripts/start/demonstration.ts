import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startNomadServer, type NomadServer } from '../../test/nomad-server/server.ts';
import { runStep, type StepRun } from '../../test/runner/runner.ts';
import { packagedAction, recordFolder } from './packaged-action.ts';
import { colourOf, showHeading, showLogLine, showStep, showWorkflow } from './step-view.ts';
import { brokenContent, brokenFiles, spectra, stories, type Story } from './stories.ts';
import { paint, print, table } from './terminal.ts';

/** A checkout as the step would find it: annotations need the files they are about. */
function createWorkspace(): string {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  for (const file of brokenFiles) {
    write(join(workspace, file), brokenContent);
  }
  for (const [file, content] of Object.entries(spectra)) write(join(workspace, file), content);
  return workspace;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function record(name: string, run: StepRun): void {
  mkdirSync(recordFolder, { recursive: true });
  writeFileSync(join(recordFolder, `${name}.log`), run.log);
  writeFileSync(join(recordFolder, `${name}.md`), run.summary);
}

function asExpected(story: Story, run: StepRun): boolean {
  const conclusion = story.failureReason === '' ? 'success' : 'failure';
  return (
    run.conclusion === conclusion &&
    run.outputs['conclusion'] === conclusion &&
    run.outputs['failure-reason'] === story.failureReason
  );
}

async function tell(story: Story, nomad: NomadServer, workspace: string, interrupted: Promise<void>): Promise<StepRun> {
  const inputs = { 'nomad-url': nomad.api, ...story.prepare(nomad) };
  const secrets = Object.entries(inputs).flatMap(([name, value]) => (['token', 'password'].includes(name) ? [value] : []));
  showWorkflow(story.action, inputs, secrets);
  const start = performance.now();
  const run = await runStep({
    ...packagedAction(story.action),
    inputs,
    secrets,
    workspace,
    cancelAfter: interrupted,
    onLine: showLogLine,
  });
  showStep(run, (performance.now() - start) / 1000, 'folded');
  record(story.name, run);
  return run;
}

function resultRow(story: Story, run: StepRun): string[] {
  const reason = run.outputs['failure-reason'] ?? '';
  return [
    story.title,
    colourOf(run.conclusion),
    reason,
    asExpected(story, run) ? 'as expected' : paint('red', 'NOT as expected'),
  ];
}

/** Shows the packaged actions in nine steps; resolves to an exit code, 0 when all of them ended as they should. */
export async function demonstrate(interrupted: Promise<void>): Promise<number> {
  const workspace = createWorkspace();
  const nomad = await startNomadServer({ version: '2.0' });
  const told: [Story, StepRun][] = [];
  print(
    'The actions run in nine steps, against a small NOMAD that runs on this machine only as long as this takes.',
    'Each step is shown as GitHub would show it. Other ways to start it: npm start -- --help',
  );
  try {
    for (const [at, story] of stories.entries()) {
      showHeading(`${at + 1} of ${stories.length}  ${story.title}`);
      const run = await tell(story, nomad, workspace, interrupted);
      told.push([story, run]);
      if (run.conclusion === 'cancelled') return 130;
    }
  } finally {
    await nomad.close();
    rmSync(workspace, { recursive: true });
  }
  showHeading('The nine steps');
  print(...table(told.map(([story, run]) => resultRow(story, run))).map((line) => `  ${line}`));
  print('', paint('dim', '  Logs and job summaries, with all that is folded (▸) above, are in .start/: good.log, good.md, …'));
  return told.every(([story, run]) => asExpected(story, run)) ? 0 : 1;
}
