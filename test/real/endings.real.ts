import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectEnding, expectSummary, type Inputs } from '../e2e/step.ts';
import type { StepRun } from '../runner/runner.ts';
import { checkReal, theRealNomad } from './real-step.ts';
import { type Uploads, leastToken, makeUploads, nameOf } from './uploads.ts';

const target = theRealNomad();

interface Case {
  readonly how: string;
  readonly ending: string;
  readonly inputs: (uploads: Uploads) => Inputs | Promise<Inputs>;
  readonly outputs?: (uploads: Uploads) => Inputs;
}

const named =
  (what: string, more: Inputs = {}) =>
  ({ client }: Uploads): Inputs => ({ 'upload-name': nameOf(client, what), ...more });

const goodOutputs = ({ client, good }: Uploads): Inputs => ({
  'upload-id': good,
  'upload-name': nameOf(client, 'good'),
  'upload-count': '1',
  'failed-upload-count': '0',
  status: 'SUCCESS',
  entries: '1',
  'successful-entries': '1',
  'failed-entries': '0',
  published: 'false',
  errors: '[]',
});

const mixedOutputs = ({ mixed }: Uploads): Inputs => ({
  'upload-id': mixed,
  status: 'SUCCESS',
  entries: '32',
  'successful-entries': '30',
  'failed-entries': '2',
});

const cases: readonly Case[] = [
  { how: 'a good upload by id', ending: 'success', inputs: ({ good }) => ({ 'upload-id': good }), outputs: goodOutputs },
  { how: 'a good upload by name', ending: 'success', inputs: named('good'), outputs: goodOutputs },
  {
    how: 'a good upload by pattern',
    ending: 'success',
    inputs: ({ client }) => ({ 'upload-pattern': `${client.run} g*d` }),
    outputs: goodOutputs,
  },
  {
    how: 'a good upload by the least token',
    ending: 'success',
    inputs: async (uploads) => ({ ...named('good')(uploads), token: await leastToken(uploads, target) }),
    outputs: goodOutputs,
  },
  {
    how: 'a good upload by an access token',
    ending: 'success',
    inputs: ({ good, token }) => ({ 'upload-id': good, token }),
    outputs: goodOutputs,
  },
  {
    how: 'the later of two of one name',
    ending: 'success',
    inputs: named('twin'),
    outputs: ({ twin }) => ({ 'upload-id': twin }),
  },
  { how: 'two of one name, where that must not be', ending: 'duplicate', inputs: named('twin', { 'on-duplicate': 'fail' }) },
  { how: 'two failed entries of 32', ending: 'entries-failed', inputs: named('mixed'), outputs: mixedOutputs },
  {
    how: 'two failed entries of 32, where two may fail',
    ending: 'success',
    inputs: named('mixed', { 'max-failed-entries': '2' }),
    outputs: mixedOutputs,
  },
  {
    how: 'two failed entries of 32, where 6 % may fail',
    ending: 'entries-failed',
    inputs: named('mixed', { 'max-failed-entries': '6%' }),
    outputs: mixedOutputs,
  },
  { how: 'too few entries', ending: 'too-few-entries', inputs: named('good', { 'min-entries': '2' }) },
  { how: 'enough entries', ending: 'success', inputs: named('good', { 'min-entries': '1' }), outputs: goodOutputs },
  {
    how: 'a bad archive',
    ending: 'processing-failed',
    inputs: named('bad'),
    outputs: ({ bad }) => ({ 'upload-id': bad, status: 'FAILURE', entries: '0', 'failed-upload-count': '1' }),
  },
  {
    how: 'an upload that was never processed, until the deadline',
    ending: 'not-processed',
    inputs: named('empty', { timeout: '5s' }),
    outputs: ({ empty }) => ({ 'upload-id': empty, status: 'READY' }),
  },
  { how: 'a name that nothing has', ending: 'not-found', inputs: named('nothing') },
  { how: 'an unknown id', ending: 'not-found', inputs: () => ({ 'upload-id': 'AAAAAAAAAAAAAAAAAAAAAA' }) },
  {
    how: 'a wrong password',
    ending: 'authentication',
    inputs: (uploads) => ({ ...named('good')(uploads), username: target.user.username, password: 'a-wrong-one' }),
  },
  {
    how: 'a token that is none',
    ending: 'authentication',
    inputs: (uploads) => ({ ...named('good')(uploads), token: 'garbage' }),
  },
  { how: 'an upload of somebody else by id', ending: 'permission', inputs: ({ foreign }) => ({ 'upload-id': foreign }) },
  { how: 'an upload of somebody else by name', ending: 'not-found', inputs: named('foreign') },
];

function expectNoSecret(run: StepRun): void {
  const { log, summary, annotations, outputs } = run;
  expect(JSON.stringify({ log, summary, annotations, outputs })).not.toContain(target.user.password);
}

describe(`The packaged action on the NOMAD ${target.version} at ${target.api}`, () => {
  let uploads: Uploads;

  beforeAll(async () => {
    uploads = await makeUploads(target);
  });
  afterAll(() => uploads.client.tidyUp());

  it.each(cases)('ends with $ending for $how', async ({ ending, inputs, outputs }) => {
    const run = await checkReal(target, await inputs(uploads));
    expectEnding(run, ending);
    expectSummary(run, ending);
    expectNoSecret(run);
    expect(run.outputs).toMatchObject(outputs?.(uploads) ?? {});
  });
});
