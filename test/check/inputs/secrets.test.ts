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

it('a secret of less than 8 characters may be an everyday word, so it refuses nothing', () => {
  const given = { token: '', username: 'ada', password: 'example', 'nomad-url': 'https://nomad.example.org/o' };
  expect(inputsOf(given).deployment.base).toBe('https://nomad.example.org/o');
});
