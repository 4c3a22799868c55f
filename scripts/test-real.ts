import { startNomad } from './real-nomad/start.ts';
import { onInterrupt } from './real-nomad/interrupt.ts';
import { Problem } from './real-nomad/problem.ts';
import { endAll } from './real-nomad/processes.ts';
import { say } from './real-nomad/say.ts';
import { versions } from './real-nomad/versions.ts';
import { type Tally, testReal } from './real-nomad/test-run.ts';
import { print } from './start/terminal.ts';
import type { Version } from '../test/nomad-server/server.ts';

const interrupted = onInterrupt();

/** One NOMAD after the other, as two at once are too much for a small machine. */
async function testOn(version: Version): Promise<Tally> {
  await startNomad(version, interrupted);
  try {
    return await testReal(version, interrupted);
  } finally {
    say(`stops ${(await endAll(version)).join(', ')}`);
  }
}

const results: string[] = [];
let red = false;
for (const version of versions) {
  try {
    const { passed, failed, skipped, exitCode } = await testOn(version);
    results.push(`NOMAD ${version}: ${passed} tests passed, ${failed} failed, ${skipped} skipped.`);
    // No test at all is no success either.
    red ||= exitCode !== 0 || failed > 0 || passed === 0;
  } catch (error) {
    red = true;
    results.push(`NOMAD ${version}: ${error instanceof Problem ? error.message : String(error)}`);
  }
  if (interrupted.aborted) break;
}
print('', ...results);
process.exitCode = red || interrupted.aborted ? 1 : 0;
