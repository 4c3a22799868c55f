import { describe, expect, it } from 'vitest';
import { oneLine, readDetail } from '../../../src/nomad/transport/detail.ts';

describe('what NOMAD says of a refusal', () => {
  it.each([
    ['a text', { detail: 'The specified upload_id was not found.' }, 'The specified upload_id was not found.'],
    ['an empty text', { detail: '' }, ''],
    [
      'a text of several lines (an unknown key, 1.3 and 2.0)',
      {
        detail:
          'Could not validate credentials.\nThe user provided keycloak public key does not exist.\nDoes the UI use the right realm?',
      },
      'Could not validate credentials.\nThe user provided keycloak public key does not exist.\nDoes the UI use the right realm?',
    ],
    [
      'a list (422 of 2.0)',
      { detail: [{ type: 'missing', loc: ['body', 'grant_type'], msg: 'Field required', input: null }] },
      'body.grant_type: Field required',
    ],
    [
      'a list of several, with a number in the place',
      {
        detail: [
          { loc: ['query', 'roles', 0], msg: 'Input should be …', input: 'x' },
          { loc: ['body'], msg: 'Field required' },
        ],
      },
      'query.roles.0: Input should be …; body: Field required',
    ],
    ['a list of something else', { detail: ['x', { loc: 'body' }, {}] }, 'not readable; not accepted; not accepted'],
    [
      'an object (500)',
      {
        detail: {
          reason: 'Unexpected exception while handling your request',
          exception: "KeyError('kid')",
          exception_class: 'KeyError',
        },
      },
      "Unexpected exception while handling your request: KeyError('kid')",
    ],
    ['an object with nothing known', { detail: { code: 7 } }, ''],
  ])('%s', (_, body, text) => {
    expect(readDetail(JSON.stringify(body))).toBe(text);
  });

  it.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['a web page', '<html><head><title>502 Bad Gateway</title></head></html>'],
    ['a list', '[{"detail":"x"}]'],
    ['null', 'null'],
    ['a text', '"detail"'],
    ["Keycloak's own form", '{"error":"invalid_grant","error_description":"Invalid user credentials"}'],
    ['a number as detail', '{"detail":401}'],
    ['null as detail', '{"detail":null}'],
    ['cut JSON', '{"detail":"The spec'],
  ])('%s is not in NOMAD’s form', (_, body) => {
    expect(readDetail(body)).toBeUndefined();
  });

  it('never shows what was sent (422 of the login echoes it)', () => {
    const body = {
      detail: [
        {
          type: 'model_attributes_type',
          loc: ['body'],
          msg: 'Input should be a valid dictionary or object to extract fields from',
          input: 'grant_type=password&username=ada&password=ada-password',
          ctx: { given: 'ada-password' },
        },
      ],
    };
    expect(readDetail(JSON.stringify(body))).not.toContain('ada-password');
  });

  it('never shows a traceback', () => {
    const body = {
      detail: {
        reason: 'Unexpected exception while handling your request',
        exception: 'ValueError: no',
        exception_class: 'ValueError',
        exception_traceback:
          'Traceback (most recent call last):\n  File "/opt/lib/python3/site-packages/nomad/app/v1/main.py", line 63',
      },
    };
    expect(readDetail(JSON.stringify(body))).toBe('Unexpected exception while handling your request: ValueError: no');
  });
});

describe('a text on one line', () => {
  it('has single blanks between its words, and no line ends', () => {
    expect(oneLine(' a\n\tb\r\n  c ')).toBe('a b c');
  });

  it('is at most 300 characters long', () => {
    expect(oneLine('x'.repeat(300))).toBe('x'.repeat(300));
    expect(oneLine('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
  });
});
