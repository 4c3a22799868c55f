import { isRecord } from '../../core/record.ts';
import { NotUnderstoodError, optionalText, record, text } from './fields.ts';

// Far more than any token has: an answer must not decide how much work it is to hide what it contains.
const maxLength = 16 * 1024;

/** 2.0 adds the last two. */
const names = ['access_token', 'refresh_token', 'id_token'] as const;

/** `POST /auth/token` (1.3 and 2.0): the access token. Every token of the answer must be one. */
export function readLogin(json: unknown): string {
  const fields = record(json, 'the answer');
  for (const name of names) {
    const token = optionalText(fields, name);
    if (token.length > maxLength || /[^\x21-\x7e]/.test(token)) throw new NotUnderstoodError(`"${name}" is not a token`);
  }
  const token = text(fields, 'access_token');
  if (token === '') throw new NotUnderstoodError('"access_token" is not a token');
  return token;
}

/** All that could be a token in the body of an answer to a login, whatever else is wrong with it: none of it may be shown. */
export function listTokens(body: string | undefined): string[] {
  try {
    const json: unknown = JSON.parse(body ?? '');
    return isRecord(json) ? names.flatMap((name) => asSecret(json[name])) : [];
  } catch {
    return [];
  }
}

function asSecret(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? [value.slice(0, maxLength)] : [];
}
