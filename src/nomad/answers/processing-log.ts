import { cut } from '../../core/wording.ts';
import { NotUnderstoodError, type Redact } from './fields.ts';
import { isRecord } from '../../core/record.ts';

/** Why an entry failed, as its processing log says. */
export interface Cause {
  /** One line, without paths of the server. */
  readonly text: string;
  /** Where in the mainfile, from 1. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** The end of the exception's traceback, paths of the server shortened; '' when there is none. */
  readonly traceback: string;
}

interface Item {
  readonly step: boolean;
  readonly exception: string;
}

/**
 * The cause in `GET /uploads/{id}/archive/{entry}` (`data.archive.processing_logs`, 1.3 and 2.0; `uploads:read` is enough), or undefined
 * when the log names none. An ERROR item that has a `step` is nearest to the cause; 2.0 has none for some errors, and then the cause is
 * the first exception of a chain that ends in a generic ProcessFailure.
 */
export function readCause(json: unknown, mainfile: string, redact: Redact): Cause | undefined {
  const items = errorsOf(json);
  for (const { exception } of [...items.filter(({ step }) => step), ...items.filter(({ step }) => !step)]) {
    const raised = raisedIn(exception, redact);
    if (raised !== undefined) return causeOf(raised, mainfile, redact);
  }
  return undefined;
}

function errorsOf(json: unknown): Item[] {
  const archive = isRecord(json) && isRecord(json['data']) ? json['data']['archive'] : undefined;
  const logs = isRecord(archive) ? archive['processing_logs'] : undefined;
  if (!Array.isArray(logs)) throw new NotUnderstoodError('it has no processing log');
  return logs.flatMap((item: unknown) => {
    if (!isRecord(item) || typeof item['exception'] !== 'string') return [];
    const { level, step, exception } = item;
    return level === 'ERROR' || level === 'CRITICAL' ? [{ step: typeof step === 'string', exception }] : [];
  });
}

const chain =
  /\nDuring handling of the above exception, another exception occurred:\n|\nThe above exception was the direct cause of the following exception:\n/;
const generic = /(?:^|\.)ProcessFailure: (?:parser|normalizer) failed with exception|^[\w.]*SystemExit/;

// Bounds the work on a text that a user's file can shape.
const longest = { exception: 100_000, message: 2000, traceback: 4000 } as const;

interface Raised {
  /** The message: the lines after the last frame, trimmed. */
  readonly lines: readonly string[];
  readonly traceback: string;
}

/** The first exception of a chain that is not generic. */
function raisedIn(exception: string, redact: Redact): Raised | undefined {
  // Redact before cutting: half a secret is found no more.
  for (const block of redact(exception).slice(0, longest.exception).split(chain)) {
    const lines = messageOf(block);
    if (lines[0] !== undefined && !generic.test(lines[0])) return { lines, traceback: tracebackOf(block, redact) };
  }
  return undefined;
}

function messageOf(block: string): string[] {
  const lines = block.split(/\r\n|\r|\n/);
  const lastFrame = lines.findLastIndex((line) => line.startsWith('  File "'));
  const start = lines.findIndex((line, i) => i > lastFrame && /^\S/.test(line) && !line.startsWith('Traceback '));
  if (start < 0) return [];
  return cut(lines.slice(start).join('\n'), longest.message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Its end, which is nearest to the cause. */
function tracebackOf(block: string, redact: Redact): string {
  if (!block.includes('\n  File "')) return '';
  const end = block.trim().slice(-longest.traceback);
  // What is left out can put together what was apart.
  return redact(end.replace(packages, '').replace(rawFile, '$1$2').replace(serverPath, '$1'));
}

const place = /\bline (\d{1,7})\b(?:,? col(?:umn)? (\d{1,7})\b)?/g;
const rawFile = /"[^"]*\/raw\/([^"]+)"|[^\s"']*\/raw\/([^\s"',;:()]+)/g;
const packages = /(?<=File ")\/[^"\n]*\/site-packages\//g;
const serverPath = /(?<![\w.])(?:\.volumes)?(?:\/[\w.@+-]+){2,}\/([\w.@+-]+)/g;
const mark = /^in "([^"]*)",? (line \d+(?:, column \d+)?)$/;
const elsewhere = /(?:\/[^\s"']*|\bin "[^"<]*|[\w-]\.\w+)["')]?[,:]? line \d/;

function causeOf({ lines, traceback }: Raised, mainfile: string, redact: Redact): Cause {
  const message = lines.map((line) => ownMark(line, mainfile) ?? line).join(' ');
  const files = [...message.matchAll(rawFile)].map(([, quoted, bare]) => quoted ?? bare);
  const own = files.every((file) => file === mainfile) && !elsewhere.test(message.replace(rawFile, ''));
  const [, line, column] = (own ? [...message.matchAll(place)] : []).at(-1) ?? [];
  // Joining lines can put together what was apart.
  return { text: cut(redact(joined(lines, mainfile)), 500), line: numberOf(line), column: numberOf(column), traceback };
}

/** `line 4, column 7`, if a line of the message marks a place in the mainfile, or in a text that has no file. */
function ownMark(line: string, mainfile: string): string | undefined {
  const [, name = '', where] = mark.exec(line) ?? [];
  return name.startsWith('<') || name === mainfile || name.endsWith(`/raw/${mainfile}`) ? where : undefined;
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}

/**
 * `yaml.parser.ParserError: while parsing` / `in "/srv/…/raw/a.yaml", line 4, column 7` / `expected ','` become
 * `ParserError: while parsing (line 4, column 7): expected ','`, without any path of the server. Another file than the mainfile is named.
 */
function joined(lines: readonly string[], mainfile: string): string {
  let text = '';
  for (const line of lines) {
    const own = ownMark(line, mainfile);
    const [, name = '', where = ''] = mark.exec(line) ?? [];
    if (own !== undefined) text += ` (${own})`;
    else if (where !== '') text += ` ("${name}", ${where})`;
    else text += text === '' ? line.replace(/^(?:\w+\.)+(?=\w+(?::|$))/, '') : `${text.endsWith(')') ? ':' : ''} ${line}`;
  }
  return text.replace(rawFile, '$1$2').replace(serverPath, '$1');
}
