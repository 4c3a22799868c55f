import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { failureReasons } from '../../../src/core/failure-reasons.ts';
import type { Deployment } from '../../../src/nomad/deployment.ts';
import { Ledger } from '../../../src/judgement/ledger.ts';
import type { Ending, Result } from '../../../src/judgement/ending.ts';
import { renderReport } from '../../../src/judgement/report/json-report.ts';
import { aFailure, anEnding, anEntry, aResult, aSnapshot, aTarget, oasis, times } from '../../builders.ts';
import { jsonObject } from '../../nomad-server/json-object.ts';
import { hostileTexts } from './hostile.ts';

const schema = jsonObject(readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8')) ?? {};
const ajv = new Ajv2020({ strict: true, allErrors: true });
const matches = ajv.compile(schema);

/** What is wrong with it, by the schema that users have. */
function complaints(report: unknown): string[] {
  return matches(report) ? [] : (matches.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function reportOf(
  ending: Ending,
  where: { deployment: Deployment | undefined } = { deployment: oasis },
): Record<string, unknown> {
  const report = jsonObject(renderReport(ending, where.deployment));
  if (report === undefined) throw new Error('the report is no JSON object');
  return report;
}

interface ListedEntry {
  readonly id: string;
  readonly mainfile: string;
}

/** The entry failures of each upload, as far as the tests look at them. */
function entriesIn(report: Record<string, unknown>): ListedEntry[][] {
  const { uploads } = report;
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  return (Array.isArray(uploads) ? uploads : []).filter(isObject).map(({ entryFailures }) => {
    const entries: unknown[] = Array.isArray(entryFailures) ? entryFailures : [];
    return entries.filter(isObject).map(({ id, mainfile }) => ({ id: String(id), mainfile: String(mainfile) }));
  });
}

function withEntries(listed: number, more = 0, overrides: Partial<Result> = {}): Result {
  const entries = { listed: times(listed, (i) => anEntry({ id: `e-${i}` })), more };
  return aResult({ failure: aFailure('entries-failed'), entries, ...overrides });
}

describe('the report is as its schema says', () => {
  it.each(failureReasons)('when the whole step ends %s, before the search, in it and after a look', (reason) => {
    const failure = aFailure(reason);
    const [before, search, found] = [new Ledger(), new Ledger(), new Ledger()];
    search.beginSearch([
      { given: 'u-1', matchedBy: 'id' },
      { given: 'a*', matchedBy: 'pattern' },
    ]);
    found.endSearch([aTarget()], [{ given: 'gone', matchedBy: 'name', failure: aFailure('not-found') }]);
    found.see(aTarget(), aSnapshot(), 0);
    for (const ledger of [before, search, found]) {
      const report = reportOf(ledger.ending(failure));
      expect(complaints(report)).toEqual([]);
      expect(report).toMatchObject({ version: 1, conclusion: 'failure' });
    }
    expect(reportOf(before.ending(failure))).toMatchObject({ failureReason: reason, message: failure.message, uploads: [] });
  });

  it.each(failureReasons)('when one of two uploads ends %s', (reason) => {
    const report = reportOf(anEnding([withEntries(2, 1, { failure: aFailure(reason) }), aResult({ id: 'u-2' })]));
    expect(complaints(report)).toEqual([]);
    expect(report).toMatchObject({
      ...{ conclusion: 'failure', failureReason: reason, message: `It ended ${reason}.` },
      uploads: [
        { conclusion: 'failure', failureReason: reason },
        { id: 'u-2', conclusion: 'success', failureReason: '' },
      ],
    });
  });

  it.each<[string, Ending]>([
    ['a success', anEnding([aResult()])],
    ['a success with tolerated entries', anEnding([withEntries(2, 0, { failure: undefined })])],
    ['an upload that is being processed', anEnding([aResult({ snapshot: aSnapshot({ state: 'running', status: 'RUNNING' }) })])],
    ['an upload that is READY', anEnding([aResult({ snapshot: aSnapshot({ status: 'READY' }) })])],
    ['an upload never seen', anEnding([aResult({ snapshot: undefined })])],
    ['an endless message of an upload', anEnding([aResult({ message: 'x'.repeat(9000) })], { message: 'x' })],
  ])('after %s', (_, ending) => {
    expect(complaints(reportOf(ending))).toEqual([]);
    expect(complaints(reportOf(ending, { deployment: undefined }))).toEqual([]);
    expect(reportOf(ending)).toMatchObject({ conclusion: 'success', failureReason: '' });
  });

  it('which lets nothing else pass', () => {
    const report = reportOf(anEnding([withEntries(1)]));
    const [upload] = Array.isArray(report['uploads'])
      ? report['uploads'].map((one: unknown) => jsonObject(JSON.stringify(one)))
      : [];
    const changed = [
      ...Object.keys(report).map((key) => ({ ...report, [key]: undefined })),
      ...Object.keys(upload ?? {}).map((key) => ({ ...report, uploads: [{ ...upload, [key]: undefined }] })),
      { ...report, more: 1 },
      { ...report, version: 2 },
      { ...report, conclusion: 'neutral' },
      { ...report, failureReason: 'other' },
      { ...report, uploads: [{ ...upload, more: 1 }] },
      { ...report, uploads: [{ ...upload, entries: '3' }] },
      { ...report, uploads: [{ ...upload, entryFailures: [{}] }] },
    ];
    expect(changed).toHaveLength(5 + 17 + 7);
    for (const one of changed) expect(complaints(jsonObject(JSON.stringify(one)))).not.toEqual([]);
  });

  it('and each reason of the contract is in it', () => {
    expect(schema).toMatchObject({ $defs: { failureReason: { enum: ['', ...failureReasons] } } });
  });
});

it('an entry failure says the exact path of its file, its key there, status, parser, all that is known of the reason, and its page', () => {
  const listed = [
    anEntry({ mainfileKey: '7', errors: ['one', 'two'], cause: { text: 'the cause', line: 4, column: 7, traceback: '' } }),
    anEntry({ id: 'entry-2', status: 'PENDING', errors: [] }),
  ];
  const ending = anEnding([withEntries(0, 0, { entries: { listed, more: 0 } })]);
  const url = `${oasis.base}/gui/user/uploads/upload/id/upload-1/entry/id`;
  const [first, second] = [
    { id: 'entry-1', mainfile: 'data/run.yaml', mainfileKey: '7', status: 'FAILURE', errors: ['one', 'two', 'the cause'] },
    { id: 'entry-2', mainfile: 'data/run.yaml', mainfileKey: '', status: 'PENDING', errors: [] },
  ].map((one) => ({ ...one, parser: 'parsers/archive', url: `${url}/${one.id}` }));
  expect(reportOf(ending)).toMatchObject({ uploads: [{ entryFailures: [first, second], truncated: false }] });
  expect(reportOf(ending, { deployment: undefined })).toMatchObject({
    uploads: [{ url: '', entryFailures: [{ url: '' }, { url: '' }] }],
  });
});

describe('1000 entry failures are listed in all, and an upload with more says so:', () => {
  it.each<[string, Result[], number[], boolean[]]>([
    ['all of one', [withEntries(1000)], [1000], [false]],
    ['one too many', [withEntries(1001)], [1000], [true]],
    ['those that were never listed', [withEntries(3, 1)], [3], [true]],
    ['the worst upload first', [withEntries(400), withEntries(600), withEntries(1)], [400, 600, 0], [false, false, true]],
    ['part of one', [withEntries(999), withEntries(2), withEntries(0)], [999, 1, 0], [false, true, false]],
  ])('%s', (_, results, listed, truncated) => {
    const report = reportOf(anEnding(results));
    const entries = entriesIn(report);
    expect(entries.map(({ length }) => length)).toEqual(listed);
    for (const ofOne of entries) expect(ofOne.map(({ id }) => id)).toEqual(times(ofOne.length, (i) => `e-${i}`));
    expect(report).toMatchObject({ uploads: truncated.map((one) => ({ truncated: one })) });
  });
});

describe('texts of others are in it as they are:', () => {
  it.each(hostileTexts)('%s', (_, text) => {
    const listed = [anEntry({ mainfile: text, parser: text, errors: [text], status: text })];
    const result = aResult({ name: text, entries: { listed, more: 0 }, snapshot: aSnapshot({ name: text }) });
    const report = reportOf(anEnding([result]));
    expect(report).toMatchObject({
      uploads: [{ name: text, entryFailures: [{ mainfile: text, parser: text, errors: [text], status: text }] }],
    });
    expect(complaints(report)).toEqual([]);
  });
});
