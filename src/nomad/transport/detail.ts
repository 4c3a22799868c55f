import { cut } from '../../core/wording.ts';
import { isRecord } from '../../core/record.ts';

/**
 * The raw `detail` of a FastAPI error, still to be redacted and cut; undefined if the body has none, so that it is not from NOMAD.
 * It is a string (all HTTPExceptions), a list of `{loc, msg, input?}` (422, 1.3.15 and 2.0) or an object with `reason` and
 * `exception` (500). `input` is never shown, because it can contain what was sent; neither is the traceback.
 */
export function readDetail(body: string | undefined): string | undefined {
  if (body === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  return isRecord(json) ? toSentence(json['detail']) : undefined;
}

/** One readable line of at most 300 characters. Redact first: half a secret, or one with different blanks, would not be recognized. */
export function oneLine(text: string): string {
  return cut(text.replace(/\s+/gu, ' ').trim(), 300);
}

const maxProblems = 10;

function toSentence(detail: unknown): string | undefined {
  if (typeof detail === 'string') return detail;
  if (Array.isArray(detail)) return detail.slice(0, maxProblems).map(describeProblem).join('; ');
  if (isRecord(detail)) return [detail['reason'], detail['exception']].filter((part) => typeof part === 'string').join(': ');
  return undefined;
}

function describeProblem(item: unknown): string {
  if (!isRecord(item)) return 'not readable';
  const { loc, msg } = item;
  const place = Array.isArray(loc) ? loc.filter((part) => typeof part === 'string' || typeof part === 'number').join('.') : '';
  return [place, typeof msg === 'string' ? msg : 'not accepted'].filter((part) => part !== '').join(': ');
}
