/** What is to be sent, before any fault is done to it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

export function html(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** FastAPI's error: one text below `detail`. */
export function detail(status: number, text: string, headers: Record<string, string> = {}): Answer {
  return json(status, { detail: text }, headers);
}

/** One item of a 422: which part of the request is wrong, and why. */
export interface Invalid {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}

export function unprocessable(...items: Invalid[]): Answer {
  return json(422, { detail: items });
}

export function missing(place: 'query' | 'body', field: string): Invalid {
  return { type: 'missing', loc: [place, field], msg: 'Field required', input: null };
}

/** An exception that NOMAD did not expect: `detail` is an object then (both versions, all routes). */
export function exception(exceptionClass: string, text: string): Answer {
  return json(500, {
    detail: {
      reason: 'Unexpected exception while handling your request',
      exception: text,
      exception_class: exceptionClass,
      exception_traceback: `Traceback (most recent call last):\n  File "/opt/lib/python3/site-packages/nomad/app/v1/main.py", line 63, in __call__\n    await self.app(scope, receive, send)\n${exceptionClass}: ${text}\n`,
    },
  });
}

/** `response_model_exclude_none`: on GETs what is null is left out, at every depth (both versions). */
export function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null));
}
