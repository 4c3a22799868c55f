import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../contract/client.ts';
import { broken, good, zip } from '../contract/files.ts';
import { type Target, realTarget } from '../contract/target.ts';
import { expectEnding } from '../e2e/step.ts';
import { type AnyPart, logOfEntry } from '../check/fault-parts.ts';
import { type Case, cases, endingOf, expectFault, timeoutFor } from './fault-cases.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { runFaulty } from './faulty-step.ts';

/** An upload of the real server, by what a check of it without any fault ends with. */
type Ending = 'success' | 'entries-failed' | 'not-processed';

/** A green ending is what a fault must not make of anything, and what a passing one must not take away. */
const endings: Readonly<Record<AnyPart, Ending>> = {
  login: 'success',
  search: 'success',
  'first look': 'success',
  // Nothing was sent there, so it stays READY, and is looked at until the deadline.
  'later look': 'not-processed',
  'failed entries': 'entries-failed',
  [logOfEntry]: 'entries-failed',
};

async function checkWithFault(one: Case, { api, user }: Target, name: string): Promise<void> {
  await using proxy = await startFaultProxy(api);
  const timeout = `${timeoutFor(one) / 1000}s`;
  const run = await runFaulty(proxy, one, { 'upload-name': name, timeout, ...user });
  expectEnding(run, endingOf(one, endings[one.part]));
  expectFault(one, run, 6000);
  expect(run.log).not.toContain(user.password);
}

function describeReal(target: Target): void {
  describe(`the packaged action and the real NOMAD ${target.version}`, () => {
    const client = new Client(target);
    const nameOf = (ending: Ending): string => `${client.run} ${ending}`;

    beforeAll(async () => {
      const token = await client.token(target.user);
      const content = zip({ 'good.archive.json': good, 'broken.archive.yaml': broken });
      const ids = [
        await client.upload(token, nameOf('success'), { name: 'good.archive.json', content: good }),
        await client.upload(token, nameOf('entries-failed'), { name: 'mixed.zip', content }),
        await client.upload(token, nameOf('not-processed')),
      ];
      for (const id of ids) await client.settled(token, id);
    });
    afterAll(() => client.tidyUp());

    it.concurrent.each(cases)('$name', (one) => checkWithFault(one, target, nameOf(endings[one.part])));
  });
}

if (realTarget) describeReal(realTarget);
else it.skip('the packaged action and a real NOMAD: only where NOMAD_CONTRACT_URL names one');
