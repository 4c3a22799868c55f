import { isRecord } from '../../core/record.ts';
import { NotUnderstoodError, optionalText, record, text } from './fields.ts';

// Far more than any token has: an answer must not decide how much work it is to hide what it contains.
const maxLength = 16 * 1024;

/** `POST /auth/token`: the access token, and all other tokens in the answer (2.0 adds refresh and id tokens). */
export function readLogin(json: unknown): { token: string; others: string[] } {
  const fields = record(json, 'the answer');
  const token = asToken('access_token', text(fields, 'access_token'));
  const others = ['refresh_token', 'id_token'].flatMap((name) => {
    const value = optionalText(fields, name);
    return value === '' ? [] : [asToken(name, value)];
  });
  return { token, others };
}

/** All that could be a token in such an answer, whatever else is wrong with it: none of it may be shown. */
export function listTokens(json: unknown): string[] {
  const values = isRecord(json) ? ['access_token', 'refresh_token', 'id_token'].map((name) => json[name]) : [];
  return values.filter((value) => typeof value === 'string').map((value) => value.slice(0, maxLength));
}

function asToken(name: string, value: string): string {
  if (value.length > maxLength || !/^[\x21-\x7e]+$/.test(value)) throw new NotUnderstoodError(`"${name}" is not a token`);
  return value;
}
