import { describe, expect, it } from 'vitest';
import { NoVerdictError, TokenRefusedError } from '../../../src/core/errors.ts';
import type { Answer } from '../../../src/nomad/transport/http.ts';
import { type Question, toError } from '../../../src/nomad/transport/refusal.ts';
import { RetryableError } from '../../../src/nomad/transport/retry.ts';
import { secretsOf } from '../../step/secrets/secrets-of.ts';
import { recorded } from './refusal-table.ts';

const now = Date.UTC(2026, 0, 15, 12);
const api = 'https://nomad.example.org/nomad-oasis/api/v1';
const routes = { login: 'POST /auth/token', list: 'GET /uploads', upload: 'GET /uploads/abc/entries' } as const;

function questionAbout(subject: Question['subject']): Question {
  return { subject, route: routes[subject], api, scopes: ['uploads:read'] };
}

function answer(status: number, body: string | undefined, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body, bytes: body?.length ?? 0 };
}

function refuse(subject: Question['subject'], status: number, body: string | undefined, headers: Answer['headers'] = {}): Error {
  return toError(answer(status, body, headers), questionAbout(subject), (text) => text, now);
}

function meaningOf(error: Error): string {
  if (error instanceof RetryableError) return `${error.failure.reason}, again`;
  if (!(error instanceof NoVerdictError)) return String(error);
  return [error.failure.reason, error.concerns, ...(error instanceof TokenRefusedError ? ['token'] : [])].join(', ');
}

function failureOf(error: Error): { message: string; advice: string } {
  if (error instanceof RetryableError || error instanceof NoVerdictError) return error.failure;
  throw error;
}

describe('a refusal that was recorded', () => {
  it.each(Object.entries(recorded))('%s', (_, { what, status, detail, means, advice }) => {
    const error = refuse(what, status, JSON.stringify({ detail }));
    expect(meaningOf(error)).toBe(means);
    expect(failureOf(error).advice).toMatch(advice);
    expect(failureOf(error).message).toContain(String(status));
    expect(failureOf(error).message).not.toContain('Traceback');
  });
});

describe('a refused token', () => {
  it.each([
    ['Expired token.', 'has expired'],
    ['Invalid token.', 'is not one of its own'],
    ['Could not validate credentials. The given token is invalid.', 'says that the token is invalid'],
    ['The user provided keycloak public key does not exist.', 'does not know the key'],
    ['Authentication is required for this Oasis', 'lets in only certain accounts'],
    ['Authentication required.', 'does not know the token'],
    ['You need to log in to access the specified upload.', 'does not know the token'],
    ['Something else.', 'did not accept the login'],
  ])('is said to be what NOMAD says it is: %s', (detail, why) => {
    const error = refuse('list', 401, JSON.stringify({ detail }));
    expect(meaningOf(error)).toBe('authentication, step, token');
    expect(failureOf(error).message).toContain(why);
  });

  it('is not what a 403 means, for which no new login would help', () => {
    expect(meaningOf(refuse('list', 403, JSON.stringify({ detail: 'Something else.' })))).toBe('permission, step');
  });
});

describe('a status without NOMAD’s detail', () => {
  const pages = ['<html><head><title>Forbidden</title></head></html>', '', undefined, '{"error":"unauthorized"}', '[]'];

  it.each([400, 401, 403, 404, 405, 413, 422, 451])('%i is an unexpected answer, and never a refused token', (status) => {
    for (const body of pages) {
      expect(meaningOf(refuse('login', status, body))).toBe('unexpected-answer, step');
      expect(meaningOf(refuse('list', status, body))).toBe('unexpected-answer, step');
      expect(meaningOf(refuse('upload', status, body))).toBe('unexpected-answer, upload');
    }
  });

  it.each([429, 500, 502, 503, 504, 520, 599])('%i is asked again', (status) => {
    for (const body of pages) expect(meaningOf(refuse('upload', status, body))).toBe('unreachable, again');
  });
});

