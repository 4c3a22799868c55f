import { describe, expect, it } from 'vitest';
import { expectEnding, versions } from '../e2e/step.ts';
import { password } from '../nomad-server/users.ts';
import { type Version, startNomadServer } from '../nomad-server/server.ts';
import { type Case, cases, endingOf, expectFault, timeoutFor } from './fault-cases.ts';
import { runFaulty } from './faulty-step.ts';

const undisturbed = 'entries-failed';

/** A check by name of an upload whose processing ends soon, with one failed entry. */
async function checkWithFault(one: Case, version: Version): Promise<void> {
  await using nomad = await startNomadServer({ version });
  const entries = [{ mainfile: 'good.archive.json' }, { mainfile: 'bad.archive.json', status: 'FAILURE' }];
  // The search is a look too.
  nomad.add({
    name: 'ci run',
    states: [
      { status: 'PENDING', looks: 2 },
      { status: 'SUCCESS', entries },
    ],
  });
  const timeout = `${timeoutFor(one) / 1000}s`;
  const run = await runFaulty(nomad, one, { 'upload-name': 'ci run', timeout, ...password });
  expectEnding(run, endingOf(one, undisturbed));
  expectFault(one, run, 2000);
  expect(run.log).not.toMatch(/ada-password|eyJ[\w-]*\.eyJ|Bearer/);
}

describe.each(versions)('the packaged action and NOMAD %s', (version) => {
  it.concurrent.each(cases)('$name', (one) => checkWithFault(one, version));
});
