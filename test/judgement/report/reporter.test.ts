import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as json from '../../../src/judgement/report/json-report.ts';
import { Reporter } from '../../../src/judgement/report/reporter.ts';
import * as fit from '../../../src/step/files-root-fit.ts';
import * as summary from '../../../src/judgement/report/summary.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { createLog } from '../../../src/step/log.ts';
import { aFailure, anEnding, aResult, oasis } from '../../builders.ts';
import { catchLog } from '../../catch-log.ts';

vi.mock('../../../src/step/files-root-fit.ts', { spy: true });
vi.mock('../../../src/judgement/report/summary.ts', { spy: true });
vi.mock('../../../src/judgement/report/json-report.ts', { spy: true });

let folder = '';
let written: () => string = () => '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) writeFileSync(join(folder, name), '');
  written = catchLog();
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Names and values, in the order in which they were written. */
function outputs(): [string, string][] {
  const text = readFileSync(join(folder, 'GITHUB_OUTPUT'), 'utf8');
  return Array.from(text.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm), ([, name = '', , value = '']) => [name, value]);
}

async function startReporter(): Promise<Reporter> {
  const environment = {
    GITHUB_OUTPUT: join(folder, 'GITHUB_OUTPUT'),
    GITHUB_STEP_SUMMARY: join(folder, 'GITHUB_STEP_SUMMARY'),
  };
  const warn = (warning: string): void => {
    throw new Error(warning);
  };
  const reporter = new Reporter({
    title: 'NOMAD upload check',
    environment,
    log: createLog(),
    clock: systemClock,
    redact: (text) => text,
    warn,
  });
  const reportPath = { path: join(folder, 'report.json'), roots: [folder] };
  const inputs = {
    deployment: oasis,
    filesRoot: '.',
    jobSummary: 'always',
    reportPath,
    givenInputs: [],
    gitHub: undefined,
  } as const;
  await reporter.begin(inputs, new AbortController().signal);
  return reporter;
}

const defect = (): never => {
  throw new TypeError('what somebody sent');
};

describe('a report', () => {
  it.each([
    ['success', anEnding([aResult()])],
    ['failure', anEnding([aResult({ failure: aFailure() })])],
  ])('has the conclusion as the last output: %s', async (conclusion, ending) => {
    const reporter = await startReporter();
    expect(reporter.report(ending)).toBe(ending);
    const names = outputs().map(([name]) => name);
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => name === 'conclusion')).toHaveLength(1);
    expect(outputs().at(-1)).toEqual(['conclusion', conclusion]);
  });

  it.each([
    ['job summary', () => vi.mocked(summary.renderSummary).mockImplementation(defect)],
    ['report', () => vi.mocked(json.renderReport).mockImplementation(defect)],
  ])('whose %s breaks changes no verdict: it is a warning', async (what, breakIt) => {
    breakIt();
    const reporter = await startReporter();
    for (const ending of [anEnding([aResult()]), anEnding([aResult({ failure: aFailure() })])])
      expect(reporter.report(ending)).toBe(ending);
    expect(written()).toContain(`The ${what} could not be created. This is a bug in the action`);
    expect(written()).toMatch(/^::warning title=NOMAD upload check::The /m);
    expect(written()).not.toContain('what somebody sent');
  });
});

it('a report whose advice on files-root breaks is whole without it', async () => {
  vi.mocked(fit.findFit).mockImplementation(defect);
  const ending = anEnding([aResult()]);
  expect((await startReporter()).report(ending)).toBe(ending);
  expect(outputs().at(-1)).toEqual(['conclusion', 'success']);
});

it('a report that is broken itself says at least how it ended', async () => {
  (await startReporter()).reportBare(aFailure('internal-error'));
  expect(outputs()).toEqual([
    ['failure-reason', 'internal-error'],
    ['message', 'It ended internal-error.'],
    ['conclusion', 'failure'],
  ]);
  expect(written()).toMatch(/^::error title=NOMAD upload check failed::It ended internal-error\.$/m);
});
