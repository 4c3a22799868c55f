import { describe, expect, it } from 'vitest';
import { minute } from '../../../src/core/clock.ts';
import { now } from '../../builders.ts';
import { inputsOf, refusalOf } from './given.ts';

it('without anything but a login and an upload, all is as the contract says', () => {
  expect(inputsOf()).toMatchObject({
    deployment: { api: 'https://nomad-lab.eu/prod/v1/api/v1' },
    ids: ['upload-1'],
    names: [],
    patterns: { include: [], exclude: [] },
    includeShared: false,
    onDuplicate: 'latest',
    notBefore: undefined,
    timeout: 30 * minute,
    waitForUpload: 0,
    demands: {
      maxFailedEntries: { text: '0', kind: 'count', count: 0 },
      minEntries: 0,
      failOnWarnings: false,
      notBefore: undefined,
    },
    filesRoot: '.',
    jobSummary: 'always',
  });
});

it.each([
  ['allow-http', ''],
  ['include-shared', ''],
  ['on-duplicate', ' '],
  ['not-before', ''],
  ['timeout', '\n'],
  ['wait-for-upload', ''],
  ['max-failed-entries', ''],
  ['min-entries', ''],
  ['fail-on-warnings', ''],
  ['files-root', ''],
  ['job-summary', ''],
  ['upload-name', ''],
  ['upload-pattern', '\n\n'],
])('an empty %s is its default', (name, value) => {
  expect(inputsOf({ [name]: value })).toEqual(inputsOf());
});

it('http:// needs allow-http, which is not the default', () => {
  expect(refusalOf({ 'nomad-url': 'http://nomad.example.org' }).message).toContain('allow-http: true');
});

it('each input goes where it belongs', () => {
  const inputs = inputsOf({
    'nomad-url': 'http://nomad.example.org/o',
    'allow-http': 'true',
    'include-shared': 'true',
    'on-duplicate': 'fail',
    'not-before': '2h',
    timeout: '1h',
    'wait-for-upload': '5m',
    'max-failed-entries': '2.5%',
    'min-entries': '12',
    'fail-on-warnings': 'true',
    'files-root': 'tests/data',
    'job-summary': 'on-failure',
  });
  expect(inputs).toMatchObject({
    deployment: { base: 'http://nomad.example.org/o' },
    includeShared: true,
    onDuplicate: 'fail',
    notBefore: now - 120 * minute,
    timeout: 60 * minute,
    waitForUpload: 5 * minute,
    demands: {
      maxFailedEntries: { text: '2.5%', kind: 'share', share: 25n, ofHundred: 1000n },
      minEntries: 12,
      failOnWarnings: true,
      notBefore: now - 120 * minute,
    },
    filesRoot: 'tests/data',
    jobSummary: 'on-failure',
  });
});

describe('a boolean is as in YAML 1.2:', () => {
  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    [' true\n', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
  ])('%j is %s', (text, value) => {
    expect(inputsOf({ 'fail-on-warnings': text }).demands.failOnWarnings).toBe(value);
    expect(inputsOf({ 'include-shared': text }).includeShared).toBe(value);
  });

  it.each(['yes', 'no', 'on', 'off', '1', '0', 'tRUE', 'true false', 'y'])('%j is refused', (text) => {
    expect(refusalOf({ 'fail-on-warnings': text }).message).toContain(`fail-on-warnings is "${text}". It must be true or false.`);
    expect(refusalOf({ 'include-shared': text }).message).toContain('include-shared');
    expect(refusalOf({ 'allow-http': text }).message).toContain('allow-http');
  });
});

