import { describe, expect, it } from 'vitest';
import type { NomadServer } from '../nomad-server/server.ts';
import { type Inputs, type Step, check, expectEnding, versions } from './step.ts';

/** A check during which `then` happens, as soon as NOMAD got so many requests. */
function checkWhile(
  version: '1.3' | '2.0',
  prepare: (nomad: NomadServer) => { inputs: Inputs; then: () => void },
  requests = 3,
): Promise<Step> {
  return check(version, (nomad) => {
    const { inputs, then } = prepare(nomad);
    nomad.intercept(() => {
      if (nomad.requests.length === requests) then();
      return undefined;
    });
    return inputs;
  });
}

describe.concurrent.each(versions)('an upload that comes late (%s)', (version) => {
  it('is waited for by id', async () => {
    const run = await checkWhile(
      version,
      (nomad) => {
        const id = nomad.add({ states: [{ deleted: true }] });
        return {
          inputs: { 'upload-id': id, 'wait-for-upload': '1m' },
          then: () => {
            nomad.change(id, { states: [{ status: 'PENDING' }, { status: 'SUCCESS' }] });
          },
        };
      },
      4,
    );
    expectEnding(run, 'success');
    // The list is asked once, to tell a dead token from an absent upload.
    expect(run.requests.filter(({ path }) => path.endsWith('/uploads'))).toHaveLength(1);
  });

  it.each(['upload-name', 'upload-pattern'])('is waited for by %s', async (input) => {
    const run = await checkWhile(version, (nomad) => ({
      inputs: { [input]: 'late', 'wait-for-upload': '1m' },
      then: () => void nomad.add({ name: 'late' }),
    }));
    expectEnding(run, 'success');
    expect(run.outputs['upload-name']).toBe('late');
  });

  it('is not found when it does not come in time, by whatever it was named', async () => {
    const inputs = [{ 'upload-id': 'late' }, { 'upload-name': 'late' }, { 'upload-pattern': 'late*' }];
    const runs = inputs.map((input) => check(version, () => ({ ...input, 'wait-for-upload': '2s' })));
    for (const run of await Promise.all(runs)) {
      expectEnding(run, 'not-found');
      expect(run.log).toContain('Not there yet');
    }
  });
});
