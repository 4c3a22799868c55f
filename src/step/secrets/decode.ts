/** A text as it is without some codings, and where in the coded text each of its characters stands. */
export interface Decoded {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where its code begins and ends. */
  readonly begins: Uint32Array;
  readonly ends: Uint32Array;
}

/** Every coded text has one of these. */
export const coded = /[%\\&+]/;

const percent = '(?:%[0-9a-fA-F]{2})+';
const escaped = '\\\\u[0-9a-fA-F]{4}|\\\\x[0-9a-fA-F]{2}|\\\\["\'\\\\/bfnrt]';
const entity = '&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);';

// A secret can hold what looks like the code of another kind, so each kind is also decoded alone. In forms a plus sign is a blank.
const kinds = [
  percent,
  `${percent}|\\+`,
  escaped,
  entity,
  `${percent}|${escaped}|${entity}`,
  `${percent}|${escaped}|${entity}|\\+`,
];

/** The text by each way to read its codes: percent-encoded, forms, JSON and Python, HTML, and all of them at once. */
export function decode(text: string): Decoded[] {
  return kinds.flatMap((kind) => decodeKind(text, new RegExp(kind, 'g')) ?? []);
}

function decodeKind(text: string, codes: RegExp): Decoded | undefined {
  const pieces: string[] = [];
  const begins = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let length = 0;
  let from = 0;
  const take = (piece: string, begin: number, end: number, step: 0 | 1): void => {
    pieces.push(piece);
    for (let i = 0; i < piece.length; i++, length++) {
      begins[length] = begin + i * step;
      ends[length] = step === 0 ? end : begin + i + 1;
    }
  };
  for (let match = codes.exec(text); match !== null; match = codes.exec(text)) {
    const end = match.index + match[0].length;
    take(text.slice(from, match.index), from, match.index, 1);
    take(readCode(match[0]), match.index, end, 0);
    from = end;
  }
  if (from === 0) return undefined;
  take(text.slice(from), from, text.length, 1);
  return { text: pieces.join(''), begins, ends };
}

const named: Readonly<Record<string, string>> = {
  ...{ '+': ' ', '\\b': '\b', '\\f': '\f', '\\n': '\n', '\\r': '\r', '\\t': '\t' },
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" },
};

function readCode(code: string): string {
  const known = named[code];
  if (known !== undefined) return known;
  if (code.startsWith('%')) return Buffer.from(code.replaceAll('%', ''), 'hex').toString();
  if (/^\\[ux]/.test(code)) return String.fromCharCode(parseInt(code.slice(2), 16));
  if (code.startsWith('\\')) return code.slice(1);
  const point = /^&#x/i.test(code) ? parseInt(code.slice(3), 16) : parseInt(code.slice(2), 10);
  // What stands for no character must not become longer than it is.
  return point <= 0x10ffff ? String.fromCodePoint(point) : '�';
}
