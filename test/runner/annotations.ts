export type Level = 'error' | 'warning' | 'notice';

/** An annotation as GitHub gets it. The runner masks the message, but neither title nor file. */
export interface Annotation {
  level: Level;
  message: string;
  title?: string | undefined;
  /** Relative to the workspace where the step gave an absolute path inside it. */
  file?: string | undefined;
  line?: number | undefined;
  endLine?: number | undefined;
  column?: number | undefined;
  endColumn?: number | undefined;
}

type Position = Pick<Annotation, 'line' | 'endLine' | 'column' | 'endColumn'>;

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** The runner's repairs: an end stands in for a start; columns need one single line; a range that runs backwards is dropped. */
function position(properties: ReadonlyMap<string, string>): Position {
  const endLine = integer(properties.get('endline'));
  const line = integer(properties.get('line')) ?? endLine;
  const endColumn = integer(properties.get('endcolumn'));
  const column = integer(properties.get('col')) ?? endColumn;
  const oneLine = line !== undefined && (endLine === undefined || endLine === line);
  const lines = endLine !== undefined && line !== undefined && endLine < line ? {} : { line, endLine };
  const backwards = endColumn !== undefined && column !== undefined && endColumn < column;
  return { ...lines, ...(oneLine && !backwards ? { column, endColumn } : {}) };
}

function relative(file: string | undefined, workspace: string): string | undefined {
  if (file === undefined || file === '') return undefined;
  return file.startsWith(`${workspace}/`) ? file.slice(workspace.length + 1) : file;
}

export function annotation(
  level: Level,
  message: string,
  properties: ReadonlyMap<string, string>,
  workspace: string,
): Annotation {
  const file = relative(properties.get('file'), workspace);
  return { level, message, title: properties.get('title'), file, ...position(properties) };
}
