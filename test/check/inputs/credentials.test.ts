import { describe, expect, it } from 'vitest';
import { inputsOf, masksOf, refusalOf } from './given.ts';

describe('one way to log in is taken', () => {
  it('a token, without the blanks and line ends around it', () => {
    expect(inputsOf({ token: ' \r\n nomad_pat_abc \n' }).credentials).toEqual({ kind: 'token', token: 'nomad_pat_abc' });
  });

  it.each(['eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiYWRhIn0.ghp_16C7e42F', 'nomad_pat_a-ghs_16C7e42F'])(
    'a token in which the beginning of one of GitHub stands by chance: %s',
    (token) => {
      expect(inputsOf({ token }).credentials).toEqual({ kind: 'token', token });
    },
  );

  it('user name and password, the password as it is', () => {
    expect(inputsOf({ token: '', username: ' ada ', password: '  pass word\t' }).credentials).toEqual({
      kind: 'password',
      username: 'ada',
      password: '  pass word\t',
    });
  });

  it('a password of blanks alone is a password', () => {
    expect(inputsOf({ token: '', username: 'ada', password: '   ' }).credentials).toMatchObject({ password: '   ' });
  });
});

it.each([
  ['user name and password', { username: 'ada', password: 'x' }],
  ['a user name', { username: 'ada' }],
  ['a password', { password: 'x' }],
])('a token together with %s is refused', (_, rest) => {
  const { reason, message } = refusalOf({ token: 'nomad_pat_abc', ...rest });
  expect(reason).toBe('invalid-input');
  expect(message).toContain('give either token, or username and password');
});

describe('a token that no NOMAD gives is refused before any request, and not repeated:', () => {
  it.each([
    ['of the job', 'ghs_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['of a person', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['of an OAuth app', 'gho_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['of a user in an app', 'ghu_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['that renews others', 'ghr_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['of a person, fine-grained', 'github_pat_11ABCDEFG0_abcdefghijklmnop'],
    ['in quotes', '"ghs_16C7e42F292c6912E7710c838347Ae178B4a"'],
    ['in single quotes', "'github_pat_11ABCDEFG0_abcdefghijklmnop'"],
    ['after its name', 'token=ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['with blanks around it', ' ghs_16C7e42F292c6912E7710c838347Ae178B4a\n'],
  ])('a token of GitHub %s', (_, token) => {
    const { reason, message, advice } = refusalOf({ token });
    expect(reason).toBe('invalid-input');
    expect(message).toContain('token of GitHub');
    expect(message + advice).not.toContain(token.trim());
  });

  it.each([
    ['a blank', 'nomad_pat_a b'],
    ['a line end', 'nomad_pat_a\nb'],
    ['a carriage return', 'nomad_pat_a\rb'],
    ['a tab', 'nomad_pat_a\tb'],
    ['a letter outside ASCII', 'nomad_pat_ä'],
    ['an invisible character', 'nomad_pat_a\u200bb'],
    ['a NUL', 'nomad_pat_a\0b'],
  ])('a token with %s inside', (_, token) => {
    const { reason, message, advice } = refusalOf({ token });
    expect(reason).toBe('invalid-input');
    expect(message).toContain('token contains a space, a line break or another character');
    expect(message + advice).not.toContain('nomad_pat_');
  });

  it.each(['null', 'undefined', '***'])('%s, which is no secret', (token) => {
    const { reason, message } = refusalOf({ token });
    expect(reason).toBe('invalid-input');
    expect(message).toContain(`token is "${token}", which is what a failed command leaves behind`);
    expect(masksOf({ token })).toEqual([]);
  });

  it.each([
    ['"nomad_pat_ab"', 'in quotation marks'],
    ["'nomad_pat_ab'", 'in quotation marks'],
    ['"nomad_pat_ab', 'in quotation marks'],
    ['nomad_pat_ab”', 'in quotation marks'],
    ['Bearer nomad_pat_ab', 'begins with "Bearer"'],
    ['bearer  nomad_pat_ab', 'begins with "Bearer"'],
    ['Bearer\nnomad_pat_ab', 'begins with "Bearer"'],
    [`nomad_pat_${'a'.repeat(16 * 1024)}`, 'longer than any token'],
    ['nomad_pat_ab\n'.repeat(20_000), 'longer than any token'],
  ])('%.30s', (token, says) => {
    const { reason, message, advice } = refusalOf({ token });
    expect(reason).toBe('invalid-input');
    expect(message).toContain(says);
    expect(message + advice).not.toContain('nomad_pat_');
  });

  it.each(['nomad_pat_ghs_x', 'nullx', 'Bearer', 'eyJhbGciOi.eyJzdWIiOi.c2ln', 'agh_x', 'gh', 'github'])(
    'but not %s',
    (token) => {
      expect(inputsOf({ token }).credentials).toEqual({ kind: 'token', token });
    },
  );
});

it.each([
  ['many lines', 'line\n'.repeat(20_000)],
  ['very many characters', 'x'.repeat(16 * 1024 + 1)],
])('a password of %s is a file, and is refused', (_, password) => {
  const { reason, message } = refusalOf({ token: '', username: 'ada', password });
  expect(reason).toBe('invalid-input');
  expect(message).toContain('password is longer than any password');
});

it('a password can have lines and be long', () => {
  const password = `${'a line of a passphrase\n'.repeat(99)}!`;
  expect(inputsOf({ token: '', username: 'ada', password }).credentials).toMatchObject({ password });
});

describe('the runner is told to mask', () => {
  it('a token', () => {
    expect(masksOf({ token: ' nomad_pat_abc ' })).toEqual(['nomad_pat_abc']);
  });

  it('a password as it is and as the runner trims it, and no user name', () => {
    expect(masksOf({ token: '', username: 'ada', password: ' hunter2 ' })).toEqual([' hunter2 ', 'hunter2']);
  });

  it('what is refused, too', () => {
    expect(masksOf({ token: 'ghs_x', password: 'hunter2', timeout: '30' })).toEqual(['ghs_x', 'hunter2']);
  });

  it('never nothing, which would be a warning', () => {
    expect(masksOf({ token: '' })).toEqual([]);
    expect(masksOf({ token: ' ', username: 'ada', password: '  ' })).toEqual([]);
  });
});

describe('the value of a secret in another input', () => {
  it('is not repeated when that input is refused', () => {
    const { message, advice } = refusalOf({ token: 'hunter2', timeout: 'hunter2', 'upload-id': 'a b hunter2' });
    expect(message).toContain('timeout is "***"');
    expect(message + advice).not.toContain('hunter2');
  });

  it('does not change our own words', () => {
    expect(refusalOf({ token: 'timeout', timeout: 'timeout' }).message).toContain('timeout is "***". It must');
  });
});
