import { NotUnderstoodError, optionalText, record, text } from './fields.ts';

/** `POST /auth/token`: the access token, and all other tokens in the answer (2.0 adds refresh and id tokens). */
export function readLogin(json: unknown): { token: string; others: string[] } {
  const fields = record(json, 'the answer');
  const token = text(fields, 'access_token');
  if (!/^[\x21-\x7e]+$/.test(token)) throw new NotUnderstoodError('"access_token" is not a token');
  const others = ['refresh_token', 'id_token'].map((name) => optionalText(fields, name)).filter((value) => value !== '');
  return { token, others };
}
