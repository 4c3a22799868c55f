import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ActionInput {
  description: string;
  /** As written: with `${{ … }}` in it. */
  default: string | undefined;
  deprecationMessage: string | undefined;
}

export interface ActionManifest {
  name: string;
  main: string;
  inputs: Map<string, ActionInput>;
  /** Their names. */
  outputs: readonly string[];
}

const inputKeys: ReadonlySet<string> = new Set(['description', 'required', 'default', 'deprecationMessage']);

function mapping(value: unknown, what: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is not a mapping.`);
  return new Map(Object.entries(value));
}

function text(value: unknown, what: string): string | undefined {
  if (value !== undefined && typeof value !== 'string') throw new Error(`${what} is not a single value.`);
  return value;
}

function readInput(value: unknown, what: string): ActionInput {
  const keys = mapping(value, what);
  for (const key of keys.keys()) if (!inputKeys.has(key)) throw new Error(`${what} has the unknown key ${key}.`);
  return {
    description: text(keys.get('description'), `The description of ${what}`) ?? '',
    default: text(keys.get('default'), `The default of ${what}`),
    deprecationMessage: text(keys.get('deprecationMessage'), `The deprecationMessage of ${what}`),
  };
}

/** Reads an action.yml. An input's values are always strings: YAML's failsafe schema knows nothing else. */
export function readManifest(path: string): ActionManifest {
  const manifest = mapping(parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }), path);
  const inputs = mapping(manifest.get('inputs') ?? {}, `The section inputs of ${path}`);
  return {
    name: text(manifest.get('name'), `The name of ${path}`) ?? '',
    main: text(mapping(manifest.get('runs'), `The section runs of ${path}`).get('main'), `The main of ${path}`) ?? '',
    outputs: [...mapping(manifest.get('outputs') ?? {}, `The section outputs of ${path}`).keys()],
    inputs: new Map([...inputs].map(([name, input]) => [name, readInput(input, `The input ${name}`)])),
  };
}

export interface ExpressionContexts {
  githubToken: string;
  matrix: Record<string, unknown> | null;
}

/** The few expressions that defaults of inputs need; any other is an error, not an empty string. */
export function evaluate(template: string, { githubToken, matrix }: ExpressionContexts): string {
  return template.replace(/\$\{\{\s*(.*?)\s*\}\}/gs, (_, expression: string) => {
    if (expression === 'github.token') return githubToken;
    if (expression.toLowerCase() === 'tojson(matrix)') return JSON.stringify(matrix, null, 2);
    throw new Error(`The emulated runner does not know the expression \${{ ${expression} }}.`);
  });
}
