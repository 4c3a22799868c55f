import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as json from '../../../src/judgement/report/json-report.ts';
import { report, reportBare, type Reporting } from '../../../src/judgement/report/report.ts';
import * as summary from '../../../src/judgement/report/summary.ts';
import { aFailure, anEnding, aResult, oasis } from '../../builders.ts';
import { catchLog } from '../../catch-log.ts';

vi.mock('../../../src/judgement/report/summary.ts', { spy: true });
vi.mock('../../../src/judgement/report/json-report.ts', { spy: true });

let folder = '';
let written: () => string = () => '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) {
    writeFileSync(join(folder, name), '');
    vi.stubEnv(name, join(folder, name));
  }
  written = catchLog();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Names and values, in the order in which they were written. */
function outputs(): [string, string][] {
  const text = readFileSync(join(folder, 'GITHUB_OUTPUT'), 'utf8');
  return Array.from(text.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm), ([, name = '', , value = '']) => [name, value]);
}

function reporting(): Reporting {
  const reportPath = { path: join(folder, 'report.json'), roots: [folder] };
  return { deployment: oasis, jobSummary: 'always', fileOf: () => undefined, reportPath, asked: [], checkRunUrl: '' };
}

const defect = (): never => {
  throw new TypeError('what somebody sent');
};

describe('a report', () => {
  it.each([
    ['success', anEnding([aResult()])],
    ['failure', anEnding([aResult({ failure: aFailure() })])],
  ])('has the conclusion as the last output: %s', (conclusion, ending) => {
    expect(report(ending, reporting())).toBe(ending);
    const names = outputs().map(([name]) => name);
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => name === 'conclusion')).toHaveLength(1);
    expect(outputs().at(-1)).toEqual(['conclusion', conclusion]);
  });

  it.each([
    ['job summary', () => vi.mocked(summary.renderSummary).mockImplementation(defect)],
    ['report', () => vi.mocked(json.renderReport).mockImplementation(defect)],
  ])('whose %s breaks changes no verdict: it is a warning', (what, breakIt) => {
    breakIt();
    for (const ending of [anEnding([aResult()]), anEnding([aResult({ failure: aFailure() })])])
      expect(report(ending, reporting())).toBe(ending);
    expect(written()).toContain(`The ${what} could not be created. This is a bug in the action: please report it.`);
    expect(written()).toMatch(/^::warning title=NOMAD upload check::The /m);
    expect(written()).not.toContain('what somebody sent');
  });
});

it('a report that is broken itself says at least how it ended', () => {
  reportBare(aFailure('internal-error'));
  expect(outputs()).toEqual([
    ['failure-reason', 'internal-error'],
    ['message', 'It ended internal-error.'],
    ['conclusion', 'failure'],
  ]);
  expect(written()).toMatch(/^::error title=NOMAD upload check failed::It ended internal-error\.$/m);
});