describe('refused, by name and with what is allowed, is', () => {
  it.each([
    ['on-duplicate', 'oldest', /latest, fail/],
    ['on-duplicate', 'Latest', /latest, fail/],
    ['job-summary', 'true', /always, on-failure, never/],
    ['timeout', '30', /30s and 30m/],
    ['timeout', '1h30', /1h30m/],
    ['timeout', '5 min', /5m/],
    ['wait-for-upload', '30', /30s and 30m/],
    ['wait-for-upload', '-1s', /5m/],
    ['max-failed-entries', '101%', /100%/],
    ['max-failed-entries', '2.5', /2\.5%/],
    ['min-entries', '-1', /whole number/],
    ['min-entries', '1.5', /whole number/],
    ['min-entries', '1e3', /whole number/],
    ['min-entries', '99999999999999999999', /whole number/],
    ['not-before', 'yesterday', /ISO 8601/],
    ['not-before', '30', /ISO 8601/],
    ['nomad-url', 'production', /prod, staging, test, develop/],
  ])('%s: %s', (name, value, allowed) => {
    const { reason, message } = refusalOf({ [name]: value });
    expect(reason).toBe('invalid-input');
    expect(message).toContain(`${name} is "${value}"`);
    expect(message).toMatch(allowed);
  });
});

it('a nomad-url that is given but empty is refused, so that no secret goes to nomad-lab.eu by mistake', () => {
  for (const empty of ['', ' ', '\n']) {
    const { reason, message } = refusalOf({ 'nomad-url': empty });
    expect(reason).toBe('invalid-input');
    expect(message).toContain('nomad-url is given but empty');
  }
});

it.each(['https://ada:hunter2@nomad.example.org/o', 'ftp://nomad.example.org/?token=hunter2', 'ws://nomad.example.org/#hunter2'])(
  'a refused address is not repeated where it may hold a secret: %s',
  (address) => {
    const { message, advice } = refusalOf({ 'nomad-url': address });
    expect(message).toContain('nomad-url: ');
    expect(message + advice).not.toContain('hunter2');
  },
);

describe('all that is wrong is named at once', () => {
  it('in the message, while there is room', () => {
    const { message, advice } = refusalOf({ 'min-entries': 'many', timeout: '30' });
    expect(message).toMatch(/^2 inputs can't be used: /);
    expect(message).toContain('min-entries is "many"');
    expect(message).toContain('timeout is "30"');
    expect(advice.split('\n')).toEqual([
      expect.stringMatching(/^- timeout is "30"/),
      expect.stringMatching(/^- min-entries is "many"/),
      expect.stringMatching(/^Correct the inputs of this step\. No request was sent to NOMAD\.$/),
    ]);
  });

  it('below the message where that gets too long, which still names the inputs', () => {
    const names = ['allow-http', 'include-shared', 'timeout', 'wait-for-upload', 'min-entries', 'not-before', 'job-summary'];
    const { message, advice } = refusalOf(Object.fromEntries(names.map((name) => [name, 'x'.repeat(200)])));
    expect(message.length).toBeLessThanOrEqual(500);
    for (const name of names) {
      expect(message).toContain(name);
      expect(advice).toContain(`- ${name} is "xxx`);
    }
  });

  it('also inputs that are wrong only together, or missing', () => {
    const long = { timeout: 'x'.repeat(200), 'wait-for-upload': 'x'.repeat(200), 'min-entries': 'x'.repeat(200) };
    const first = refusalOf({ ...long, 'upload-id': '', 'nomad-url': '', username: 'ada' }).message;
    const second = refusalOf({ ...long, 'upload-pattern': '!a', token: 'a b' }).message;
    const third = refusalOf({ ...long, token: 'ghs_x' }).message;
    expect([first, second, third].map((message) => /\((.*)\)/.exec(message)?.[1])).toEqual([
      'token, nomad-url, upload-id, timeout, wait-for-upload, min-entries',
      'token, upload-pattern, timeout, wait-for-upload, min-entries',
      'token, timeout, wait-for-upload, min-entries',
    ]);
  });

  it('and a missing login does not hide what else is wrong', () => {
    expect(refusalOf({ token: '', timeout: '30' }).reason).toBe('invalid-input');
  });
});

it('a long value is cut, so that the reason stays readable', () => {
  expect(refusalOf({ timeout: 'x'.repeat(10_000) }).message.length).toBeLessThanOrEqual(500);
});
