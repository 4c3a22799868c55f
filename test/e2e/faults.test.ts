import { describe, expect, it } from 'vitest';
import type { Fault, Version } from '../nomad-server/server.ts';
import { password } from '../nomad-server/users.ts';
import { type AnyPart, allParts, partOf } from '../check/fault-parts.ts';
import { type Step, check, expectEnding, versions } from './step.ts';

/** A check of an upload whose one entry fails, with a fault at one of its requests, once or always. */
async function checkWithFault(
  version: Version,
  fault: Fault,
  part: AnyPart,
  often: 'once' | 'always',
  timeout = '30s',
): Promise<Step> {
  let looked = false;
  let hits = 0;
  const entries = [{ mainfile: 'a.yaml', status: 'FAILURE' }];
  const run = await check(version, (nomad) => {
    nomad.intercept((request) => {
      const here = partOf(request, looked);
      const hit = here === part && (often === 'always' || hits === 0);
      hits += Number(hit);
      if (!hit) looked ||= here === 'first look';
      return hit ? fault : undefined;
    });
    nomad.add({
      name: 'a',
      states: [
        { status: 'PENDING', looks: 2 },
        { status: often === 'always' ? 'PENDING' : 'SUCCESS', entries },
      ],
    });
    return { 'upload-name': 'a', timeout, ...password };
  });
  expect(hits).toBeGreaterThan(0);
  return run;
}

function text(body: string | Uint8Array): Fault {
  return { kind: 'text', text: body };
}

/** Faults that may pass: asked again, and then as if nothing had been. */
const passing: Readonly<Record<string, Fault>> = {
  'a reset connection': { kind: 'reset' },
  'a connection closed before the headers': { kind: 'close' },
  'a body cut short of its length': { kind: 'cut-length' },
  'a chunked body cut short': { kind: 'cut-chunked' },
  'a 429': { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  'a 500': { kind: 'status', status: 500 },
  'a 502 page': { kind: 'html', status: 502 },
  'a 504 page': { kind: 'html', status: 504 },
  "a proxy's page": { kind: 'html', status: 200 },
  'an empty 200': { kind: 'empty' },
  'a 204': { kind: 'status', status: 204, body: '' },
  'no JSON': text('{"data": ['),
  'JSON of another shape': text('{"data":{},"pagination":{"total":"1"},"upload":[],"access_token":7}'),
  'invalid UTF-8': text(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
  'fewer bytes announced than sent': { kind: 'wrong-length' },
  'gzip unasked': { kind: 'gzip' },
  'a slow answer': { kind: 'drip', milliseconds: 1 },
};

const final: Readonly<Record<string, Fault>> = {
  'a redirect to another host': { kind: 'redirect', location: 'https://elsewhere.example/x' },
  'a redirect to the same host': { kind: 'redirect', location: '/nomad-oasis/api/v1/uploads', status: 301 },
  'a 404 page': { kind: 'html', status: 404 },
  'a 418': { kind: 'status', status: 418 },
  'an answer of 17 MB': { kind: 'huge', bytes: 17_000_000 },
};

/** Each fault at two of the requests, and each request with several faults: the simulated clock of other tests has all pairs. */
function partsFor(
  fault: string,
  faults: Readonly<Record<string, Fault>>,
  among: readonly AnyPart[],
): (readonly [Version, AnyPart])[] {
  const at = Object.keys(faults).indexOf(fault);
  return versions.map((version, i) => [version, among[(at + i * 3) % among.length] ?? 'login']);
}

describe.concurrent('a fault that passes', () => {
  it.each(Object.entries(passing))('%s changes nothing', async (what, fault) => {
    const runs = partsFor(what, passing, allParts).map(([version, part]) => checkWithFault(version, fault, part, 'once'));
    for (const run of await Promise.all(runs)) {
      expectEnding(run, 'entries-failed');
      expect(run.annotations.filter(({ level }) => level === 'error')).toHaveLength(2);
      expect(run.log.includes('Trying again')).toBe(fault.kind !== 'drip');
    }
  });
});

describe.concurrent('a fault that stays', () => {
  it.each(Object.entries(final))('%s is an unexpected answer, at once', async (what, fault) => {
    const runs = partsFor(what, final, allParts.slice(0, 4)).map(([version, part]) =>
      checkWithFault(version, fault, part, 'always'),
    );
    for (const run of await Promise.all(runs)) {
      expectEnding(run, 'unexpected-answer');
      expect(run.outputs['message']).not.toContain('elsewhere.example/');
      expect(run.log).not.toContain('Trying again');
    }
  });

  it.each(['reset', 'close', 'cut-length', 'cut-chunked'] as const)(
    '%s at later looks is unreachable at the deadline',
    async (kind) => {
      const run = await checkWithFault('2.0', { kind }, 'later look', 'always', '3s');
      expectEnding(run, 'unreachable');
      expect(run.outputs['status']).toBe('PENDING');
    },
  );

  it.each(['stall-headers', 'stall-body'] as const)(
    '%s at a later look is a timeout: only the deadline ended it',
    async (kind) => {
      const run = await checkWithFault('1.3', { kind }, 'later look', 'always', '2s');
      expectEnding(run, 'timeout');
      expect(run.outputs['message']).toContain('PENDING');
    },
  );

  it.each(['empty', 'gzip', 'wrong-length'] as const)(
    '%s at the first look is an unexpected answer after three more tries',
    async (kind) => {
      const run = await checkWithFault('2.0', { kind }, 'first look', 'always');
      expectEnding(run, 'unexpected-answer');
      expect(run.requests).toHaveLength(6);
    },
  );

  it('at the list of failed entries changes no verdict, and is a warning', async () => {
    const fault: Fault = { kind: 'status', status: 503, headers: { 'retry-after': '60' } };
    const entries = [{ mainfile: 'a.yaml', status: 'FAILURE' }, { mainfile: 'b.yaml' }];
    const runs = ['0', '1'].map((tolerated) =>
      check('2.0', (nomad) => {
        nomad.intercept(({ query }) => (query.includes('order_by=process_status') ? fault : undefined));
        return { 'upload-id': nomad.add({ entries }), 'max-failed-entries': tolerated };
      }),
    );
    for (const [i, run] of (await Promise.all(runs)).entries()) {
      expectEnding(run, i === 0 ? 'entries-failed' : 'success');
      const warnings = run.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
      expect(warnings.filter((message) => message.includes('full list of failed entries'))).toHaveLength(1);
    }
  });

  it('at the log of an entry only leaves the reason out', async () => {
    const run = await check('1.3', (nomad) => {
      nomad.intercept(({ path }) => (path.includes('/archive/') ? { kind: 'html', status: 404 } : undefined));
      return { 'upload-id': nomad.add({ entries: [{ mainfile: 'a.yaml', status: 'FAILURE', errors: ['its own error'] }] }) };
    });
    expectEnding(run, 'entries-failed');
    expect(run.annotations.map(({ level }) => level)).toEqual(['error', 'error']);
    expect(run.annotations[1]?.message).toContain('its own error');
  });
});
