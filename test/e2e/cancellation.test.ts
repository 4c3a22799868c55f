import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { listen } from '../nomad-server/listen.ts';
import type { Fault, LoggedRequest, NomadServer } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { type Inputs, type Step, type StepSettings, check, expectEnding, expectSummary, uploadsOf, versions } from './step.ts';

const stalled: Fault = { kind: 'stall-headers' };
const patient: Fault = { kind: 'status', status: 503, headers: { 'retry-after': '50' } };

/** When the job is cancelled: as soon as such a request is there, or such a line is in the log. */
interface Moment {
  readonly request?: (request: LoggedRequest, looks: number) => boolean;
  readonly fault?: Fault;
  readonly line?: RegExp;
}

function isLook({ path, query }: LoggedRequest): boolean {
  return path.endsWith('/entries') && query.includes('page_size=0');
}

const moments: Readonly<Record<string, Moment>> = {
  'in the middle of a wait': { line: /PENDING/ },
  'during a stalled login': { request: ({ method }) => method === 'POST', fault: stalled },
  'during a stalled search': { request: ({ path }) => path.endsWith('/uploads'), fault: stalled },
  'during a stalled first look': { request: isLook, fault: stalled },
  'during a stalled later look': { request: (request, looks) => isLook(request) && looks > 1, fault: stalled },
  'during an answer that stops in the middle': { request: isLook, fault: { kind: 'stall-body' } },
  'during a slow answer': { request: isLook, fault: { kind: 'drip', milliseconds: 50 } },
  'in a retry pause of the login': { request: ({ method }) => method === 'POST', fault: patient, line: /Trying again/ },
  'in a retry pause of a look': { request: isLook, fault: patient, line: /Trying again/ },
};

/** Runs a step that is cancelled at a moment; the upload of it never ends. */
async function cancel(
  version: '1.3' | '2.0',
  { request, fault, line }: Moment,
  prepare: (nomad: NomadServer) => Inputs,
): Promise<Step> {
  const cancelled = Promise.withResolvers<undefined>();
  let looks = 0;
  const settings: StepSettings = {
    cancelAfter: cancelled.promise,
    onLine: (text) => {
      if (line?.test(text) === true) cancelled.resolve(undefined);
    },
  };
  const rule = (asked: LoggedRequest): Fault | undefined => {
    looks += Number(isLook(asked));
    if (request?.(asked, looks) !== true) return undefined;
    if (line === undefined) cancelled.resolve(undefined);
    return fault;
  };
  return await check(
    version,
    (nomad) => {
      nomad.intercept(rule);
      return prepare(nomad);
    },
    settings,
  );
}

function expectCancelled(run: Step): void {
  // Long before the last moment, at which the step would break off without an orderly end.
  expect(run.endedAfter).toBeLessThan(3500);
  expect({ signal: run.signal, conclusion: run.conclusion }).toEqual({ signal: null, conclusion: 'cancelled' });
  expectEnding(run, 'cancelled');
  expectSummary(run, 'cancelled');
  expect(run.annotations).toHaveLength(1);
}

describe.concurrent.each(versions)('a cancelled job (%s)', (version) => {
  it.each(Object.entries(moments))('%s ends within five seconds, with outputs and summary', async (_, moment) => {
    const run = await cancel(version, moment, (nomad) => {
      nomad.add({ name: 'a', status: 'PENDING' });
      return { 'upload-name': 'a', ...password };
    });
    expectCancelled(run);
  });

  it('keeps the verdicts that are there, and shows what is known of the rest', async () => {
    const run = await cancel(version, { line: /RUNNING/ }, (nomad) => ({
      'upload-id': [
        nomad.add({ name: 'good' }),
        nomad.add({ name: 'bad', status: 'FAILURE' }),
        nomad.add({ name: 'running', status: 'RUNNING' }),
      ].join('\n'),
    }));
    expectCancelled(run);
    expect(uploadsOf(run)).toMatchObject([
      { name: 'running', failureReason: 'cancelled', status: 'RUNNING' },
      { name: 'bad', failureReason: 'processing-failed' },
      { name: 'good', failureReason: '' },
    ]);
    expect(run.outputs).toMatchObject({ 'upload-count': '3', 'failed-upload-count': '2', status: 'RUNNING' });
  });

  it('during the list of failed entries is cancelled too, though the verdict is there', async () => {
    const entries = [{ mainfile: 'a.yaml', status: 'FAILURE' }];
    const moment: Moment = { request: ({ query }) => query.includes('order_by=process_status'), fault: stalled };
    const run = await cancel(version, moment, (nomad) => ({ 'upload-id': nomad.add({ entries }) }));
    expectCancelled(run);
    expect(uploadsOf(run)).toMatchObject([{ failureReason: 'entries-failed', failedEntries: 1 }]);
  });
});

// Windows has no signals that a process could catch from another.
describe.runIf(process.platform !== 'win32')('a step that gets the signal', { concurrent: true }, () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s ends in order, with outputs and summary', async (name) => {
    const script = `data:text/javascript,setTimeout(() => process.kill(process.pid, '${name}'), 1500)`;
    const run = await check('2.0', (nomad) => ({ 'upload-id': nomad.add({ name: 'a', status: 'RUNNING' }) }), {
      env: { NODE_OPTIONS: `--import=${encodeURI(script)}` },
    });
    expect({ exitCode: run.exitCode, signal: run.signal }).toEqual({ exitCode: 1, signal: null });
    expect(run.outputs).toMatchObject({
      conclusion: 'failure',
      'failure-reason': 'cancelled',
      'upload-name': 'a',
      status: 'RUNNING',
    });
    expectSummary(run, 'cancelled');
  });
});

describe('a cancelled job', () => {
  it('whose proxy never answers ends within five seconds', async () => {
    const cancelled = Promise.withResolvers<undefined>();
    const proxy = createServer().on('connect', () => {
      cancelled.resolve(undefined);
    });
    const { port } = await listen(proxy);
    const run = await check('2.0', () => ({ 'upload-id': 'x', 'nomad-url': 'https://nomad.internal' }), {
      env: { HTTPS_PROXY: `http://127.0.0.1:${port}` },
      cancelAfter: cancelled.promise,
    });
    proxy.closeAllConnections();
    proxy.close();
    expectCancelled(run);
  });
});
