import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import {
  type LoggedRequest,
  type NomadServer,
  type NomadServerOptions,
  type UploadSpec,
  type Version,
  startNomadServer,
} from '../nomad-server/server.ts';
import { type StepOptions, type StepRun, runStep } from '../runner/runner.ts';

export const root = join(import.meta.dirname, '..', '..');
const action = join(root, 'action.yml');

export { versions } from '../nomad-server/server.ts';

export type Inputs = Readonly<Record<string, string>>;

/** A step that has ended, and what it asked of NOMAD. */
export interface Step extends StepRun {
  readonly requests: readonly LoggedRequest[];
  /** Milliseconds from `cancelAfter` to the end of the process; NaN without cancellation. */
  readonly endedAfter: number;
}

export type StepSettings = Partial<Omit<StepOptions, 'main' | 'action' | 'inputs'>> & { nomad?: NomadServerOptions };

/** The least that a token can be allowed: 1.3 has no personal access tokens. It lives so long that there is no warning of its end. */
export function leastToken(nomad: NomadServer): string {
  return nomad.version === '1.3' ? nomad.token('ada') : nomad.pat('ada', ['uploads:read']);
}

/**
 * Runs the packaged action once against a NOMAD of its own. `prepare` fills that NOMAD and gives the inputs; address and token are
 * added where it gives none. Tokens and passwords are masked as secrets of a repository are.
 */
export async function check(
  version: Version,
  prepare: (nomad: NomadServer) => Inputs,
  { nomad: options, ...settings }: StepSettings = {},
): Promise<Step> {
  await using nomad = await startNomadServer({ version, tokenSeconds: 90 * 86_400, ...options });
  const given = prepare(nomad);
  const login = ['token', 'username', 'password'].some((name) => name in given) ? {} : { token: leastToken(nomad) };
  const inputs = { 'nomad-url': nomad.api, ...login, ...given };
  const secrets = [inputs.token, given['password']].filter((secret) => secret !== undefined && secret !== '');
  let cancelledAt = NaN;
  void settings.cancelAfter?.then(() => (cancelledAt = performance.now()));
  const run = await runStep({ action, inputs, secrets: secrets.map(String), ...settings });
  return { ...run, requests: nomad.requests, endedAfter: performance.now() - cancelledAt };
}

const declared = Object.keys(fieldsOf(fieldsOf(parse(readFileSync(action, 'utf8')))['outputs'])).sort();

/** Cancels the job as soon as this is in its log. */
export function cancelledAt(text: string): Pick<StepSettings, 'cancelAfter' | 'onLine'> {
  const cancelled = Promise.withResolvers<undefined>();
  return {
    cancelAfter: cancelled.promise,
    onLine: (line) => {
      if (line.includes(text)) cancelled.resolve(undefined);
    },
  };
}

/** What holds in every ending: `success`, or a failure-reason. */
export function expectEnding(run: StepRun, ending: string): void {
  const { exitCode, conclusion, outputs, annotations } = run;
  const red = ending !== 'success';
  expect({ reason: outputs['failure-reason'], exitCode }, run.raw).toEqual({ reason: red ? ending : '', exitCode: Number(red) });
  expect(outputs['message']).toMatch(/^[^\r\n]{1,500}$/);
  expect(conclusion).toBe(ending === 'cancelled' ? 'cancelled' : red ? 'failure' : 'success');
  expect(outputs['conclusion']).toBe(red ? 'failure' : 'success');
  expect(Object.keys(outputs).sort()).toEqual(declared);
  for (const name of ['errors', 'warnings', 'uploads']) expect(JSON.parse(outputs[name] ?? '')).toBeInstanceOf(Array);
  for (const { message } of uploadsOf(run)) expect(message).toMatch(/^[^\r\n]{1,500}$/);
  const errors = annotations.filter(({ level }) => level === 'error');
  if (red) {
    expect(annotations[0]).toBe(errors[0]);
    expect(annotations[0]?.message.split('\n')[0]).toBe(outputs['message']);
  } else {
    expect(errors).toEqual([]);
  }
  expect(run.droppedAnnotations).toBe(0);
  expect({ env: run.env, path: run.path, state: run.state }).toEqual({ env: {}, path: [], state: {} });
}

/** Puts uploads there and names them all by their names. */
export function named(nomad: NomadServer, ...uploads: readonly (UploadSpec & { name: string })[]): Inputs {
  for (const upload of uploads) nomad.add(upload);
  return { 'upload-name': uploads.map(({ name }) => name).join('\n') };
}

/** Its heading says at a glance whether all is well, and a line below it has the word for machines. */
export function expectSummary({ summary }: StepRun, ending: string): void {
  expect(summary).toMatch(ending === 'success' ? /^## ✅ / : /^## ❌ /);
  if (ending !== 'success') expect(summary.replaceAll('&#45;', '-')).toContain(`is <code>${ending}</code>.`);
}

/** The elements of the output `uploads`. */
export function uploadsOf({ outputs }: StepRun): Record<string, unknown>[] {
  const list: unknown = JSON.parse(outputs['uploads'] ?? '');
  return Array.isArray(list) ? list.map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** `GET /uploads/…/entries` and the like, ids left out. */
export function routesOf({ requests }: Pick<Step, 'requests'>): string[] {
  return requests.map(
    ({ method, path }) => `${method} ${path.replace(/^.*\/api\/v1/, '').replace(/\/uploads\/[\w-]+/, '/uploads/ID')}`,
  );
}

/** `make` for each number from 1. */
export function times<T>(n: number, make: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => make(i + 1));
}
