import { describe, expect, it } from 'vitest';
import type { Ending, Result } from '../../../src/judgement/ending.ts';
import { renderOutputs } from '../../../src/judgement/report/outputs.ts';
import { aFailure, aResult, aSnapshot, anEnding, anUpload, oasis, times } from '../../builders.ts';
import { hostileTexts } from './hostile.ts';

const mostBytes = 32 * 1024;

function outputsOf(ending: Ending): Record<string, string> {
  return renderOutputs(ending, oasis);
}

/** The elements of the output `uploads`, or of another list. */
function listIn(outputs: Record<string, string>, name: string): unknown[] {
  const list: unknown = JSON.parse(outputs[name] ?? '');
  if (!Array.isArray(list)) throw new Error(`${name} is no list`);
  return list;
}

const names = [
  ...['conclusion', 'failure-reason', 'message', 'upload-count', 'failed-upload-count', 'upload-id', 'upload-name'],
  ...['upload-url', 'status', 'entries', 'successful-entries', 'failed-entries', 'published', 'completed-at', 'errors'],
  ...['warnings', 'uploads'],
];

describe('every output is set', () => {
  it.each<[string, Ending]>([
    ['in a success', anEnding([aResult()])],
    ['in a failure', anEnding([aResult({ failure: aFailure() })])],
    ['when nothing was searched', anEnding(undefined, { failure: aFailure('invalid-input') })],
    ['when nothing was seen', anEnding([aResult({ snapshot: undefined, failure: aFailure('not-found') })])],
  ])('%s', (_, ending) => {
    const outputs = outputsOf(ending);
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(names));
    for (const value of Object.values(outputs)) expect(value).not.toMatch(/undefined|null|NaN/);
  });
});

it('a success says what NOMAD has', () => {
  const upload = { id: 'u-1', published: true, errors: ['e'], warnings: ['w'], completedAt: '2026-05-04T11:57:00.000Z' };
  const snapshot = aSnapshot(upload, { total: 9, successful: 6, failed: 2 });
  expect(outputsOf(anEnding([aResult({ id: 'u-1', snapshot })]))).toMatchObject({
    conclusion: 'success',
    'failure-reason': '',
    message: 'NOMAD processed it.',
    'upload-count': '1',
    'failed-upload-count': '0',
    'upload-id': 'u-1',
    'upload-name': 'nightly',
    'upload-url': 'https://nomad.example.org/oasis/gui/user/uploads/upload/id/u-1',
    status: 'SUCCESS',
    entries: '9',
    'successful-entries': '6',
    'failed-entries': '2',
    published: 'true',
    'completed-at': '2026-05-04T11:57:00.000Z',
    errors: '["e"]',
    warnings: '["w"]',
  });
});

it('none is 0 or false, not empty', () => {
  const snapshot = aSnapshot({}, { total: 0, successful: 0, failed: 0 });
  expect(outputsOf(anEnding([aResult({ snapshot })]))).toMatchObject({
    entries: '0',
    'successful-entries': '0',
    'failed-entries': '0',
    published: 'false',
  });
});

describe('what is not known is empty or []:', () => {
  const unknown = { status: '', entries: '', 'successful-entries': '', 'failed-entries': '', published: '' };
  const none = { 'upload-url': '', 'completed-at': '', errors: '[]', warnings: '[]' };

  it('before any search', () => {
    expect(outputsOf(anEnding(undefined, { failure: aFailure('invalid-input') }))).toMatchObject({
      ...{ conclusion: 'failure', 'failure-reason': 'invalid-input', 'upload-count': '', 'failed-upload-count': '' },
      ...{ 'upload-id': '', 'upload-name': '', uploads: '[]', ...unknown, ...none },
    });
  });

  it.each([
    ['a name', { id: '', name: 'nightly' }],
    ['an id', { id: 'u-1', name: '' }],
  ])('of %s that leads to no upload all but what was given', (_, given) => {
    const outputs = outputsOf(anEnding([aResult({ ...given, snapshot: undefined, failure: aFailure('not-found') })]));
    expect(outputs).toMatchObject({ ...unknown, ...none, 'upload-id': given.id, 'upload-name': given.name });
    expect(outputs).toMatchObject({ 'upload-count': '1', 'failed-upload-count': '1' });
    expect(listIn(outputs, 'uploads')).toEqual([
      {
        ...{ ...given, url: '', conclusion: 'failure', failureReason: 'not-found', message: 'It ended not-found.', status: '' },
        ...{ entries: '', successfulEntries: '', failedEntries: '', published: '', createdAt: '', completedAt: '' },
        ...{ errors: [], warnings: [] },
      },
    ]);
  });

  it.each([
    ['while it is processing', { state: 'running' as const, status: 'RUNNING' }, '3'],
    ['when READY, with the counters', { status: 'READY' }, ''],
  ])('what is of the former run, %s', (_, upload, entries) => {
    const snapshot = aSnapshot({ ...upload, errors: ['old'], warnings: ['old'] });
    const outputs = outputsOf(anEnding([aResult({ snapshot, failure: aFailure('timeout') })]));
    expect(outputs).toMatchObject({ 'completed-at': '', errors: '[]', warnings: '[]', entries, status: upload.status });
    expect(outputs).toMatchObject({ 'successful-entries': entries, 'failed-entries': entries === '' ? '' : '0' });
    expect(listIn(outputs, 'uploads')).toMatchObject([{ completedAt: '', errors: [], warnings: [] }]);
  });
});

