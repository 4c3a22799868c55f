import { cut } from '../phrases.ts';
import { isRecord, NotUnderstood, type Redact } from './schema.ts';

/** Why an entry failed, as its processing log says. */
export interface Reason {
  /** One line, without paths of the server. */
  readonly text: string;
  /** Where in the mainfile, from 1. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

interface Item {
  readonly step: boolean;
  readonly exception: string;
}

/**
 * The reason in `GET /uploads/{id}/archive/{entry}` (`data.archive.processing_logs`, 1.3 and 2.0; `uploads:read` is enough), or undefined
 * when the log names none. An ERROR item that has a `step` is nearest to the cause; 2.0 has none for some errors, and then the cause is
 * the first exception of a chain that ends in a generic ProcessFailure.
 */
export function readReason(json: unknown, mainfile: string, redact: Redact): Reason | undefined {
  const items = errorsOf(json);
  for (const { exception } of [...items.filter(({ step }) => step), ...items.filter(({ step }) => !step)]) {
    const message = causeOf(exception);
    if (message !== undefined) return reasonFrom(redact(message), mainfile);
  }
  return undefined;
}

function errorsOf(json: unknown): Item[] {
  const archive = isRecord(json) && isRecord(json['data']) ? json['data']['archive'] : undefined;
  const logs = isRecord(archive) ? archive['processing_logs'] : undefined;
  if (!Array.isArray(logs)) throw new NotUnderstood('it has no processing log');
  return logs.flatMap((item: unknown) => {
    if (!isRecord(item) || typeof item['exception'] !== 'string') return [];
    const { level, step, exception } = item;
    return level === 'ERROR' || level === 'CRITICAL' ? [{ step: typeof step === 'string', exception }] : [];
  });
}

const chain =
  /\n\s*(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):\s*\n/;
const generic = /(?:^|\.)ProcessFailure: (?:parser|normalizer) failed with exception|^\w*(?:\.\w+)*SystemExit/;

/** The message of the first exception of a chain that is not generic: all that follows its last frame. */
function causeOf(exception: string): string | undefined {
  return exception
    .split(chain)
    .map((block) => {
      const lines = block.trimEnd().split(/\r\n|\r|\n/);
      const lastFrame = lines.findLastIndex((line) => /^ {2}File "/.test(line));
      const start = lines.findIndex((line, i) => i > lastFrame && /^\S/.test(line) && !line.startsWith('Traceback '));
      return start < 0 ? '' : lines.slice(start).join('\n');
    })
    .find((message) => message !== '' && !generic.test(message));
}

const place = /\bline (\d{1,7})(?:,? col(?:umn)? (\d{1,7}))?/g;
const rawFile = /"?[^\s"']*\/raw\/([^\s"',;:()]+)"?/g;

function reasonFrom(message: string, mainfile: string): Reason {
  const files = [...message.matchAll(rawFile)].map((match) => match[1] ?? '');
  const places = files.every((file) => file === mainfile) ? [...message.matchAll(place)] : [];
  const [, line, column] = places.at(-1) ?? [];
  return { text: cut(oneLine(message), 500), line: numberOf(line), column: numberOf(column) };
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}

/** `yaml.parser.ParserError: while …\n  in "/srv/…/raw/a.yaml", line 4, column 7` becomes `ParserError: while … (line 4, column 7)`. */
function oneLine(message: string): string {
  return message
    .replace(/^(?:\w+\.)+(?=\w+(?::|$))/, '')
    .replace(/\s*\n\s*in "[^"\n]*",? (line \d+(?:, column \d+)?)/g, ' ($1)')
    .replace(/\)\s*\n\s*(?=\S)/g, '): ')
    .replace(rawFile, '$1')
    .replace(/(?<![\w.])(?:\.volumes)?(?:\/[\w.@+-]+){2,}\/([\w.@+-]+)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
