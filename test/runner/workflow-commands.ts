/** A workflow command found in a line that the step printed. Names of commands and properties are in lower case. */
export interface WorkflowCommand {
  name: string;
  properties: Map<string, string>;
  data: string;
}

// Decoded one after another, the percent sign last, as the runner does it (ActionCommand.cs).
const dataEscapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
] as const;
const percent = ['%25', '%'] as const;
const propertyEscapes = [...dataEscapes, ['%3A', ':'], ['%2C', ','], percent] as const;
const bracketEscapes = [['%3B', ';'], ...dataEscapes, ['%5D', ']'], percent] as const;

type Escapes = readonly (readonly [string, string])[];

function unescape(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [escape, character]) => result.replaceAll(escape, character), text);
}

function parseProperties(text: string, separator: string, escapes: Escapes): Map<string, string> {
  const properties = new Map<string, string>();
  for (const pair of text.split(separator)) {
    const equals = pair.indexOf('=');
    const value = pair.slice(equals + 1);
    if (equals > 0 && value !== '') properties.set(pair.slice(0, equals).toLowerCase(), unescape(value, escapes));
  }
  return properties;
}

function splitInfo(info: string, known: ReadonlySet<string>): { name: string; properties: string } | undefined {
  const blank = info.indexOf(' ');
  const name = (blank < 0 ? info : info.slice(0, blank)).toLowerCase();
  return known.has(name) ? { name, properties: blank < 0 ? '' : info.slice(blank + 1) } : undefined;
}

/** `::name key=value,key=value::data`, at the start of the line after blanks. */
function parseColons(line: string, known: ReadonlySet<string>): WorkflowCommand | undefined {
  const command = line.trimStart();
  const end = command.indexOf('::', 2);
  if (!command.startsWith('::') || end < 0) return undefined;
  const info = splitInfo(command.slice(2, end), known);
  return (
    info && {
      name: info.name,
      properties: parseProperties(info.properties.trim(), ',', propertyEscapes),
      data: unescape(command.slice(end + 2), [...dataEscapes, percent]),
    }
  );
}

/** `##[name key=value;key=value]data`, anywhere in the line: text in front of it does not protect. */
function parseBrackets(line: string, known: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  const info = splitInfo(line.slice(start + 3, end), known);
  return (
    info && {
      name: info.name,
      properties: parseProperties(info.properties, ';', bracketEscapes),
      data: unescape(line.slice(end + 1), bracketEscapes),
    }
  );
}

/** The command in a line, if its name is one of `known` (lower case); anything else is plain output. */
export function parseCommand(line: string, known: ReadonlySet<string>): WorkflowCommand | undefined {
  return parseColons(line, known) ?? parseBrackets(line, known);
}