it('several uploads: the first decides, and all are in the list, in the same order', () => {
  const results = ['c', 'a', 'b'].map((id, i) =>
    aResult({ id, snapshot: aSnapshot({ id }), ...(i < 2 && { failure: aFailure('timeout') }) }),
  );
  const outputs = outputsOf(anEnding(results));
  expect(outputs).toMatchObject({ 'upload-count': '3', 'failed-upload-count': '2', 'upload-id': 'c' });
  expect(listIn(outputs, 'uploads')).toMatchObject([{ id: 'c' }, { id: 'a' }, { id: 'b', conclusion: 'success' }]);
});

it('an element of uploads has the keys of the contract, in their types', () => {
  expect(listIn(outputsOf(anEnding([aResult()])), 'uploads')).toEqual([
    {
      ...{ id: 'upload-1', name: 'nightly', url: `${oasis.base}/gui/user/uploads/upload/id/upload-1`, conclusion: 'success' },
      ...{ failureReason: '', message: 'NOMAD processed it.', status: 'SUCCESS', entries: 3, successfulEntries: 3 },
      ...{ failedEntries: 0, published: false, createdAt: anUpload().createdAt, completedAt: anUpload().completedAt },
      ...{ errors: [], warnings: [] },
    },
  ]);
});

describe('names are exact:', () => {
  it.each(hostileTexts)('%s', (_, name) => {
    const outputs = outputsOf(anEnding([aResult({ snapshot: aSnapshot({ name }) })]));
    expect(outputs['upload-name']).toBe(name);
    if (name.length < 1000) expect(listIn(outputs, 'uploads')).toMatchObject([{ name }]);
  });
});

describe('an output is never too long:', () => {
  const wide = '\u0001'.repeat(3000);
  const long = times(300, (i) => `${i} ${wide}`);

  function isWithin(outputs: Record<string, string>): void {
    for (const value of Object.values(outputs)) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(mostBytes);
  }

  function manyUploads(n: number, upload: Parameters<typeof aSnapshot>[0]): Result[] {
    return times(n, (i) => aResult({ id: `u-${i}`, snapshot: aSnapshot({ id: `u-${i}`, ...upload }), failure: aFailure() }));
  }

  it('texts are cut at 1000 characters', () => {
    const texts = ['x'.repeat(1000), 'x'.repeat(1001)];
    const outputs = outputsOf(anEnding(manyUploads(1, { status: 'FAILURE', errors: texts, warnings: texts })));
    const cut = ['x'.repeat(1000), `${'x'.repeat(999)}…`];
    expect([listIn(outputs, 'errors'), listIn(outputs, 'warnings')]).toEqual([cut, cut]);
    expect(listIn(outputs, 'uploads')).toMatchObject([{ errors: cut, warnings: cut }]);
  });

  it('in uploads there are five texts of each kind, outside as many as fit', () => {
    const texts = times(40, String);
    const outputs = outputsOf(anEnding(manyUploads(1, { status: 'FAILURE', errors: texts, warnings: texts })));
    expect([listIn(outputs, 'errors'), listIn(outputs, 'warnings')]).toEqual([texts, texts]);
    const five = texts.slice(0, 5);
    expect(listIn(outputs, 'uploads')).toMatchObject([{ errors: five, warnings: five }]);
  });

  it('a list ends with a whole element', () => {
    const outputs = outputsOf(anEnding(manyUploads(1, { status: 'FAILURE', errors: long, warnings: long })));
    isWithin(outputs);
    const errors = listIn(outputs, 'errors');
    expect(errors).toEqual(long.map((text) => `${text.slice(0, 999)}…`).slice(0, errors.length));
    expect(errors.length).toBeGreaterThanOrEqual(5);
  });

  it('however small its elements are', () => {
    isWithin(outputsOf(anEnding(manyUploads(1, { status: 'FAILURE', errors: times(30_000, () => '') }))));
  });

  it('of small uploads 100 are listed', () => {
    const snapshot = aSnapshot({ createdAt: '', completedAt: '' });
    const outputs = renderOutputs(anEnding(times(150, () => aResult({ id: 'u', snapshot, message: '' }))), undefined);
    isWithin(outputs);
    expect(listIn(outputs, 'uploads')).toHaveLength(100);
  });

  it('uploads has the first 100, and upload-count counts all', () => {
    const outputs = outputsOf(anEnding(manyUploads(150, { name: '' })));
    expect(outputs).toMatchObject({ 'upload-count': '150', 'failed-upload-count': '150' });
    isWithin(outputs);
    const some = listIn(outputs, 'uploads');
    expect(some.length).toBeLessThanOrEqual(100);
    expect(some.length).toBeGreaterThan(40);
    expect(some).toMatchObject(times(some.length, (i) => ({ id: `u-${i}` })));
  });

  it('not even with a name, a status or a message as long as NOMAD lets them be', () => {
    for (const endless of ['x', '\u0001', '世', '😀', '"\\'].map((text) => text.repeat(50_000))) {
      const results = manyUploads(3, { name: endless, status: endless, errors: [endless], warnings: [endless] });
      const outputs = outputsOf(anEnding(results, { failure: aFailure(), message: 'x' }));
      isWithin(outputs);
      expect(outputs['upload-count']).toBe('3');
    }
  });

  it('and the worst upload is in the list, whatever it carries', () => {
    const texts = times(5, () => wide);
    const outputs = outputsOf(
      anEnding(manyUploads(2, { status: 'FAILURE', name: wide.repeat(20), errors: texts, warnings: texts })),
    );
    isWithin(outputs);
    expect(listIn(outputs, 'uploads')[0]).toMatchObject({ id: 'u-0', conclusion: 'failure', failureReason: 'processing-failed' });
  });
});
