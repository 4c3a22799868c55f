import { describe, expect, it } from 'vitest';
import { inputsOf, refusedReadingOf } from './given.ts';

describe('what was asked is', () => {
  it('each input that was given, with its name, in the order of the contract', () => {
    const given = {
      'fail-on-warnings': 'true',
      'min-entries': '3',
      'max-failed-entries': '2.5%',
      'wait-for-upload': '5m',
      timeout: '1h',
      'not-before': '2h',
      'on-duplicate': 'fail',
      'include-shared': 'true',
      'upload-pattern': 'a*',
      'upload-name': 'nightly',
      'upload-id': 'u-1',
    };
    expect(inputsOf(given).givenInputs).toEqual(
      Object.entries(given)
        .toReversed()
        .map(([name, value]) => `${name}: ${value}`),
    );
  });

  it('only what was given', () => {
    expect(inputsOf().givenInputs).toEqual(['upload-id: upload-1']);
    expect(inputsOf({ timeout: '', 'upload-name': ' \n' }).givenInputs).toEqual(['upload-id: upload-1']);
  });

  it('a list line by line, as it was given', () => {
    expect(inputsOf({ 'upload-pattern': ' *\r\n\n!a b*\r!c ' }).givenInputs).toEqual([
      'upload-id: upload-1',
      'upload-pattern: *',
      'upload-pattern: !a b*',
      'upload-pattern: !c',
    ]);
  });

  it('nothing of where it goes and of how it logs in', () => {
    const given = {
      token: '',
      username: 'ada',
      password: 'hunter2',
      'nomad-url': 'https://nomad.example.org/o',
      'files-root': 'x',
    };
    expect(inputsOf(given).givenInputs).toEqual(['upload-id: upload-1']);
  });

  it('the id of an upload whose address was given', () => {
    const address = 'https://nomad-lab.eu/prod/v1/gui/user/uploads/upload/id/u-2?x=1';
    expect(inputsOf({ 'upload-id': `u-1\n${address}` }).givenInputs).toEqual(['upload-id: u-1', 'upload-id: u-2']);
  });

  it('said too where an input or the login is missing', () => {
    for (const given of [{ token: '' }, { timeout: '30' }])
      expect(refusedReadingOf({ 'upload-name': 'nightly', ...given }).reporting.givenInputs).toContain('upload-name: nightly');
  });
});

describe('no secret is in what was asked, though its value stands in another input:', () => {
  const password = { token: '', username: 'ada', password: 'hunter2-and-more\n' };

  it.each([
    ['the token', { token: 'nomad_pat_hunter2' }, 'nomad_pat_hunter2'],
    ['the password', password, 'hunter2-and-more'],
    ['the password, percent-encoded', { ...password, password: 'hunter2/more' }, 'hunter2%2Fmore'],
    ['the password in base64', password, Buffer.from('hunter2-and-more').toString('base64')],
    ['the token of GitHub', { 'github-token': 'ghs_hunter2' }, 'ghs_hunter2'],
  ])('%s', (_, login, secret) => {
    const all = { 'upload-name': `x ${secret} y\n${secret}`, 'upload-pattern': `*${secret}*`, timeout: secret, ...login };
    const { failure, reporting } = refusedReadingOf({ ...all, 'upload-id': `!${secret}` });
    expect(reporting.givenInputs).toEqual(['upload-name: x *** y', 'upload-name: ***', 'upload-pattern: *****', 'timeout: ***']);
    expect(failure.advice).toContain('timeout is "***"');
    expect(failure.message + failure.advice).not.toContain(secret);
  });

  it('a password of several lines, whose lines are names', () => {
    const given = { token: '', username: 'ada', password: 'hunter2\nhunter3', 'upload-name': 'hunter3\nhunter2' };
    expect(refusedReadingOf(given).reporting.givenInputs).toEqual([
      'upload-id: upload-1',
      'upload-name: ***',
      'upload-name: ***',
    ]);
  });
});