describe('a redirect', () => {
  it.each([
    ['https://login.example.org/auth?ticket=x', 'login.example.org'],
    ['http://nomad.example.org:8000/nomad-oasis/api/v1/uploads', 'nomad.example.org:8000'],
    ['/gui/', 'nomad.example.org'],
    ['//evil.example.org/', 'evil.example.org'],
    ['http://[', 'an unknown address'],
  ])('to %s names the host alone', (location, host) => {
    const error = refuse('list', 307, '', { location });
    expect(meaningOf(error)).toBe('unexpected-answer, step');
    expect(failureOf(error).message).toBe(
      `${api} answered GET /uploads with a redirect (307) to ${host}, which the action does not follow.`,
    );
  });

  it('without a target is one too', () => {
    expect(failureOf(refuse('login', 301, '')).message).toContain('to an unknown address');
  });
});

describe('Retry-After', () => {
  function waitOf(value: string | string[] | undefined): number | undefined {
    const error = refuse('list', 503, '', value === undefined ? {} : { 'retry-after': value });
    return error instanceof RetryableError ? error.retryAfter : NaN;
  }

  it.each([
    ['0', 0],
    ['7', 7000],
    [' 120 ', 120_000],
    ['9'.repeat(400), 10 ** 12],
    [new Date(now + 90_000).toUTCString(), 90_000],
    [new Date(now - 90_000).toUTCString(), 0],
    ['soon', undefined],
    ['1e3', undefined],
    [undefined, undefined],
  ])('%j asks for a pause of %s ms', (value, ms) => {
    expect(waitOf(value)).toBe(ms);
  });

  it('counts at 429 too', () => {
    const error = refuse('login', 429, '', { 'retry-after': '3' });
    expect(error).toMatchObject({ retryAfter: 3000, kind: 'passing' });
  });
});

describe('the value of a secret in an answer', () => {
  const secrets = secretsOf('pass  word-of-ada');

  function shown(detail: string): string {
    const body = JSON.stringify({ detail });
    return failureOf(toError(answer(401, body), questionAbout('login'), secrets.redact, now)).message;
  }

  it('is not shown', () => {
    expect(shown('no such user: pass  word-of-ada')).toContain('"no such user: ***"');
  });

  it('is not shown in part either, where a long text is cut', () => {
    for (let before = 280; before <= 300; before++)
      expect(shown(`${'x'.repeat(before)}pass  word-of-ada`)).not.toMatch(/pass|word/);
  });
});

describe('the value of a secret is hidden even', () => {
  const secrets = secretsOf('correct horse', 'NOMAD-pat-Xy', 'hunter:two');

  function shown(status: number, detail: string, headers: Answer['headers'] = {}): string {
    const error = toError(answer(status, JSON.stringify({ detail }), headers), questionAbout('list'), secrets.redact, now);
    return failureOf(error).message + failureOf(error).advice;
  }

  it.each(['correct\nhorse', 'correct \t\r\n  horse'])('where blanks are joined to one: %j', (detail) => {
    expect(shown(400, `a ${detail} b`)).toContain('"a *** b"');
  });

  it.each(['https://NOMAD-pat-Xy.example.org/x', '//ada@NOMAD-pat-Xy.example.org:80'])(
    'in the letters that it has, where a redirect leads to it as a host: %s',
    (location) => {
      expect(shown(302, '', { location })).toMatch(/\(302\) to \*\*\*\.example\.org(:80)?, which/);
      expect(shown(302, '', { location })).not.toMatch(/nomad-pat/i);
    },
  );

  it('in the name of a missing scope', () => {
    const said = shown(403, "Missing scopes: ['hunter:two', 'uploads:read']");
    expect(said).toContain('lacks the scope uploads:read (');
    expect(said).not.toContain('hunter');
  });
});

it('names the scope that a token lacks', () => {
  const detail = "Missing scopes: [<Scope.UPLOADS_READ: 'uploads:read'>, <Scope.USERS_READ: 'users:read'>]";
  expect(failureOf(refuse('list', 403, JSON.stringify({ detail }))).message).toContain(
    'lacks the scope uploads:read, users:read (',
  );
  expect(failureOf(refuse('list', 403, JSON.stringify({ detail: 'Missing scopes: ?' }))).message).toContain('does not name');
});
