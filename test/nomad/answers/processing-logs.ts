import { type Cause, readCause } from '../../../src/nomad/answers/processing-log.ts';

export const mainfile = 'data/broken.archive.yaml';
export const frames =
  'Traceback (most recent call last):\n  File "/opt/lib/python3/site-packages/x/y.py", line 542, in parse\n    f(x)\n';

export const during = '\nDuring handling of the above exception, another exception occurred:\n\n';

export function answerOf(logs: unknown): unknown {
  return { data: { archive: { processing_logs: logs } } };
}

export function reasonOf(logs: unknown, redact = (text: string): string => text): Cause | undefined {
  return readCause(answerOf(logs), mainfile, redact);
}

/** Of a log with one exception, whose message is after its frames. */
export function reasonIn(message: string, fields: Record<string, unknown> = {}): Cause | undefined {
  return reasonOf([{ level: 'ERROR', step: 'parsers/archive', exception: frames + message, ...fields }]);
}
