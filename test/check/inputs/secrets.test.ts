import { describe, expect, it } from 'vitest';
import { inputsOf, refusalOf, refusedReadingOf } from './given.ts';

const password = 'Hunter2-and-more';

describe('an input that goes into addresses is refused where it holds a secret, and shown nowhere:', () => {
  it.each([
    ['the id', { 'upload-id': password }],
    ['a part of the id, in other letters', { 'upload-id': `x-${password.toUpperCase()}-y` }],
    ['one of several ids', { 'upload-id': `upload-1\n${password}` }],
    ['the host', { 'nomad-url': `https://${password}.example.org/o` }],
    ['the path', { 'nomad-url': `https://nomad.example.org/${password.toLowerCase()}` }],
  ])('%s', (_, given) => {
    const { failure, reporting } = refusedReadingOf({ token: '', username: 'ada', password, ...given });
    expect(failure.reason).toBe('invalid-input');
    expect(failure.message).toContain(`${Object.keys(given).join('')} holds the value of a secret, which would be shown`);
    expect(reporting.deployment).toBeUndefined();
    expect(JSON.stringify({ failure, deployment: reporting.deployment })).not.toMatch(/hunter2/i);
  });

  it('of a token too', () => {
    const { reason, message } = refusalOf({ token: 'nomad_pat_x', 'upload-id': 'nomad_pat_x' });
    expect(reason).toBe('invalid-input');
    expect(message).not.toContain('nomad_pat_x');
  });
});

describe('so is any other that is sent on or shown:', () => {
  it.each([
    ['upload-name', 'run of Hunter2-and-more'],
    ['upload-name', 'one\nHunter2-and-more'],
    ['upload-pattern', '*Hunter2-and-more*'],
    ['upload-pattern', '*\n!Hunter2-and-more'],
    ['report-file', 'Hunter2-and-more.json'],
    ['files-root', 'tests/hunter2-and-more'],
    ['check-run-name', 'NOMAD Hunter2-and-more'],
    ['check-run-name', Buffer.from(password).toString('base64')],
  ])('%s: %s', (name, value) => {
    const { failure, reporting } = refusedReadingOf({
      token: '',
      username: 'ada',
      password,
      'github-token': 'ghs_x',
      [name]: value,
    });
    expect(failure.message).toContain(`${name} holds the value of a secret, which would be shown`);
    expect(JSON.stringify({ failure, reporting: { ...reporting, asked: [] } })).not.toMatch(/hunter2|SHVudGVyMi1hbmQtbW9yZQ/i);
  });

  it('a token of GitHub', () => {
    expect(refusalOf({ 'github-token': 'ghs_0123456789', 'check-run-name': 'ghs_0123456789' }).message).toContain(
      'check-run-name holds',
    );
  });

  it('a short password too, where it is a word of its own or longer than that', () => {
    for (const [short, value] of [
      ['hunter2', 'runhunter2'],
      ['abcd', 'XABCDX'],
      ['xy7', 'run-xy7'],
    ] as const)
      expect(refusalOf({ token: '', username: 'ada', password: short, 'upload-name': value }).message).toContain(
        'upload-name holds',
      );
  });
});

describe('a password that is a word of ours refuses nothing where we say it:', () => {
  it.each([
    ['prod', {}],
    ['prod', { 'nomad-url': 'prod' }],
    ['test', { 'nomad-url': 'test' }],
    ['true', { 'include-shared': 'true' }],
    ['latest', { 'on-duplicate': 'latest' }],
    ['30m', { timeout: '30m' }],
    ['.', { 'files-root': '' }],
    ['a', { 'upload-name': 'banana data' }],
  ])('%s, with %j', (word, given) => {
    expect(inputsOf({ token: '', username: 'ada', password: word, ...given }).credentials.kind).toBe('password');
  });
});
