import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecord } from '../../src/core/record.ts';

export const root = join(import.meta.dirname, '..', '..');

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The fields of a parsed mapping; anything else has none. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isRecord(value) ? Object.entries(value) : []);
}

const fence = /^ *```(\w*)\n([^]*?)^ *```$/gm;

/** The contents of fenced blocks of one language. */
export function fenced(text: string, language: string): string[] {
  return [...text.matchAll(fence)].flatMap(([, name, content = '']) => (name === language ? [content] : []));
}

function prose(text: string): string {
  return text.replace(fence, '');
}

/** Texts of headings, without the signs of code. */
export function headings(text: string): string[] {
  return [...prose(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading.replaceAll('`', ''));
}

/** Rows of all tables below the heading, as cells; heads and rules are left out. */
export function tableRows(text: string, heading: string): string[][] {
  const [, section = ''] = text.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const depth = new RegExp(`^(#+) ${heading}$`, 'm').exec(text)?.[1]?.length ?? 0;
  const [own = ''] = section.split(new RegExp(`^#{1,${depth}} `, 'm'));
  const lines = own.split('\n').map((line) => line.trim());
  return lines.flatMap((line, at) => {
    const isRow = line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1] ?? '');
    return isRow
      ? [
          line
            .slice(1, -1)
            .split('|')
            .map((cell) => cell.trim()),
        ]
      : [];
  });
}

function isRule(line: string): boolean {
  return /^\|[ :|-]+$/.test(line);
}

/** The name that a cell shows as code. */
export function codeIn(cell: string | undefined): string {
  return /^`([^`]*)`/.exec(cell ?? '')?.[1] ?? '';
}

/** Local targets of links and pictures that lead nowhere. */
export function brokenLinks(path: string): string[] {
  const targets = [...prose(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(target, path));
}

function leadsSomewhere(target: string, from: string): boolean {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : join(dirname(from), file);
  if (!existsSync(join(root, path))) return false;
  return anchor === undefined || headings(read(path)).map(slug).includes(anchor);
}

/** As GitHub makes anchors of headings. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
